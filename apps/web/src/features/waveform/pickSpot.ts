import type { Desk } from '../desk/desk.ts'
import type { WaveSpot } from './createWaveform.ts'
import type { Player } from './player.ts'

/**
 * What a click on the waveform does: a highlight comes into focus, with its text; a word plays; anywhere else the
 * playhead goes there, and the text with it. True when there was something to do.
 */
export const pickSpot = (desk: Desk, player: Player, spot: WaveSpot): boolean => {
  if (spot.kind === 'overview') return false
  if (spot.kind === 'marks') {
    const annotation = desk.annotations.get(spot.keys[0]!)
    if (!annotation) return false
    const start = 'span' in annotation.resolution ? annotation.resolution.span.start : null
    desk.state.set({
      focus: annotation.key,
      selection: null,
      selectionOrigin: null,
      following: false,
      ...(start && { caret: start, turn: start.turn }),
    })
    if (start) desk.view.current?.reveal(start)
    return true
  }
  const seconds = spot.kind === 'word' ? spot.word.from : spot.seconds
  player.seek(seconds)
  desk.state.set({ following: true })
  const point = desk.facts.get().timing?.pointAt(seconds * 1000)
  if (point) desk.view.current?.reveal(point, { smooth: false })
  if (spot.kind === 'word') player.play()
  return true
}
