import type { Desk } from '../desk/desk.ts'
import { highlightSelection } from './codingCommands.ts'

/** Highlights what is selected (or takes my highlight in focus) and opens the palette of codes beside it. */
export const openPalette = (desk: Desk): boolean => {
  const { selection } = desk.state.get()
  const annotation = highlightSelection(desk)
  if (!annotation) return false
  const span = selection ?? ('span' in annotation.resolution ? annotation.resolution.span : null)
  const box = span && desk.view.current?.boxOf(span)
  // In a narrow window a drawer would lie over it.
  desk.state.set({ palette: box ?? { left: 0, top: 0, bottom: 0 }, drawer: null })
  return true
}
