import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanRichText } from './cleanRichText.ts'
import { fromPlainText, mentionsOf, plainText, toBody, toRichText } from './plainText.ts'
import { excessOf, isLinkAddress, RICH_TEXT_LIMITS, RichText } from './richText.ts'

const text = (words: string, ...marks: object[]) => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks }),
})
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const doc = (...content: object[]) => ({ type: 'doc', content })
const item = (...content: object[]) => ({ type: 'listItem', content })
const read = (value: unknown) => RichText.safeParse(value).success

const full = doc(
  paragraph(
    text('See '),
    { type: 'mention', attrs: { member: 'mira1' } },
    text(' on '),
    text('bold', { type: 'bold' }),
  ),
  { type: 'bulletList', content: [item(paragraph(text('one'))), item(paragraph(text('two')))] },
  { type: 'blockquote', content: [paragraph(text('a'), { type: 'hardBreak' }, text('b'))] },
  paragraph(text('here', { type: 'link', attrs: { href: 'https://example.org/a?b=c' } })),
)

describe('the schema of rich texts', () => {
  it('takes what the editor makes', () => expect(read(full)).toBe(true))

  it.each([
    ['another node', doc({ type: 'script', content: [text('alert(1)')] })],
    ['a node with more than it knows', doc({ ...paragraph(text('x')), onclick: 'alert(1)' })],
    ['attributes on words', doc(paragraph({ ...text('x'), attrs: { style: 'x' } }))],
    [
      'an address with a script',
      doc(paragraph(text('x', { type: 'link', attrs: { href: 'javascript:alert(1)' } }))),
    ],
    [
      'a link with a target',
      doc(paragraph(text('x', { type: 'link', attrs: { href: 'https://a.b', target: '_top' } }))),
    ],
    ['another mark', doc(paragraph(text('x', { type: 'textStyle' })))],
    ['empty words', doc(paragraph(text('')))],
    ['nothing at all', doc()],
    ['a list without items', doc({ type: 'bulletList', content: [] })],
    [
      'an item that begins with a list',
      doc({ type: 'bulletList', content: [item({ type: 'bulletList', content: [] })] }),
    ],
    ['a mention of no id', doc(paragraph({ type: 'mention', attrs: { member: '<img>' } }))],
    ['words beside paragraphs', doc(text('x'))],
    ['a string', 'x'],
  ])('refuses %s', (_what, value) => expect(read(value)).toBe(false))

  it('refuses what is too long, too deep or too much, without going into it', () => {
    expect(excessOf(doc(paragraph(text('x'.repeat(20_000)))))).toBe(null)
    expect(excessOf(doc(paragraph(text('x'.repeat(20_001)))))).toBe('characters')
    let deep: object = paragraph()
    for (let i = 0; i < 100_000; i++) deep = { type: 'blockquote', content: [deep] }
    expect(excessOf(doc(deep))).toBe('depth')
    expect(excessOf(doc(...Array.from({ length: 4_000 }, () => paragraph())))).toBe('nodes')
    const long = { type: 'link', attrs: { href: `https://${'x'.repeat(1900)}` } }
    expect(excessOf(doc(paragraph(...Array.from({ length: 200 }, () => text('x', long)))))).toBe('size')
    expect(read(doc(deep))).toBe(false)
  })

  it('knows addresses of the web and mailboxes, and no others', () => {
    expect(['https://a.b/c', 'http://a.b', 'mailto:a@b.c', 'HTTPS://A.B'].every(isLinkAddress)).toBe(true)
    const others = [
      'javascript:alert(1)',
      'data:text/html,x',
      ' https://a.b',
      'https://a b',
      '//a.b',
      '/a',
      'java\nscript:x',
      '',
    ]
    expect(others.some(isLinkAddress)).toBe(false)
  })
})

describe('plain text', () => {
  it('is what a rich text says', () => {
    expect(plainText(RichText.parse(full), () => 'Mira')).toBe(
      'See @Mira on bold\n\n- one\n- two\n\n> a\n> b\n\nhere',
    )
    expect(mentionsOf(RichText.parse(full))).toEqual(['mira1'])
  })

  it('is kept as it is through the editor, where it has a form the editor knows', () => {
    fc.assert(
      fc.property(fc.string(), words => {
        const rich = fromPlainText(words)
        expect(read(rich) || words.length > RICH_TEXT_LIMITS.characters).toBe(true)
        expect(plainText(rich)).toBe(words.replaceAll('\r\n', '\n').replace(/\n{2,}/g, '\n\n'))
        expect(toRichText(toBody(rich))).toEqual(rich)
      }),
    )
    expect(toBody(RichText.parse(full))).toEqual(full)
    // What only looks like a list is none.
    expect(toBody(fromPlainText('- one\n- two'))).toBe('- one\n- two')
  })
})

describe('cleaning what an editor holds', () => {
  it('keeps what is known, every word of what is not, and no foreign attribute', () => {
    expect(
      cleanRichText({
        type: 'doc',
        content: [
          {
            type: 'heading',
            attrs: { level: 1 },
            content: [text('Title', { type: 'underline' }, { type: 'bold' })],
          },
          { type: 'image', attrs: { src: 'x', onerror: 'alert(1)' } },
          { type: 'orderedList', attrs: { start: 3 }, content: [item(paragraph(text('a')))] },
          paragraph(
            text('link', { type: 'link', attrs: { href: 'https://a.b', target: '_blank', class: null } }),
            text('bad', { type: 'link', attrs: { href: 'javascript:alert(1)' } }),
          ),
        ],
      }),
    ).toEqual(
      doc(
        paragraph(text('Title', { type: 'bold' })),
        { type: 'orderedList', content: [item(paragraph(text('a')))] },
        paragraph(text('link', { type: 'link', attrs: { href: 'https://a.b' } }), text('bad')),
      ),
    )
  })

  it('flattens lists that are nested too deeply, and loses no word of them', () => {
    let list: object = paragraph(text('deepest'))
    for (let i = 0; i < 12; i++)
      list = { type: 'bulletList', content: [item(paragraph(text(`level ${i}`)), list)] }
    const cleaned = cleanRichText(doc(list))
    expect(excessOf(cleaned)).toBe(null)
    for (const word of ['deepest', 'level 0', 'level 11']) expect(plainText(cleaned)).toContain(word)
  })

  it('makes a text of anything', () => {
    const node = fc.letrec(tie => ({
      node: fc.record(
        {
          type: fc.constantFrom(
            'doc',
            'paragraph',
            'bulletList',
            'listItem',
            'blockquote',
            'text',
            'mention',
            'x',
            7,
          ),
          text: fc.oneof(fc.string({ maxLength: 5 }), fc.constant(null)),
          attrs: fc.constantFrom(undefined, {}, { member: 'a' }, { member: 7 }, { href: 'javascript:x' }),
          marks: fc.constantFrom(
            undefined,
            [{ type: 'bold' }],
            [{ type: 'link', attrs: { href: 'data:x' } }],
            'x',
          ),
          content: fc.oneof(
            { depthSize: 'small' },
            fc.constant(undefined),
            fc.array(tie('node'), { maxLength: 4 }),
          ),
        },
        { requiredKeys: [] },
      ),
    })).node
    fc.assert(
      fc.property(fc.oneof(node, fc.jsonValue()), value => {
        expect(read(cleanRichText(value))).toBe(true)
      }),
    )
  })
})
