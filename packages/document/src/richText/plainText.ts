import type { Block, Body, Inline, ListItem, RichText } from './richText.ts'

/** How a mention reads where nobody knows the members. */
const UNNAMED = '…'

/**
 * The words of a body: paragraphs apart by an empty line, list items by a line each. `nameOf` gives the name of a
 * mentioned member.
 */
export const plainText = (body: Body, nameOf: (member: string) => string = () => UNNAMED): string =>
  typeof body === 'string' ? body : blocksText(body.content, nameOf, '\n\n')

const blocksText = (blocks: readonly Block[], nameOf: (member: string) => string, between: string): string =>
  blocks.map(block => blockText(block, nameOf)).join(between)

const blockText = (block: Block, nameOf: (member: string) => string): string => {
  switch (block.type) {
    case 'paragraph':
      return (block.content ?? []).map(inline => inlineText(inline, nameOf)).join('')
    case 'blockquote':
      return indent(blocksText(block.content, nameOf, '\n'), '> ', '> ')
    default:
      return block.content
        .map((item: ListItem, index) => {
          const sign = block.type === 'orderedList' ? `${index + 1}. ` : '- '
          return indent(blocksText(item.content, nameOf, '\n'), sign, ' '.repeat(sign.length))
        })
        .join('\n')
  }
}

const inlineText = (inline: Inline, nameOf: (member: string) => string): string =>
  inline.type === 'text' ? inline.text : inline.type === 'mention' ? `@${nameOf(inline.attrs.member)}` : '\n'

const indent = (text: string, first: string, others: string): string =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? first : others) + line)
    .join('\n')

/** Plain text as rich text: an empty line ends a paragraph, a line break breaks the line. */
export const fromPlainText = (text: string): RichText => ({
  type: 'doc',
  content: text
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .map(paragraph => {
      const content = paragraph
        .split('\n')
        .flatMap((line, index): Inline[] => [
          ...(index > 0 ? [{ type: 'hardBreak' as const }] : []),
          ...(line === '' ? [] : [{ type: 'text' as const, text: line }]),
        ])
      return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' }
    }),
})

/** A body as it is stored: as plain text where nothing would be lost, which is smaller and read by every tool. */
export const toBody = (text: RichText): Body => {
  const plain = plainText(text)
  return JSON.stringify(fromPlainText(plain)) === JSON.stringify(text) ? plain : text
}

/** A body as the editor takes it. */
export const toRichText = (body: Body): RichText => (typeof body === 'string' ? fromPlainText(body) : body)

/** Ids of the members a body mentions, each once. */
export const mentionsOf = (body: Body): string[] => {
  if (typeof body === 'string') return []
  const found = new Set<string>()
  const visit = (nodes: readonly (Block | ListItem | Inline)[]): void => {
    for (const node of nodes) {
      if (node.type === 'mention') found.add(node.attrs.member)
      else if ('content' in node && node.content) visit(node.content)
    }
  }
  visit(body.content)
  return [...found]
}
