import * as Y from 'yjs'

/** Name of the Y.XmlFragment that holds a finding's narrative in the document `finding/<id>`. */
export const NARRATIVE_FRAGMENT = 'narrative'

/** Raised when the editor's schema changes so that older editors would drop what newer ones wrote. */
export const narrativeSchemaVersion = 1

/** A node of a rich text as ProseMirror writes it in JSON. */
export interface RichTextNode {
  type: string
  attrs?: Record<string, unknown>
  content?: RichTextNode[]
  marks?: { type: string; attrs?: Record<string, unknown> }[]
  text?: string
}

/** Depth past which a rich text is cut: nobody writes so deep, and a reader must not overflow its stack. */
const MAX_DEPTH = 64

const readText = (text: Y.XmlText): RichTextNode[] =>
  (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).flatMap(
    ({ insert, attributes }) => {
      if (typeof insert !== 'string' || insert === '') return []
      const marks = Object.entries(attributes ?? {}).map(([type, attrs]) =>
        attrs && typeof attrs === 'object' && Object.keys(attrs).length > 0
          ? { type, attrs: attrs as Record<string, unknown> }
          : { type },
      )
      return [{ type: 'text', text: insert, ...(marks.length > 0 && { marks }) }]
    },
  )

const readNodes = (parent: Y.XmlFragment | Y.XmlElement, depth: number): RichTextNode[] =>
  parent.toArray().flatMap(child => {
    if (child instanceof Y.XmlText) return readText(child)
    if (!(child instanceof Y.XmlElement) || depth > MAX_DEPTH) return []
    const attrs = child.getAttributes() as Record<string, unknown>
    const content = readNodes(child, depth + 1)
    return [
      {
        type: child.nodeName,
        ...(Object.keys(attrs).length > 0 && { attrs }),
        ...(content.length > 0 && { content }),
      },
    ]
  })

/** The narrative of a finding's document as ProseMirror JSON (the shape Tiptap's `getJSON` gives). */
export const readNarrative = (doc: Y.Doc): RichTextNode => ({
  type: 'doc',
  content: readNodes(doc.getXmlFragment(NARRATIVE_FRAGMENT), 0),
})

const toElement = (node: RichTextNode): Y.XmlElement => {
  const element = new Y.XmlElement(node.type)
  for (const [key, value] of Object.entries(node.attrs ?? {})) element.setAttribute(key, value as string)
  element.insert(0, joinTexts(node.content ?? []))
  return element
}

/** Neighbouring text nodes share one Y.XmlText, as the editor's binding expects. */
const joinTexts = (nodes: RichTextNode[]): (Y.XmlElement | Y.XmlText)[] => {
  const result: (Y.XmlElement | Y.XmlText)[] = []
  let run: { insert: string; attributes: Record<string, unknown> }[] = []
  const flush = () => {
    if (run.length === 0) return
    const text = new Y.XmlText()
    text.applyDelta(run)
    result.push(text)
    run = []
  }
  for (const node of nodes) {
    if (node.type === 'text') {
      run.push({
        insert: node.text ?? '',
        attributes: Object.fromEntries((node.marks ?? []).map(mark => [mark.type, mark.attrs ?? {}])),
      })
    } else {
      flush()
      result.push(toElement(node))
    }
  }
  flush()
  return result
}

/** Replaces the narrative by a rich text, in one transaction. */
export const writeNarrative = (doc: Y.Doc, narrative: RichTextNode, origin: unknown = 'command'): void => {
  doc.transact(() => {
    const fragment = doc.getXmlFragment(NARRATIVE_FRAGMENT)
    fragment.delete(0, fragment.length)
    fragment.insert(0, joinTexts(narrative.content ?? []))
  }, origin)
}
