/** Which codes are chosen to do something with, and from where a range is counted. */
export interface Selection {
  picked: ReadonlySet<string>
  anchor: string | null
}

export const noSelection: Selection = { picked: new Set(), anchor: null }

export const pickOne = (id: string): Selection => ({ picked: new Set([id]), anchor: id })

/** Adds one, or takes it away. */
export const togglePick = ({ picked }: Selection, id: string): Selection => {
  const next = new Set(picked)
  if (!next.delete(id)) next.add(id)
  return { picked: next, anchor: id }
}

/** From the anchor to `to`, in the order shown; `adding` to what is chosen already, or instead of it. */
export const pickRange = (
  { picked, anchor }: Selection,
  order: readonly string[],
  to: string,
  adding = false,
): Selection => {
  const end = order.indexOf(to)
  const start = anchor === null ? end : order.indexOf(anchor)
  if (end < 0) return { picked, anchor }
  if (start < 0) return pickOne(to)
  const range = order.slice(Math.min(start, end), Math.max(start, end) + 1)
  return { picked: new Set(adding ? [...picked, ...range] : range), anchor }
}

/** Without what is there no more. */
export const keepPicked = (selection: Selection, isThere: (id: string) => boolean): Selection => {
  const picked = [...selection.picked].filter(isThere)
  return picked.length === selection.picked.size ? selection : { ...selection, picked: new Set(picked) }
}
