import { coding } from '../../../text/coding.ts'
import { shortcuts } from '../../../text/shortcuts.ts'
import { notifyBriefly } from '../../../ui/notify.ts'
import { removeWithUndo } from '../../coding/AnnotationCard.tsx'
import { numberedCodes } from '../../coding/codeNow.ts'
import { highlightSelection, myFocus, passageInQuestion, toggleCode } from '../../coding/codingCommands.ts'
import { codeInVivo } from '../../coding/createCode.ts'
import { nudge } from '../../coding/nudge.ts'
import { openPalette } from '../../coding/openPalette.ts'
import { applySticky, toggleSticky } from '../../coding/stickyCommands.ts'
import { tellNothing } from '../../coding/tellNothing.ts'
import { beginComment } from '../../comments/threadCommands.ts'
import { repeat, takeBack } from '../../history/historyCommands.ts'
import type { Shortcut } from './Shortcut.ts'

const w = shortcuts.names

/** Highlighting, coding, taking back. */
export const codeShortcuts: readonly Shortcut[] = [
  {
    group: 'code',
    label: w.highlight,
    keys: ['H', 'Enter'],
    on: ['h', 'enter'],
    run: desk => applySticky(desk) || openPalette(desk) || tellNothing(desk, 'code'),
  },
  {
    group: 'code',
    label: w.recent,
    keys: ['1', '…', '9'],
    on: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    run(desk, key) {
      if (!passageInQuestion(desk)) return tellNothing(desk, 'code')
      const code = numberedCodes(desk.facts.get())[Number(key) - 1]
      if (code) return toggleCode(desk, code.id)
      notifyBriefly('nothing', coding.noNumber(key))
      return true
    },
  },
  {
    group: 'code',
    label: w.inVivo,
    keys: ['V'],
    on: ['v'],
    run(desk) {
      void codeInVivo(desk)
      return true
    },
  },
  {
    group: 'code',
    label: w.sticky,
    keys: ['A'],
    on: ['a'],
    run(desk) {
      if (!desk.abilities.code) return false
      toggleSticky(desk)
      return true
    },
  },
  {
    group: 'code',
    label: w.nudgeStart,
    keys: ['Shift I', 'Shift O'],
    on: ['shift+i', 'shift+o'],
    run(desk, key) {
      nudge(desk, 'start', key === 'shift+i' ? -1 : 1)
      return true
    },
  },
  {
    group: 'code',
    label: w.nudgeEnd,
    keys: ['I', 'O'],
    on: ['i', 'o'],
    run(desk, key) {
      nudge(desk, 'end', key === 'i' ? -1 : 1)
      return true
    },
  },
  {
    group: 'code',
    label: w.memo,
    keys: ['M'],
    on: ['m'],
    run(desk) {
      const mine = desk.state.get().selection ? highlightSelection(desk) : myFocus(desk)
      if (!mine) return tellNothing(desk, 'memo')
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
      const { selection, focus } = desk.state.get()
      const annotation = selection ? highlightSelection(desk) : desk.annotations.get(focus ?? '')
      return (annotation && beginComment(desk, annotation)) || tellNothing(desk, 'comment')
    },
  },
  {
    group: 'code',
    label: w.remove,
    keys: ['Delete'],
    on: ['delete', 'backspace'],
    run(desk) {
      const mine = myFocus(desk)
      if (!mine) return tellNothing(desk, 'remove')
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
      takeBack(desk)
      return true
    },
  },
  {
    group: 'code',
    label: w.redo,
    keys: ['Ctrl Shift Z'],
    on: ['ctrl+shift+z', 'ctrl+y'],
    run(desk) {
      repeat(desk)
      return true
    },
  },
]
