import type { TextPoint, TextSpan } from '@polyphony/document'

/** Every turn's paragraph carries its turn's id in this attribute. */
export const TURN_TEXT = 'data-turn-text'

/** The paragraph around a node, if it is a turn's text. */
export const turnTextOf = (node: Node | null): HTMLElement | null =>
  (node instanceof Element ? node : (node?.parentElement ?? null))?.closest<HTMLElement>(`[${TURN_TEXT}]`) ??
  null

/** Offset in a paragraph's text of a point in its DOM; right for element points too. */
export const offsetIn = (paragraph: Node, node: Node, offset: number): number => {
  if (node.nodeType === Node.TEXT_NODE && node === paragraph.firstChild) return offset
  const range = document.createRange()
  range.setStart(paragraph, 0)
  range.setEnd(node, offset)
  return range.toString().length
}

/** The DOM point of an offset in a paragraph that holds one text node. */
export const domPoint = (paragraph: Node, offset: number): [Node, number] => {
  const text = paragraph.firstChild
  return text instanceof Text ? [text, Math.min(offset, text.length)] : [paragraph, 0]
}

/** The first of the paragraphs, in document order, that starts at or after a point. */
const firstFrom = (paragraphs: readonly HTMLElement[], node: Node, offset: number): number => {
  const point = document.createRange()
  point.setStart(node, offset)
  point.collapse(true)
  let low = 0
  let high = paragraphs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (point.comparePoint(paragraphs[middle]!, 0) >= 0) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * A DOM range over the transcript as a passage, before snapping. Ends in labels, between turns or in whole sections (as
 * a triple click or "select all" gives them) move inwards to the nearest text. Null when it holds no text.
 */
export const spanOfRange = (range: Range, root: HTMLElement): TextSpan | null => {
  if (range.collapsed || !range.intersectsNode(root)) return null
  let paragraphs: readonly HTMLElement[] | undefined
  const all = () => (paragraphs ??= [...root.querySelectorAll<HTMLElement>(`[${TURN_TEXT}]`)])
  const idOf = (paragraph: HTMLElement) => paragraph.getAttribute(TURN_TEXT)!

  let start: TextPoint | null = null
  const startText = turnTextOf(range.startContainer)
  if (startText && root.contains(startText))
    start = { turn: idOf(startText), offset: offsetIn(startText, range.startContainer, range.startOffset) }
  else {
    const next = all()[firstFrom(all(), range.startContainer, range.startOffset)]
    if (next) start = { turn: idOf(next), offset: 0 }
  }

  let end: TextPoint | null = null
  const endText = turnTextOf(range.endContainer)
  if (endText && root.contains(endText))
    end = { turn: idOf(endText), offset: offsetIn(endText, range.endContainer, range.endOffset) }
  else {
    const before = all()[firstFrom(all(), range.endContainer, range.endOffset) - 1]
    if (before) end = { turn: idOf(before), offset: before.textContent.length }
  }
  return start && end ? { start, end } : null
}

/** The point of the transcript under a place on the screen; null where there is no text. */
export const pointAtPosition = (x: number, y: number): TextPoint | null => {
  let node: Node | null = null
  let offset = 0
  if (document.caretPositionFromPoint) {
    const position = document.caretPositionFromPoint(x, y)
    node = position?.offsetNode ?? null
    offset = position?.offset ?? 0
  } else {
    // Safari before 18.4 knows only its own name for it.
    const range = (
      document as unknown as { caretRangeFromPoint?(x: number, y: number): Range | null }
    ).caretRangeFromPoint?.(x, y)
    node = range?.startContainer ?? null
    offset = range?.startOffset ?? 0
  }
  const paragraph = turnTextOf(node)
  if (!node || !paragraph) return null
  // The browser answers with the nearest text, however far away.
  const rect = paragraph.getBoundingClientRect()
  if (x < rect.left - 4 || x > rect.right + 4 || y < rect.top - 4 || y > rect.bottom + 4) return null
  return { turn: paragraph.getAttribute(TURN_TEXT)!, offset: offsetIn(paragraph, node, offset) }
}
