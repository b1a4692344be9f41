/** A place that an address names. */
export interface Place {
  highlight: { member: string; highlight: string } | null
  /** What was said of a code. */
  code: string | null
  /** A message on the highlight or code, as `<member>/<comment>`. */
  comment: string | null
  turn: string | null
  /** First source word of the turn when the link was made: it never changes, whatever becomes of the turn. */
  word: number | null
  seconds: number | null
  /** What to look for there. */
  find: string | null
}

const number = (text: string | null): number | null => {
  const value = Number(text ?? Number.NaN)
  return text !== '' && Number.isFinite(value) && value >= 0 ? value : null
}

/** Reads the place out of an address of the desk; null when it names none. What is malformed is not there. */
export const readPlace = (query: URLSearchParams): Place | null => {
  const text = (name: string) => query.get(name)?.slice(0, 200) || null
  const id = (name: string) => (/^[\w-]{1,64}$/.test(text(name) ?? '') ? text(name) : null)
  const member = id('member')
  const highlight = id('highlight')
  const word = number(text('word'))
  const place: Place = {
    highlight: member && highlight ? { member, highlight } : null,
    code: id('code'),
    comment: /^[\w-]{1,64}\/[\w-]{1,64}$/.test(text('comment') ?? '') ? text('comment') : null,
    turn: text('turn'),
    word: word === null ? null : Math.floor(word),
    seconds: number(text('t')),
    find: text('find'),
  }
  return place.highlight || place.code || place.turn !== null || place.seconds !== null ? place : null
}
