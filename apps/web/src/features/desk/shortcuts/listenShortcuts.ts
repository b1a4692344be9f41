import { shortcuts } from '../../../text/shortcuts.ts'
import { waveform } from '../../../text/waveform.ts'
import { announce } from '../../../ui/announce.ts'
import { markHere } from '../../coding/markHere.ts'
import type { Direction } from '../../transcript/extendSelection.ts'
import { RATES } from '../../waveform/player.ts'
import { toggleLoop } from '../../waveform/toggleLoop.ts'
import type { Desk } from '../desk.ts'
import type { Shortcut } from './Shortcut.ts'
import { standing } from './standing.ts'

const step = (rate: number, direction: Direction): number => {
  const rates = direction > 0 ? RATES.filter(value => value > rate) : RATES.filter(value => value < rate)
  return (direction > 0 ? rates[0] : rates.at(-1)) ?? rate
}

const zoom = (desk: Desk, factor: number): boolean => {
  const { current } = desk.wave.get()
  if (!current) return false
  current.zoom(factor)
  announce(waveform.zoomed[current.zoomed()](factor > 1))
  return true
}

const w = shortcuts.names
const own = waveform.shortcuts

/** Listening. */
export const listenShortcuts: readonly Shortcut[] = [
  {
    group: 'listen',
    label: w.play,
    keys: ['Space'],
    on: [' '],
    run(desk) {
      desk.player?.toggle()
      return desk.player !== null
    },
  },
  {
    group: 'listen',
    label: w.playWord,
    keys: ['P'],
    on: ['p'],
    run(desk) {
      const point = standing(desk)
      const at = point && desk.timeAt(point)
      if (!desk.player || at === null) return false
      desk.state.set({ following: true })
      desk.player.seek(at)
      if (!desk.player.state.get().playing) desk.player.toggle()
      return true
    },
  },
  {
    group: 'listen',
    label: w.here,
    keys: ['R'],
    on: ['r'],
    run(desk) {
      if (!desk.layer) return false
      markHere(desk)
      return true
    },
  },
  {
    group: 'listen',
    label: w.back,
    keys: ['B'],
    on: ['b'],
    run(desk) {
      desk.player?.skip(-3)
      return desk.player !== null
    },
  },
  {
    group: 'listen',
    label: own.forward,
    keys: ['N'],
    on: ['n'],
    run(desk) {
      desk.player?.skip(3)
      return desk.player !== null
    },
  },
  { group: 'listen', label: own.loop, keys: ['Shift P'], on: ['shift+p'], run: desk => toggleLoop(desk) },
  {
    group: 'listen',
    label: own.skipSilence,
    keys: ['Q'],
    on: ['q'],
    run(desk) {
      desk.player?.setSkipSilence(!desk.player.state.get().skipSilence)
      return desk.player !== null
    },
  },
  {
    group: 'listen',
    label: own.zoom,
    keys: ['+', '−'],
    on: ['+', '=', 'shift++', 'shift+=', '-', '_', 'shift+_'],
    run: (desk, key) => zoom(desk, /[-_]$/.test(key) ? 0.5 : 2),
  },
  {
    group: 'listen',
    label: own.whole,
    keys: ['0'],
    on: ['0'],
    run: desk => zoom(desk, 0),
  },
  {
    group: 'listen',
    label: w.slower,
    keys: ['<'],
    on: ['<', 'shift+<', 'shift+,', ','],
    run(desk) {
      desk.player?.setRate(step(desk.player.state.get().rate, -1))
      return desk.player !== null
    },
  },
  {
    group: 'listen',
    label: w.faster,
    keys: ['>'],
    on: ['>', 'shift+>', 'shift+.', '.'],
    run(desk) {
      desk.player?.setRate(step(desk.player.state.get().rate, 1))
      return desk.player !== null
    },
  },
  {
    group: 'listen',
    label: w.follow,
    keys: ['F'],
    on: ['f'],
    run(desk) {
      desk.state.set({ following: false })
      desk.state.set({ following: true })
      return desk.player !== null
    },
  },
]
