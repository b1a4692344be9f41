import { codings } from '../../../text/codings.ts'
import { shortcuts } from '../../../text/shortcuts.ts'
import { jump } from '../../jumps/jump.ts'
import type { JumpKind } from '../../jumps/jumpStops.ts'
import type { Shortcut } from './Shortcut.ts'
import { standing } from './standing.ts'

const w = codings.shortcutNames

/** Forward by a letter, backward with Shift. */
const both = (label: string, letter: string, kind: JumpKind): Shortcut => ({
  group: 'move',
  label,
  keys: [letter.toUpperCase()],
  on: [letter, `shift+${letter}`],
  run: (desk, key) => jump(desk, kind, key === letter ? 1 : -1),
})

/** From one thing worth looking at to the next. */
export const jumpShortcuts: readonly Shortcut[] = [
  {
    group: 'move',
    label: shortcuts.names.nextHighlight,
    keys: [']'],
    on: [']'],
    run: desk => jump(desk, 'highlight', 1),
  },
  {
    group: 'move',
    label: shortcuts.names.previousHighlight,
    keys: ['['],
    on: ['['],
    run: desk => jump(desk, 'highlight', -1),
  },
  both(w.comments, 't', 'comment'),
  both(w.disagreements, 'd', 'disagreement'),
  both(w.uncoded, 'u', 'uncoded'),
  both(w.quiet, 'g', 'quiet'),
  {
    group: 'move',
    label: w.margin,
    keys: ['L'],
    on: ['l'],
    run(desk) {
      const point = standing(desk)
      return point !== null && (desk.view.current?.focusMargin(point.turn) ?? false)
    },
  },
  {
    group: 'move',
    label: w.codebook,
    keys: ['Shift K'],
    on: ['shift+k'],
    run(desk) {
      const code = document.querySelector<HTMLElement>('[data-codebook] button[tabindex="0"]')
      // Where there is no room for it beside the text it is opened over it.
      if (code) code.focus()
      else desk.state.set({ drawer: 'codebook' })
      return true
    },
  },
  {
    group: 'move',
    label: w.cards,
    keys: ['Shift L'],
    on: ['shift+l'],
    run(desk) {
      const cards = document.querySelectorAll<HTMLElement>('[data-passage] [data-card]')
      const card = [...cards].find(element => element.dataset.focus) ?? cards[0]
      card?.focus()
      if (card?.dataset.card) desk.state.set({ focus: card.dataset.card })
      return card !== undefined
    },
  },
]
