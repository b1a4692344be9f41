import { z } from 'zod'

/** Limits of a rich text. Writing keeps to them; what is read and does not was forged, and is left out. */
export const RICH_TEXT_LIMITS = {
  /** Characters (UTF-16 units) of text. */
  characters: 20_000,
  /** Nodes between the document and the deepest one, both counted: three lists within each other. */
  depth: 8,
  nodes: 4_000,
  /** Characters of the whole, names and marks included; also of a body that is plain text. */
  size: 200_000,
  /** Characters of a link's address. */
  address: 2_000,
} as const

/** An address that a text may link to: the web or a mailbox. No other scheme ever reaches an `href`. */
export const isLinkAddress = (address: string): boolean =>
  address.length <= RICH_TEXT_LIMITS.address &&
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers skip them inside of an address
  /^(?:https?:\/\/[^\s\u0000-\u001f<>"]+|mailto:[^\s\u0000-\u001f<>"]+)$/i.test(address)

export type Mark =
  | { type: 'bold' }
  | { type: 'italic' }
  | { type: 'strike' }
  | { type: 'code' }
  | { type: 'link'; attrs: { href: string } }
export interface Words {
  type: 'text'
  text: string
  marks?: Mark[]
}
/** A member of the team, by id: names change, ids do not. */
export interface Mention {
  type: 'mention'
  attrs: { member: string }
}
export type Inline = Words | Mention | { type: 'hardBreak' }
export interface Paragraph {
  type: 'paragraph'
  content?: Inline[]
}
export interface ListItem {
  type: 'listItem'
  content: [Paragraph, ...Block[]]
}
export interface List {
  type: 'bulletList' | 'orderedList'
  content: ListItem[]
}
export interface Blockquote {
  type: 'blockquote'
  content: Block[]
}
export type Block = Paragraph | List | Blockquote
/** The rich text of memos and comments: a small ProseMirror document as JSON. */
export interface RichText {
  type: 'doc'
  content: Block[]
}
/** What a memo or comment holds: plain text, or rich text where it has a form. */
export type Body = string | RichText

const sign = <T extends string>(type: T) => z.strictObject({ type: z.literal(type) })

const Mark = z.discriminatedUnion('type', [
  sign('bold'),
  sign('italic'),
  sign('strike'),
  sign('code'),
  z.strictObject({
    type: z.literal('link'),
    attrs: z.strictObject({ href: z.string().refine(isLinkAddress) }),
  }),
])
const Inline = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string().min(1),
    marks: z.array(Mark).max(5).optional(),
  }),
  sign('hardBreak'),
  z.strictObject({
    type: z.literal('mention'),
    attrs: z.strictObject({ member: z.string().regex(/^[0-9A-Za-z]{1,32}$/) }),
  }),
])
const Paragraph = z.strictObject({ type: z.literal('paragraph'), content: z.array(Inline).optional() })
const block = z.lazy((): z.ZodType<Block> => Block)
const ListItem = z.strictObject({ type: z.literal('listItem'), content: z.tuple([Paragraph], block) })
const Block = z.discriminatedUnion('type', [
  Paragraph,
  z.strictObject({ type: z.enum(['bulletList', 'orderedList']), content: z.array(ListItem).min(1) }),
  z.strictObject({ type: z.literal('blockquote'), content: z.array(block).min(1) }),
])

/** What makes a value too much for a rich text; null when nothing does. Never deep in the stack, whatever it is. */
export const excessOf = (value: unknown): 'characters' | 'depth' | 'nodes' | 'size' | null => {
  const waiting: { node: unknown; depth: number }[] = [{ node: value, depth: 0 }]
  let nodes = 0
  let characters = 0
  let size = 0
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next
    if (typeof node !== 'object' || node === null) continue
    if (depth > RICH_TEXT_LIMITS.depth) return 'depth'
    if (++nodes > RICH_TEXT_LIMITS.nodes) return 'nodes'
    const { text, content, marks } = node as { text?: unknown; content?: unknown; marks?: unknown }
    if (typeof text === 'string') characters += text.length
    if (characters > RICH_TEXT_LIMITS.characters) return 'characters'
    size += 40 + (typeof text === 'string' ? text.length : 0)
    if (Array.isArray(marks)) for (const mark of marks) size += 20 + addressOf(mark).length
    if (size > RICH_TEXT_LIMITS.size) return 'size'
    if (Array.isArray(content)) {
      if (content.length > RICH_TEXT_LIMITS.nodes) return 'nodes'
      for (const child of content) waiting.push({ node: child, depth: depth + 1 })
    }
  }
  return null
}

const addressOf = (mark: unknown): string => {
  const { attrs } = (mark ?? {}) as { attrs?: { href?: unknown } }
  return typeof attrs?.href === 'string' ? attrs.href : ''
}

export const RichText: z.ZodType<RichText> = z
  .unknown()
  .refine(value => excessOf(value) === null, { abort: true, error: 'larger than a text may be' })
  .pipe(z.strictObject({ type: z.literal('doc'), content: z.array(Block).min(1) }))

export const Body: z.ZodType<Body> = z.union([z.string().max(RICH_TEXT_LIMITS.size), RichText])
