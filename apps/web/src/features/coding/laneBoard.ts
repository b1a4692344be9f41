import type { Code } from '@polyphony/ontology'
import { domPoint } from '../transcript/textNodes.ts'
import type { Annotation, Annotations } from './annotations.ts'
import { foldLanes, packLanes, placeLabels } from './packLanes.ts'

/** Height of one label in the margin, pixels. */
const LABEL_HEIGHT = 24
/** More lanes than this would be too narrow to be told apart. */
const MOST_LANES = 12

interface LaneBracket {
  /** `annotation key|code`; the code is empty for a highlight without one. */
  key: string
  annotation: string
  code: Code | null
  colour: string
  lane: number
  top: number
  bottom: number
}

export interface LaneLabel {
  key: string
  /** The highlights it speaks of. */
  annotations: readonly { key: string; member: string }[]
  code: Code | null
  /** Others have coded some of these words differently. */
  disputed: boolean
  top: number
}

/** Codings that have no lane of their own. */
export interface LaneFold {
  top: number
  bottom: number
  /** In the order in which they begin. */
  codings: readonly { key: string; annotation: string; code: Code | null }[]
}

export interface TurnLanes {
  brackets: readonly LaneBracket[]
  labels: readonly LaneLabel[]
  /** Brackets that have no lane of their own. */
  folds: readonly LaneFold[]
  lanes: number
  /** Codings in this turn. */
  count: number
  hidden: number
  moreTop: number
}

const NONE: TurnLanes = { brackets: [], labels: [], folds: [], lanes: 0, count: 0, hidden: 0, moreTop: 0 }

/** Codings of one code that overlap share a label. */
interface LabelGroup {
  key: string
  code: Code | null
  wanted: number
  bottom: number
  disputed: boolean
  annotations: { key: string; member: string }[]
}

/** What is drawn in the margins of the turns near the viewport. */
export interface LaneBoard {
  get(turn: string): TurnLanes
  onTurn(turn: string, listener: () => void): () => void
  /** Measures turns before the next frame; all that are near when none are named. */
  request(turns?: Iterable<string>): void
  /** Measures what was requested now. */
  flush(): void
  /** Clears the margins of turns that are far away: what is not there costs no frame anything. */
  clear(turns: Iterable<string>): void
  dispose(): void
}

interface LaneSource {
  annotations: Annotations
  /** Turns near the viewport with their paragraphs: measuring others would lay them out. */
  near(): Iterable<[string, HTMLElement]>
  /** Codes to be shown on a highlight; null when it is not shown. */
  codesOf(annotation: Annotation): readonly Code[] | null
  isDisputed(annotation: Annotation): boolean
  /** `#rrggbb` of the bracket for a code on a highlight, or for a highlight without one. */
  colourOf(annotation: Annotation, code: Code | null): string
}

/** Measures where highlights stand and packs them into lanes: all turns are read first, then all are written. */
export const createLaneBoard = (source: LaneSource): LaneBoard => {
  const lanes = new Map<string, TurnLanes>()
  const listeners = new Map<string, Set<() => void>>()
  let dirty: Set<string> | 'all' = new Set()
  let frame = 0

  const measure = (turn: string, paragraph: HTMLElement): TurnLanes => {
    const pieces = source.annotations.inTurn(turn).filter(piece => piece.from < piece.to)
    if (pieces.length === 0) return NONE
    const origin = paragraph.getBoundingClientRect().top
    const height = Math.max(paragraph.parentElement!.clientHeight - 14, LABEL_HEIGHT)
    const range = document.createRange()
    const brackets: Omit<LaneBracket, 'lane'>[] = []
    const groups: LabelGroup[] = []
    for (const piece of pieces) {
      const annotation = source.annotations.get(piece.key)!
      const codes = source.codesOf(annotation)
      if (!codes) continue
      range.setStart(...domPoint(paragraph, piece.from))
      range.setEnd(...domPoint(paragraph, piece.to))
      const rects = range.getClientRects()
      const first = rects[0]
      const last = rects[rects.length - 1]
      if (!first || !last) continue
      const top = first.top - origin + 2
      const bottom = last.bottom - origin - 2
      const disputed = source.isDisputed(annotation)
      for (const code of codes.length > 0 ? codes : [null]) {
        brackets.push({
          key: `${piece.key}|${code?.id ?? ''}`,
          annotation: piece.key,
          code,
          colour: source.colourOf(annotation, code),
          top,
          bottom,
        })
        // Where a highlight runs on from the turn above, its name stands there already.
        if (!piece.begins) continue
        const entry = { key: piece.key, member: annotation.member }
        const group = groups.find(
          other => other.code?.id === code?.id && top < other.bottom && bottom > other.wanted,
        )
        if (group) {
          group.wanted = Math.min(group.wanted, top)
          group.bottom = Math.max(group.bottom, bottom)
          group.disputed ||= disputed
          group.annotations.push(entry)
        } else
          groups.push({
            key: `${code?.id ?? ''}@${piece.key}`,
            code,
            wanted: top,
            bottom,
            disputed,
            annotations: [entry],
          })
      }
    }
    if (brackets.length === 0) return NONE
    const { kept, folds, lanes } = foldLanes(packLanes(brackets), MOST_LANES)
    const { placed, hidden, moreTop } = placeLabels(groups, height, LABEL_HEIGHT)
    return {
      brackets: kept.map(({ bracket, lane }) => ({ ...bracket, lane })),
      labels: placed.map(({ label: { key, code, annotations, disputed }, top }) => ({
        key,
        code,
        annotations,
        disputed,
        top,
      })),
      folds: folds.map(({ top, bottom, brackets }) => ({
        top,
        bottom,
        codings: brackets.map(({ key, annotation, code }) => ({ key, annotation, code })),
      })),
      lanes,
      count: brackets.length,
      hidden,
      moreTop,
    }
  }

  const tell = (turn: string) => {
    for (const listener of [...(listeners.get(turn) ?? [])]) listener()
  }
  const flush = () => {
    cancelAnimationFrame(frame)
    frame = 0
    const wanted = dirty
    dirty = new Set()
    const read: [string, TurnLanes][] = []
    const near = new Map(source.near())
    for (const [turn, paragraph] of near)
      if (wanted === 'all' || wanted.has(turn)) read.push([turn, measure(turn, paragraph)])
    for (const [turn, measured] of read) {
      if (measured === NONE && (lanes.get(turn) ?? NONE) === NONE) continue
      lanes.set(turn, measured)
      tell(turn)
    }
  }

  return {
    get: turn => lanes.get(turn) ?? NONE,
    onTurn(turn, listener) {
      const set = listeners.get(turn) ?? new Set()
      listeners.set(turn, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0 && listeners.get(turn) === set) {
          listeners.delete(turn)
          lanes.delete(turn)
        }
      }
    },
    request(turns) {
      if (!turns) dirty = 'all'
      else if (dirty !== 'all') for (const turn of turns) dirty.add(turn)
      if (frame === 0) frame = requestAnimationFrame(flush)
    },
    flush,
    clear(turns) {
      for (const turn of turns) if (lanes.delete(turn)) tell(turn)
    },
    dispose() {
      cancelAnimationFrame(frame)
      lanes.clear()
      listeners.clear()
    },
  }
}
