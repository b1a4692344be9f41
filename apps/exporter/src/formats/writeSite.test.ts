import { PolyphonyError } from '@polyphony/contract'
import type { RichTextNode } from '@polyphony/document'
import { describe, expect, it } from 'vitest'
import { APPROVED, collectedOf, conversationOf, excerptOf } from '../testing/collectedOf.ts'
import { writtenBy } from '../testing/writtenBy.ts'
import { writeSite } from './writeSite.ts'

const HOSTILE = `<script>alert(1)</script><img src=x onerror="alert(2)">'"`

/** Names of all elements in a page, and all of their attributes. */
const markup = (html: string) => ({
  elements: new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name]) => name)),
  handlers: [...html.matchAll(/<[a-z][^>]*\s(on\w+|style|srcdoc)\s*=/gi)].map(([match]) => match),
  addresses: [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address),
})

describe('the site', () => {
  it('is the same for the same input, and works from the file system', async () => {
    const collected = collectedOf([
      excerptOf('e1', { turns: [{ speaker: 'Juniper', text: 'We were asked.' }] }),
      excerptOf('e2', { start: null, end: null }),
    ])
    const files = await writtenBy(writeSite, collected)
    expect(await writtenBy(writeSite, collected)).toEqual(files)
    expect(Object.keys(files)).toEqual([
      'site/asked-at-last.html',
      'site/clips/e1.mp3',
      'site/index.html',
      'site/style.css',
    ])
    expect(files['site/clips/e1.mp3']).toBe('clip e1')
    const { addresses } = markup(files['site/asked-at-last.html']!)
    expect(addresses).toEqual(['data:,', 'style.css', 'index.html', 'clips/e1.mp3'])
    expect(files['site/asked-at-last.html']).toContain('<p><cite>Juniper</cite> We were asked.</p>')
    expect(files['site/index.html']).toContain('<a href="asked-at-last.html">Asked at last</a>')
  })

  it('names no member, address, conversation or reason, and holds no word that was withheld', async () => {
    const excerpts = [
      excerptOf('out'),
      excerptOf('declined', { decision: { ...APPROVED, state: 'declined', reason: 'Secret reason' } }),
      excerptOf('waiting', { decision: { ...APPROVED, state: 'pending' } }),
      excerptOf('team', { conversation: 'inner' }),
    ]
    const conversations = [conversationOf('talk'), conversationOf('inner', { ceiling: 'team' })]
    const { 'withheld.txt': remarks, ...site } = await writtenBy(
      writeSite,
      collectedOf(excerpts, { conversations }),
    )
    const text = Object.values(site).join('\n')
    expect(text).toContain('Words of out')
    expect(text).not.toMatch(/Words of (declined|waiting|team)/)
    expect(text).not.toMatch(/Realname|example\.org|Title of|Secret reason/)
    expect(Object.keys(site).filter(path => path.includes('clips'))).toEqual(['site/clips/out.mp3'])
    expect(remarks!.trim().split('\n')).toHaveLength(3)
  })

  it('takes nothing for markup: titles, names, words, themes and narratives', async () => {
    const link = (href: string): RichTextNode => ({
      type: 'text',
      text: HOSTILE,
      marks: [{ type: 'link', attrs: { href, onclick: 'alert(3)' } }, { type: 'onload' }],
    })
    const narrative: RichTextNode = {
      type: 'doc',
      content: [
        { type: 'paragraph', attrs: { style: 'position:fixed' }, content: [link('javascript:alert(4)')] },
        {
          type: 'paragraph',
          content: [link(' JaVaScRiPt:alert(5)'), link('data:text/html,x'), link('//evil')],
        },
        { type: 'paragraph', content: [link('https://example.com/?a="><script>')] },
        { type: 'script', content: [{ type: 'text', text: 'alert(6)' }] },
        { type: 'heading', attrs: { level: '1"><script>' }, content: [{ type: 'text', text: 'Heading' }] },
        { type: 'iframe', attrs: { srcdoc: HOSTILE } },
      ],
    }
    const collected = collectedOf([excerptOf('e1', { turns: [{ speaker: HOSTILE, text: HOSTILE }] })], {
      title: HOSTILE,
    })
    collected.workspace.name = HOSTILE
    collected.findings[0]!.narrative = narrative
    const files = await writtenBy(writeSite, collected)
    const pages = Object.entries(files).filter(([path]) => path.endsWith('.html'))
    expect(pages).toHaveLength(2)
    for (const [, html] of pages) {
      const { elements, handlers, addresses } = markup(html)
      for (const element of ['script', 'img', 'iframe']) expect(elements).not.toContain(element)
      expect(handlers).toEqual([])
      for (const address of addresses) expect(address).toMatch(/^(data:,|https:\/\/example\.com|[\w./-]+$)/)
      expect(html).toContain('&lt;script&gt;')
    }
  })

  it('goes on without a clip that cannot be cut, and tells the team; another failure ends it', async () => {
    const collected = collectedOf([excerptOf('e1'), excerptOf('e2')])
    const files = await writtenBy(writeSite, collected, async id => {
      if (id === 'e1') throw new PolyphonyError('audio-unsupported', 'There is no such passage.')
      return Buffer.from('clip')
    })
    expect(files['site/asked-at-last.html']).toContain('Words of e1')
    expect(files['site/asked-at-last.html']).not.toContain('clips/e1.mp3')
    expect(files['site/clips/e1.mp3']).toBeUndefined()
    expect(files['withheld.txt']).toBe('excerpt e1: without its audio. There is no such passage.\n')
    const away = new PolyphonyError('unavailable', 'The server cannot be reached.')
    await expect(writtenBy(writeSite, collected, () => Promise.reject(away))).rejects.toBe(away)
  })
})
