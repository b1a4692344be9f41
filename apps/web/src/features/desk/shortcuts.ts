import type { TextPoint } from '@polyphony/document'
import { desk as words } from '../../text/desk.ts'
import { notifyDone } from '../../ui/notify.ts'
import { removeWithUndo } from '../coding/AnnotationCard.tsx'
import { myFocus, toggleCode } from '../coding/codingCommands.ts'
import { isSection } from '../coding/isSection.ts'
import { openPalette } from '../coding/openPalette.ts'
import { beginCorrection } from '../correction/correctionCommands.ts'
import {
  type Direction,
  extendSelection,
  type Unit,
  unitAt,
  unitBeyond,
} from '../transcript/extendSelection.ts'
import { comparePoints, turnTexts } from '../transcript/snapSpan.ts'
import { RATES } from '../waveform/player.ts'
import type { Desk } from './desk.ts'

export interface Shortcut {
  group: keyof typeof words.shortcutGroups
  label: string
  /** As shown; alternatives are separated. */
  keys: readonly string[]
  /** As `event.key`, lower case for letters, with `ctrl+` (or the command key) and `shift+` in front. */
  on: readonly string[]
  /** Returns false when there was nothing to do, so that the browser may have the key. */
  run: (desk: Desk, key: string) => boolean | undefined
}

/** Where the keyboard stands: the caret, else the turn, else the top of the view. */
const standing = (desk: Desk): TextPoint | null => {
  const { caret, turn } = desk.state.get()
  if (caret && desk.index.turn(caret.turn)) return caret
  const id = turn && desk.index.turn(turn) ? turn : desk.view.current?.topTurn()
  return id ? { turn: id, offset: 0 } : null
}

const standAt = (desk: Desk, point: TextPoint, reveal = true): void => {
  desk.state.set({ caret: point, turn: point.turn, selection: null, selectionOrigin: null })
  const { ontology } = desk.facts.get()
  const under = desk.annotations.at(point).find(annotation => !isSection(ontology, annotation))
  desk.state.set({ focus: under?.key ?? null })
  if (reveal) desk.view.current?.reveal(point, { focus: true, smooth: false })
}

const moveTurn = (desk: Desk, direction: Direction): boolean => {
  const { caret, turn } = desk.state.get()
  const from = standing(desk)
  if (!from) return false
  // The first press takes the turn one sees, not the one after it.
  let at = desk.index.position(from.turn) + (caret || turn ? direction : 0)
  while (desk.index.order[at]?.text === '') at += direction
  const next = desk.index.order[at]
  if (!next) return true
  const word = unitAt(turnTexts(desk.index), { turn: next.id, offset: 0 }, 'word')
  standAt(desk, word?.start ?? { turn: next.id, offset: 0 })
  return true
}

const moveWord = (desk: Desk, direction: Direction): boolean => {
  const from = standing(desk)
  if (!from) return false
  const turns = turnTexts(desk.index)
  const here = unitAt(turns, from, 'word')
  const edge = direction > 0 ? (here?.end ?? from) : (here?.start ?? from)
  const next = desk.state.get().caret ? unitBeyond(turns, edge, 'word', direction) : here
  if (next) standAt(desk, next.start)
  return true
}

const extend = (desk: Desk, unit: Unit, direction: Direction): boolean => {
  const { selection, selectionOrigin } = desk.state.get()
  const origin = (selection && selectionOrigin) ?? standing(desk)
  if (!origin) return false
  const next = extendSelection(turnTexts(desk.index), selection, origin, unit, direction)
  if (!next) return true
  desk.state.set({
    selection: next,
    selectionOrigin: selection ? origin : next.start,
    caret: null,
    focus: null,
    turn: direction > 0 ? next.end.turn : next.start.turn,
  })
  desk.view.current?.reveal(direction > 0 ? next.end : next.start, { smooth: false })
  return true
}

const moveHighlight = (desk: Desk, direction: Direction): boolean => {
  const turns = turnTexts(desk.index)
  const from = standing(desk) ?? { turn: desk.index.order[0]?.id ?? '', offset: 0 }
  const { hidden, focus } = desk.state.get()
  let best: { key: string; start: TextPoint } | null = null
  for (const annotation of desk.annotations.values()) {
    const { key, member, resolution } = annotation
    if (!('span' in resolution) || hidden.has(member) || key === focus) continue
    if (isSection(desk.facts.get().ontology, annotation)) continue
    const { start } = resolution.span
    if (comparePoints(turns, start, from) * direction <= 0) continue
    if (!best || comparePoints(turns, start, best.start) * direction < 0) best = { key, start }
  }
  if (!best) return true
  standAt(desk, best.start)
  desk.state.set({ focus: best.key })
  return true
}

const step = (rate: number, direction: Direction): number => {
  const rates = direction > 0 ? RATES.filter(value => value > rate) : RATES.filter(value => value < rate)
  return (direction > 0 ? rates[0] : rates.at(-1)) ?? rate
}

const w = words.shortcutWords

/** Every key of the desk, once: the handler and the sheet both read it. */
export const SHORTCUTS: readonly Shortcut[] = [
  {
    group: 'move',
    label: w.nextTurn,
    keys: ['J', '↓'],
    on: ['j', 'arrowdown'],
    run: desk => moveTurn(desk, 1),
  },
  {
    group: 'move',
    label: w.previousTurn,
    keys: ['K', '↑'],
    on: ['k', 'arrowup'],
    run: desk => moveTurn(desk, -1),
  },
  {
    group: 'move',
    label: w.words,
    keys: ['←', '→'],
    on: ['arrowleft', 'arrowright'],
    run: (desk, key) => moveWord(desk, key === 'arrowright' ? 1 : -1),
  },
  { group: 'move', label: w.nextHighlight, keys: [']'], on: [']'], run: desk => moveHighlight(desk, 1) },
  { group: 'move', label: w.previousHighlight, keys: ['['], on: ['['], run: desk => moveHighlight(desk, -1) },
  {
    group: 'select',
    label: w.extendWord,
    keys: ['Shift ←', 'Shift →'],
    on: ['shift+arrowleft', 'shift+arrowright'],
    run: (desk, key) => extend(desk, 'word', key.endsWith('right') ? 1 : -1),
  },
  {
    group: 'select',
    label: w.extendSentence,
    keys: ['Ctrl Shift ←', 'Ctrl Shift →'],
    on: ['ctrl+shift+arrowleft', 'ctrl+shift+arrowright'],
    run: (desk, key) => extend(desk, 'sentence', key.endsWith('right') ? 1 : -1),
  },
  {
    group: 'code',
    label: w.highlight,
    keys: ['H', 'Enter'],
    on: ['h', 'enter'],
    run: desk => openPalette(desk),
  },
  {
    group: 'code',
    label: w.recent,
    keys: ['1', '…', '9'],
    on: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    run(desk, key) {
      const code = desk.facts.get().recent[Number(key) - 1]
      return code !== undefined && toggleCode(desk, code)
    },
  },
  {
    group: 'code',
    label: w.memo,
    keys: ['M'],
    on: ['m'],
    run(desk) {
      const mine = myFocus(desk)
      if (!mine) return false
      desk.state.set({ writing: { kind: 'memo', key: mine.key }, drawer: 'passage' })
      return true
    },
  },
  {
    group: 'code',
    label: w.comment,
    keys: ['C'],
    on: ['c'],
    run(desk) {
      const { focus } = desk.state.get()
      if (focus === null || !desk.layer) return false
      desk.state.set({ writing: { kind: 'comment', key: focus }, drawer: 'passage' })
      return true
    },
  },
  {
    group: 'code',
    label: w.remove,
    keys: ['Delete'],
    on: ['delete', 'backspace'],
    run(desk) {
      const mine = myFocus(desk)
      if (!mine) return false
      removeWithUndo(desk, mine)
      return true
    },
  },
  {
    group: 'code',
    label: w.undo,
    keys: ['Ctrl Z'],
    on: ['ctrl+z'],
    run(desk) {
      if (!desk.undo?.undo()) notifyDone(words.undo.nothing)
      return true
    },
  },
  {
    group: 'code',
    label: w.redo,
    keys: ['Ctrl Shift Z'],
    on: ['ctrl+shift+z', 'ctrl+y'],
    run(desk) {
      if (!desk.undo?.redo()) notifyDone(words.undo.nothingRedo)
      return true
    },
  },
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
  {
    group: 'other',
    label: w.correct,
    keys: ['E'],
    on: ['e'],
    run(desk) {
      const point = standing(desk)
      if (!point || !desk.abilities.correct) return false
      beginCorrection(desk, point.turn, point.offset)
      return true
    },
  },
  {
    group: 'other',
    label: w.escape,
    keys: ['Esc'],
    on: ['escape'],
    run(desk) {
      const state = desk.state.get()
      if (state.palette) desk.state.set({ palette: null })
      else if (state.writing) desk.state.set({ writing: null })
      else if (state.drawer) desk.state.set({ drawer: null })
      else desk.state.set({ selection: null, selectionOrigin: null, focus: null, onlyCode: null })
      return true
    },
  },
  {
    group: 'other',
    label: w.help,
    keys: ['?'],
    on: ['?', 'shift+?', 'shift+/'],
    run(desk) {
      desk.state.set({ shortcuts: true })
      return true
    },
  },
]

const byKey = new Map(SHORTCUTS.flatMap(shortcut => shortcut.on.map(key => [key, shortcut] as const)))

const nameOf = (event: KeyboardEvent): string => {
  const command = event.ctrlKey || event.metaKey
  return `${command ? 'ctrl+' : ''}${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`
}

/** Keys that a focused button or slider means for itself. */
const OWN_KEYS = new Set([' ', 'enter', 'arrowup', 'arrowdown', 'arrowleft', 'arrowright'])

/** Listens to the keys of the desk wherever nothing is being typed. */
export const listenToKeys = (desk: Desk): (() => void) => {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return
    const target = event.target as HTMLElement
    // Dialogs, menus and fields have their own keys.
    if (
      target.closest(
        'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]',
      )
    )
      return
    const key = nameOf(event)
    if (OWN_KEYS.has(key) && target.closest('button, a, summary, [role="slider"]')) return
    const shortcut = byKey.get(key)
    if (shortcut?.run(desk, key)) event.preventDefault()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}
