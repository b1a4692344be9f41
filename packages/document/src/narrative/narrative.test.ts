import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { type RichTextNode, readNarrative, writeNarrative } from './narrative.ts'

const narrative: RichTextNode = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Being asked' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'People remember ' },
        { type: 'text', text: 'who', marks: [{ type: 'italic' }] },
        { type: 'text', text: ' asked them.' },
      ],
    },
    { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] },
  ],
}

it('reads back what was written, also on another replica', () => {
  const doc = new Y.Doc()
  writeNarrative(doc, {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'old' }] }],
  })
  writeNarrative(doc, narrative)
  const replica = new Y.Doc()
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc))
  expect(readNarrative(replica)).toEqual(narrative)
})
