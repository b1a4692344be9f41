/** The `_id`s that begin with a prefix, which ends in a slash (0 is the character after it). */
export const under = (prefix: string) => ({ $gte: prefix, $lt: `${prefix.slice(0, -1)}0` })

/** The `_id`s of a layer's records. */
export const inLayer = (conversation: string, member: string) => under(`${conversation}/${member}/`)
