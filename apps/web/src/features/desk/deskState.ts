import type { TextPoint, TextSpan } from '@polyphony/document'
import { createStore, type Store } from '../../collab/createStore.ts'
import { type AnnotationFilter, NO_FILTER } from '../coding/annotationFilter.ts'
import type { ColourBy } from '../coding/colourBy.ts'
import type { Reached } from '../jumps/jump.ts'

/** What only this reader sees: nothing of it is shared. The filter and the colours are kept in this browser. */
export interface DeskState {
  /** What is selected, snapped to words. */
  selection: TextSpan | null
  /** Where a selection made with the keyboard began. */
  selectionOrigin: TextPoint | null
  /** The word the keyboard stands on, or the last click. */
  caret: TextPoint | null
  /** The turn the keyboard stands in. */
  turn: string | null
  /** The turn of which everything is told, while nothing in it is selected. */
  wholeTurn: string | null
  /** The highlight in focus (annotation key). */
  focus: string | null
  /** My highlight without a place for which new words are being selected (annotation key). */
  attaching: string | null
  /** The highlight under the pointer. */
  hover: string | null
  /** The palette of codes is open: where the passage it speaks of stands, in pixels of the scrolled text. */
  palette: { left: number; top: number; bottom: number } | null
  /** The turn being corrected, and where its caret shall be put. */
  editing: { turn: string; caret: number | null } | null
  /** The view follows the spoken word. */
  following: boolean
  /** Which highlights are shown. */
  filter: AnnotationFilter
  /** The choices of the filter are open. */
  filtering: boolean
  /** Where the last jump led; null before the first. */
  jump: Reached | null
  /** What brackets and tints are coloured by. */
  colourBy: ColourBy
  /**
   * The field that is being written in: on which highlight (annotation key) or code (`code:<id>`), and for a reply in
   * which thread.
   */
  writing: { kind: 'memo' | 'comment'; key: string; thread?: string } | null
  /** The code of which is shown what was said about it. */
  aboutCode: string | null
  /** The message to be shown, as `<member>/<comment>`, until it is. */
  message: string | null
  shortcuts: boolean
  /** The code that is applied to whatever is selected; written anew at each use. */
  sticky: { code: string } | null
  /** The highlight that "here" was marked with last (annotation key), and when. */
  here: { key: string; at: number } | null
  /** Which side panel is drawn over the text, where there is no room beside it. */
  drawer: 'codebook' | 'passage' | null
}

export const createDeskState = (
  kept: Partial<Pick<DeskState, 'filter' | 'colourBy'>> = {},
): Store<DeskState> =>
  createStore<DeskState>({
    selection: null,
    selectionOrigin: null,
    caret: null,
    turn: null,
    wholeTurn: null,
    focus: null,
    attaching: null,
    hover: null,
    palette: null,
    editing: null,
    following: true,
    filter: NO_FILTER,
    filtering: false,
    jump: null,
    colourBy: 'code',
    writing: null,
    aboutCode: null,
    message: null,
    shortcuts: false,
    sticky: null,
    here: null,
    drawer: null,
    ...kept,
  })
