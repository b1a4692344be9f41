import type { RichTextNode } from '@polyphony/document'

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text made safe for HTML content and quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => ESCAPES[character]!)

/** Node types of the narrative editor and the element each becomes; anything else keeps its text only. */
const ELEMENTS: Record<string, string> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  codeBlock: 'pre',
}
const MARKS: Record<string, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
}
const VOID: Record<string, string> = { hardBreak: '<br>', horizontalRule: '<hr>' }

/** Addresses a reader may be led to; scripts and data never. */
const safeHref = (href: unknown): string | null =>
  typeof href === 'string' && /^(https?:\/\/|mailto:)/i.test(href.trim()) ? href.trim() : null

/** A rich text as HTML made of known elements only: whatever content holds, no script or style comes through. */
export const richTextToHtml = (node: RichTextNode): string => {
  if (node.type === 'text') {
    return (node.marks ?? []).reduce(
      (html, mark) => {
        if (mark.type === 'link') {
          const href = safeHref(mark.attrs?.href)
          return href ? `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${html}</a>` : html
        }
        const element = MARKS[mark.type]
        return element ? `<${element}>${html}</${element}>` : html
      },
      escapeHtml(node.text ?? ''),
    )
  }
  if (VOID[node.type]) return VOID[node.type]!
  const inner = (node.content ?? []).map(richTextToHtml).join('')
  if (node.type === 'heading') {
    // The page's title is the h1 and its sections h2: headings of the narrative stand below.
    const level = Math.min(6, Math.max(3, Number(node.attrs?.level ?? 1) + 2))
    return `<h${level}>${inner}</h${level}>`
  }
  const element = ELEMENTS[node.type]
  return element ? `<${element}>${inner}</${element}>` : inner
}
