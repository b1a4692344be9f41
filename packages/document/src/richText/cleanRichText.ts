import {
  type Block,
  type Inline,
  isLinkAddress,
  type ListItem,
  type Mark,
  type Paragraph,
  RICH_TEXT_LIMITS,
  type RichText,
} from './richText.ts'

/** A node as some editor writes it: anything. */
interface AnyNode {
  type?: unknown
  text?: unknown
  content?: unknown
  marks?: unknown
  attrs?: Record<string, unknown>
}

/**
 * What of an editor's document memos and comments know: every word stays, unknown nodes give way to what they hold,
 * unknown marks, attributes and addresses go. Lists and quotations nested too deeply become paragraphs. How long it may
 * be is not looked at: `excessOf` tells.
 */
export const cleanRichText = (value: unknown): RichText => {
  const blocks = cleanBlocks([value], 1)
  return { type: 'doc', content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] }
}

/** Past this, no recursion: nobody nests so deeply, and the stack is not endless. */
const MAX_VISIT = 200

const nodesIn = (value: unknown): AnyNode[] =>
  Array.isArray(value) ? value.filter(node => typeof node === 'object' && node !== null) : []

/** `depth` is that of the blocks returned; words stand one below a paragraph. */
const cleanBlocks = (values: unknown, depth: number, visited = 0): Block[] => {
  const blocks: Block[] = []
  let inline: Inline[] = []
  const endParagraph = () => {
    if (inline.length > 0) blocks.push(paragraph(inline))
    inline = []
  }
  for (const node of nodesIn(values)) {
    const found = cleanInline(node)
    if (found) {
      inline.push(found)
      continue
    }
    endParagraph()
    if (visited < MAX_VISIT) blocks.push(...cleanBlock(node, depth, visited + 1))
  }
  endParagraph()
  return blocks
}

const cleanBlock = (node: AnyNode, depth: number, visited: number): Block[] => {
  const { type, content } = node
  switch (type) {
    case 'bulletList':
    case 'orderedList': {
      // The list, its item, a paragraph in it, and words.
      if (depth + 3 > RICH_TEXT_LIMITS.depth) return cleanBlocks(content, depth, visited)
      const items = nodesIn(content).flatMap((item): ListItem[] => {
        const blocks = cleanBlocks(item.type === 'listItem' ? item.content : [item], depth + 2, visited)
        const [first, ...others] = blocks
        if (!first) return [{ type: 'listItem', content: [{ type: 'paragraph' }] }]
        return [
          {
            type: 'listItem',
            content: first.type === 'paragraph' ? [first, ...others] : [{ type: 'paragraph' }, ...blocks],
          },
        ]
      })
      return items.length > 0 ? [{ type, content: items }] : []
    }
    case 'blockquote': {
      if (depth + 2 > RICH_TEXT_LIMITS.depth) return cleanBlocks(content, depth, visited)
      const blocks = cleanBlocks(content, depth + 1, visited)
      return blocks.length > 0 ? [{ type, content: blocks }] : []
    }
    case 'paragraph': {
      const blocks = cleanBlocks(content, depth, visited)
      return blocks.length > 0 ? blocks : [{ type: 'paragraph' }]
    }
    default:
      return cleanBlocks(content, depth, visited)
  }
}

const paragraph = (content: Inline[]): Paragraph => ({ type: 'paragraph', content })

const cleanInline = (node: AnyNode): Inline | null => {
  if (node.type === 'hardBreak') return { type: 'hardBreak' }
  if (node.type === 'mention') {
    const member = node.attrs?.member
    return typeof member === 'string' && /^[0-9A-Za-z]{1,32}$/.test(member)
      ? { type: 'mention', attrs: { member } }
      : null
  }
  if (typeof node.text !== 'string' || node.text === '') return null
  const marks = cleanMarks(node.marks)
  return { type: 'text', text: node.text, ...(marks.length > 0 && { marks }) }
}

const cleanMarks = (values: unknown): Mark[] => {
  const marks = new Map<string, Mark>()
  for (const { type, attrs } of nodesIn(values)) {
    if (type === 'bold' || type === 'italic' || type === 'strike' || type === 'code')
      marks.set(type, { type })
    else if (type === 'link' && typeof attrs?.href === 'string' && isLinkAddress(attrs.href))
      marks.set(type, { type, attrs: { href: attrs.href } })
  }
  return [...marks.values()]
}
