import { type Act, spliceTurn, type TranscriptIndex, type Turn } from '@polyphony/document'
import type * as Y from 'yjs'
import { offsetIn } from '../transcript/textNodes.ts'
import { diffOnce } from './diffOnce.ts'

export interface TurnEditorOptions {
  index: TranscriptIndex
  turn: string
  /** Holds nothing that React made: its text is written here. */
  element: HTMLElement
  /** Names what is typed for the history. */
  act: () => Act
  history: { undo: () => void; redo: () => void }
  /** Where the caret shall stand; at the end when null. */
  caret: number | null
  /** A peer moved a boundary, and what is being typed now lies in another turn. */
  onMoved: (turn: string, caret: number) => void
  /** The turn is gone, and its words with it. */
  onGone: () => void
}

export interface TurnEditor {
  /** The caret's offset in the turn, null while the element is not in use. */
  caret(): number | null
  dispose(): void
}

/**
 * Binds a plain-text field to one turn: what is typed becomes the smallest edit of the transcript, what others type
 * appears, and the caret stays with the letter it follows.
 */
export const bindTurnEditor = (options: TurnEditorOptions): TurnEditor => {
  const { index, turn: id, element, act, history, onMoved, onGone } = options
  let shown = index.turn(id)?.text ?? ''
  let composing = false
  /** Ends of the selection as positions that follow the letters on their left; null at the turn's start. */
  let held: [Y.RelativePosition | null, Y.RelativePosition | null] | null = null
  let compositionAt: { offset: number; position: Y.RelativePosition | null } = { offset: 0, position: null }
  let disposed = false

  const turn = (): Turn | undefined => index.turn(id)

  const selection = (): [number, number] | null => {
    const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {}
    if (!anchorNode || !focusNode || !element.contains(anchorNode) || !element.contains(focusNode))
      return null
    return [offsetIn(element, anchorNode, anchorOffset!), offsetIn(element, focusNode, focusOffset!)]
  }
  const select = ([anchor, focus]: [number, number]) => {
    const text = element.firstChild ?? element.appendChild(document.createTextNode(''))
    const length = text.textContent?.length ?? 0
    document.getSelection()?.setBaseAndExtent(text, Math.min(anchor, length), text, Math.min(focus, length))
  }
  const hold = (offset: number): Y.RelativePosition | null =>
    offset > 0 ? index.positionAt({ turn: id, offset: Math.min(offset, turn()?.text.length ?? 0) }, -1) : null
  const where = (position: Y.RelativePosition | null): number => {
    const point = position && index.locate(position)
    return point?.turn === id ? point.offset : 0
  }
  const keep = () => {
    const now = selection()
    if (now && turn()) held = [hold(now[0]), hold(now[1])]
  }

  /** Writes the turn's text into the field, touching only what differs. */
  const show = (at: [number, number] | null) => {
    const text = turn()?.text ?? ''
    const node = element.firstChild
    if (element.childNodes.length === 1 && node instanceof Text) {
      const { at: from, remove, insert } = diffOnce(node.data, text, text.length)
      if (remove > 0 || insert) node.replaceData(from, remove, insert)
    } else element.textContent = text
    shown = text
    if (at) select(at)
  }

  const write = (at: number, remove: number, insert: string) => {
    if (remove > 0 || insert) spliceTurn(index, id, at, remove, insert, act())
  }

  const onInput = () => {
    if (composing || !turn()) return
    // The field may hold line breaks for a moment; a turn never does.
    const typed = element.textContent.replace(/\s*\n\s*/g, ' ')
    const caret = selection()
    const { at, remove, insert } = diffOnce(shown, typed, Math.min(caret?.[1] ?? typed.length, typed.length))
    shown = typed
    write(at, remove, insert)
    if (element.childNodes.length > 1 || element.firstElementChild || element.textContent !== typed)
      show(caret && [caret[0], caret[1]])
    keep()
  }
  const onRemote = () => {
    const now = turn()
    if (!now) return
    if (composing || now.text === shown) return
    show(held && selection() ? [where(held[0]), where(held[1])] : null)
  }
  const onBeforeInput = (event: InputEvent) => {
    if (event.inputType.startsWith('history')) {
      event.preventDefault()
      if (event.inputType === 'historyUndo') history.undo()
      else history.redo()
    } else if (event.inputType === 'insertParagraph' || event.inputType === 'insertLineBreak') {
      event.preventDefault()
    } else if (event.inputType === 'insertFromPaste' || event.inputType === 'insertFromDrop') {
      // The browser would make lines of it, and glue their words together.
      event.preventDefault()
      const text = (event.dataTransfer?.getData('text/plain') ?? event.data ?? '').replace(
        /\s*[\r\n]+\s*/g,
        ' ',
      )
      const ends = selection()
      if (!ends || !turn()) return
      const [from, to] = [Math.min(...ends), Math.max(...ends)]
      write(from, to - from, text)
      show([from + text.length, from + text.length])
      keep()
    }
  }
  const onCompositionStart = () => {
    composing = true
    const offset = Math.min(...(selection() ?? [0, 0]))
    compositionAt = { offset, position: hold(offset) }
  }
  const onCompositionEnd = () => {
    composing = false
    const now = turn()
    if (!now) return
    if (now.text === shown) {
      onInput()
      return
    }
    // Others wrote meanwhile: what was composed goes where the composition's letter stands now.
    const typed = element.textContent.replace(/\s*\n\s*/g, ' ')
    const { at, remove, insert } = diffOnce(
      shown,
      typed,
      Math.min(selection()?.[1] ?? typed.length, typed.length),
    )
    const moved = where(compositionAt.position) + (at - compositionAt.offset)
    const target = Math.max(0, Math.min(now.text.length, moved))
    write(target, Math.min(remove, now.text.length - target), insert)
    show([target + insert.length, target + insert.length])
    keep()
  }
  const onSelection = () => {
    if (!composing && element.textContent === shown) keep()
  }
  /** Turns came or went: the caret's letter may lie in another turn now, or nowhere. */
  const onOrder = () => {
    if (disposed) return
    const position = held?.[1]
    const point = position ? index.locate(position) : null
    if (point && point.turn !== id) onMoved(point.turn, point.offset)
    else if (!turn()) onGone()
  }

  element.textContent = shown
  const caret = options.caret ?? shown.length
  element.focus({ preventScroll: true })
  select([caret, caret])
  keep()

  element.addEventListener('input', onInput)
  element.addEventListener('beforeinput', onBeforeInput)
  element.addEventListener('compositionstart', onCompositionStart)
  element.addEventListener('compositionend', onCompositionEnd)
  document.addEventListener('selectionchange', onSelection)
  const disposers = [index.onTurn(id, onRemote), index.onOrder(onOrder)]

  return {
    caret: () => selection()?.[1] ?? null,
    dispose() {
      disposed = true
      element.removeEventListener('input', onInput)
      element.removeEventListener('beforeinput', onBeforeInput)
      element.removeEventListener('compositionstart', onCompositionStart)
      element.removeEventListener('compositionend', onCompositionEnd)
      document.removeEventListener('selectionchange', onSelection)
      for (const dispose of disposers) dispose()
    },
  }
}
