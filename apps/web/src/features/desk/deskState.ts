import type { TextPoint, TextSpan } from '@polyphony/document'
import { createStore, type Store } from '../../collab/createStore.ts'

/** What only this reader sees: nothing of it is shared or kept. */
export interface DeskState {
  /** What is selected, snapped to words. */
  selection: TextSpan | null
  /** Where a selection made with the keyboard began. */
  selectionOrigin: TextPoint | null
  /** The word the keyboard stands on, or the last click. */
  caret: TextPoint | null
  /** The turn the keyboard stands in. */
  turn: string | null
  /** The highlight in focus (annotation key). */
  focus: string | null
  /** The highlight under the pointer. */
  hover: string | null
  /** The palette of codes is open: where the passage it speaks of stands, in pixels of the scrolled text. */
  palette: { left: number; top: number; bottom: number } | null
  /** The turn being corrected, and where its caret shall be put. */
  editing: { turn: string; caret: number | null } | null
  /** The view follows the spoken word. */
  following: boolean
  /** Only highlights with this code are shown. */
  onlyCode: string | null
  /** Members whose layers are not shown. */
  hidden: ReadonlySet<string>
  /** The field that is being written in, on which highlight. */
  writing: { kind: 'memo' | 'comment'; key: string } | null
  shortcuts: boolean
  /** Which side panel is drawn over the text, where there is no room beside it. */
  drawer: 'codebook' | 'passage' | null
}

export const createDeskState = (): Store<DeskState> =>
  createStore<DeskState>({
    selection: null,
    selectionOrigin: null,
    caret: null,
    turn: null,
    focus: null,
    hover: null,
    palette: null,
    editing: null,
    following: true,
    onlyCode: null,
    hidden: new Set(),
    writing: null,
    shortcuts: false,
    drawer: null,
  })
