import type { TextSpan, TranscriptIndex } from '@polyphony/document'
import type { Annotation, Annotations, Piece } from '../coding/annotations.ts'
import { domPoint } from './textNodes.ts'
import { lineName, MAX_DEPTH, peerName, peerRules, TINTS, tintName, tintRules } from './tintRules.ts'
import { underlineTracks } from './underlineTracks.ts'

/** Names of the marks that are not codes; their looks stand in transcript.module.css. */
export type Mark = 'desk-pending' | 'desk-caret' | 'desk-focus' | 'desk-hover' | 'desk-found-now'

const MARK_PRIORITY: Partial<Record<Mark, number>> = { 'desk-pending': 20, 'desk-found-now': 15 }

export interface Painter {
  /** Hands over the paragraph that shows a turn; call again after its text changed. */
  attach(turn: string, paragraph: HTMLElement): () => void
  /** Paints a turn while it is near the viewport, and forgets it when it is not. */
  setNear(turn: string, near: boolean): void
  isNear(turn: string): boolean
  /** Turns that are near the viewport, with their paragraphs. */
  near(): IterableIterator<[string, HTMLElement]>
  redraw(turns?: Iterable<string>): void
  /** Shows passages with a mark, in place of what it showed before. */
  mark(mark: Mark, spans: readonly TextSpan[]): void
  /** Shows pieces of every turn near the viewport with a highlight of this name; `redraw` asks for them anew. */
  overlay(
    name: string,
    priority: number,
    pieces: (turn: string) => readonly { from: number; to: number }[],
  ): { redraw(): void; remove(): void }
  /** Makes the colours known that highlights may have: once for all, as each new rule is looked at for the whole page. */
  setColours(colours: Iterable<string>): void
  /** Shows the selections of others, each in their colour. */
  markPeers(peers: readonly { colour: string; span: TextSpan }[]): void
  dispose(): void
}

/**
 * Gives the pieces of a turn that share a colour a depth each, so that those that overlap lie in different Highlights:
 * within one Highlight overlaps do not blend, and how many people marked something would not be seen.
 */
export const stackPieces = (pieces: readonly Piece[]): { piece: Piece; depth: number }[] => {
  const ends: number[] = []
  return [...pieces]
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .map(piece => {
      let depth = ends.findIndex(end => end <= piece.from)
      if (depth < 0) depth = ends.length
      ends[depth] = piece.to
      return { piece, depth: Math.min(depth, MAX_DEPTH - 1) }
    })
}

/**
 * Paints highlights over the text without touching the DOM (CSS Custom Highlights). Every range that is registered
 * costs a little in any frame in which text or style changes anywhere, so only turns near the viewport are painted; the
 * ranges are static and are made again when their turn changes.
 */
export const createPainter = (
  index: TranscriptIndex,
  annotations: Annotations,
  coloursOf: (annotation: Annotation) => readonly string[],
): Painter => {
  const tints = new CSSStyleSheet()
  const peers = new CSSStyleSheet()
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, tints, peers]
  const coloursKnown = new Set<string>()
  let peerText = ''
  const highlights = new Map<string, Highlight>()
  const paragraphs = new Map<string, HTMLElement>()
  const near = new Map<string, HTMLElement>()
  const drawn = new Map<string, [Highlight, AbstractRange][]>()
  const marks = new Map<string, readonly TextSpan[]>()
  let peerNames: string[] = []
  const overlays = new Map<string, { priority: number; pieces: Parameters<Painter['overlay']>[2] }>()

  const highlightOf = (name: string, priority: number): Highlight => {
    let highlight = highlights.get(name)
    if (!highlight) {
      highlight = new Highlight()
      highlight.priority = priority
      highlights.set(name, highlight)
      CSS.highlights.set(name, highlight)
    }
    return highlight
  }

  const rangeIn = (paragraph: HTMLElement, from: number, to: number): StaticRange | null => {
    const [startContainer, startOffset] = domPoint(paragraph, from)
    const [endContainer, endOffset] = domPoint(paragraph, to)
    if (startOffset >= endOffset) return null
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset })
  }

  const erase = (turn: string) => {
    for (const [highlight, range] of drawn.get(turn) ?? []) highlight.delete(range)
    drawn.delete(turn)
  }

  const draw = (turn: string) => {
    erase(turn)
    const paragraph = near.get(turn)
    if (!paragraph) return
    const byColour = new Map<string, Piece[]>()
    const strokes: { from: number; to: number; colour: string }[] = []
    for (const piece of annotations.inTurn(turn)) {
      if (piece.from >= piece.to) continue
      for (const colour of coloursOf(annotations.get(piece.key)!)) {
        const pieces = byColour.get(colour)
        if (pieces) pieces.push(piece)
        else byColour.set(colour, [piece])
        strokes.push({ from: piece.from, to: piece.to, colour })
      }
    }
    const ranges: [Highlight, AbstractRange][] = []
    const names = new Set<string>()
    const paint = (name: string, priority: number, { from, to }: { from: number; to: number }) => {
      const range = rangeIn(paragraph, from, to)
      if (!range) return
      const highlight = highlightOf(name, priority)
      highlight.add(range)
      ranges.push([highlight, range])
      names.add(name)
    }
    for (const [colour, pieces] of byColour)
      for (const { piece, depth } of stackPieces(pieces)) paint(tintName(colour, depth), depth, piece)
    for (const [at, track] of underlineTracks(strokes).entries())
      if (track !== null) paint(lineName(strokes[at]!.colour, track), MAX_DEPTH, strokes[at]!)
    const tinted = [...names].join(' ')
    for (const [name, { priority, pieces }] of overlays)
      for (const piece of pieces(turn)) paint(name, priority, piece)
    if (ranges.length > 0) drawn.set(turn, ranges)
    if ((paragraph.getAttribute(TINTS) ?? '') !== tinted) paragraph.setAttribute(TINTS, tinted)
  }

  const showMark = (name: string, highlight: Highlight) => {
    highlight.clear()
    for (const { start, end } of marks.get(name) ?? []) {
      const last = index.position(end.turn)
      for (let at = index.position(start.turn); at >= 0 && at <= last; at++) {
        const { id, text } = index.order[at]!
        const paragraph = near.get(id)
        if (!paragraph) continue
        const range = rangeIn(
          paragraph,
          id === start.turn ? start.offset : 0,
          id === end.turn ? end.offset : text.length,
        )
        if (range) highlight.add(range)
      }
    }
  }

  const setMark = (name: string, priority: number, spans: readonly TextSpan[]) => {
    if (spans.length === 0 && !marks.get(name)?.length) return
    marks.set(name, spans)
    showMark(name, highlightOf(name, priority))
  }

  let marksPending = false
  const redrawMarks = () => {
    if (marksPending) return
    marksPending = true
    queueMicrotask(() => {
      marksPending = false
      for (const [name, spans] of marks) if (spans.length > 0) showMark(name, highlights.get(name)!)
    })
  }

  return {
    attach(turn, paragraph) {
      paragraphs.set(turn, paragraph)
      if (near.has(turn)) {
        near.set(turn, paragraph)
        draw(turn)
        redrawMarks()
      }
      return () => {
        if (paragraphs.get(turn) !== paragraph) return
        paragraphs.delete(turn)
        near.delete(turn)
        erase(turn)
      }
    },
    setNear(turn, isNear) {
      const paragraph = paragraphs.get(turn)
      if (isNear && paragraph) {
        near.set(turn, paragraph)
        draw(turn)
      } else {
        near.delete(turn)
        erase(turn)
      }
      redrawMarks()
    },
    isNear: turn => near.has(turn),
    near: () => near.entries(),
    redraw(turns = near.keys()) {
      for (const turn of [...turns]) if (near.has(turn)) draw(turn)
    },
    mark: (mark, spans) => setMark(mark, MARK_PRIORITY[mark] ?? 10, spans),
    overlay(name, priority, pieces) {
      const redraw = () => {
        for (const turn of [...near.keys()]) draw(turn)
      }
      overlays.set(name, { priority, pieces })
      redraw()
      return {
        redraw,
        remove() {
          overlays.delete(name)
          redraw()
        },
      }
    },
    setColours(colours) {
      const before = coloursKnown.size
      // Rules of colours that are gone stay: until it is drawn anew, something may be painted with them.
      for (const colour of colours) coloursKnown.add(colour)
      if (coloursKnown.size > before) tints.replaceSync(tintRules(coloursKnown))
    },
    markPeers(selections) {
      const byColour = new Map<string, TextSpan[]>()
      for (const { colour, span } of selections) byColour.set(colour, [...(byColour.get(colour) ?? []), span])
      const text = peerRules(byColour.keys())
      // Rules of those who let go may stay: nothing is painted with them.
      if (![...byColour.keys()].every(colour => peerText.includes(`(${peerName(colour)})`))) {
        peerText = text
        peers.replaceSync(text)
      }
      const names = [...byColour.keys()].map(peerName)
      for (const name of peerNames) if (!names.includes(name)) setMark(name, 5, [])
      for (const [colour, spans] of byColour) setMark(peerName(colour), 5, spans)
      peerNames = names
    },
    dispose() {
      for (const name of highlights.keys()) CSS.highlights.delete(name)
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(
        other => other !== tints && other !== peers,
      )
      drawn.clear()
      near.clear()
      paragraphs.clear()
    },
  }
}
