import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addComment, removeComment, setResolved } from '../layer/commentCommands.ts'
import { readLayer } from '../layer/readLayer.ts'
import type { CommentTarget } from '../types.ts'
import { isResolved, joinThreads } from './joinThreads.ts'

const place = { type: 'highlight', member: 'ada', highlight: 'h' } as const
const reply = (member: string, comment: string): CommentTarget => ({ type: 'comment', member, comment })

/** Three people with a layer each. */
const team = () => {
  const docs = new Map(['ada', 'bo', 'cy'].map(member => [member, new Y.Doc()]))
  return {
    say: (member: string, id: string, target: CommentTarget, createdAt: number) =>
      addComment(docs.get(member)!, { id, target, body: id, createdAt }),
    doc: (member: string) => docs.get(member)!,
    threads: () => joinThreads(new Map([...docs].map(([member, doc]) => [member, readLayer(doc)]))),
  }
}
const idsOf = (threads: ReturnType<typeof joinThreads>) =>
  threads.map(({ first, replies }) => [first, ...replies].map(message => message?.comment.id ?? null))

describe('threads', () => {
  it('join what lies in different layers, replies to replies included, oldest first', () => {
    const { say, threads } = team()
    say('bo', 'second', place, 20)
    say('ada', 'first', { type: 'code', code: 'c' }, 10)
    say('cy', 'late', reply('bo', 'second'), 40)
    say('ada', 'early', reply('bo', 'second'), 30)
    say('bo', 'deep', reply('cy', 'late'), 50)
    expect(idsOf(threads())).toEqual([['first'], ['second', 'early', 'late', 'deep']])
    expect(threads().map(thread => thread.place)).toEqual([{ type: 'code', code: 'c' }, place])
  })

  it('keep a deleted first message while somebody answers it, and nothing else that was deleted', () => {
    const { say, doc, threads } = team()
    say('ada', 'root', place, 1)
    say('bo', 'answer', reply('ada', 'root'), 2)
    say('cy', 'other', reply('ada', 'root'), 3)
    removeComment(doc('ada'), 'root')
    removeComment(doc('cy'), 'other')
    expect(idsOf(threads())).toEqual([['root', 'answer']])
    expect(threads()[0]!.place).toEqual(place)
    expect(threads()[0]!.first!.comment.deletedAt).not.toBe(null)
    removeComment(doc('bo'), 'answer')
    expect(threads()).toEqual([])
  })

  it('keep answers to what is not to be had, without a place, and drop circles', () => {
    const { say, threads } = team()
    say('ada', 'lost', reply('gone', 'gone'), 1)
    say('ada', 'a', reply('bo', 'b'), 2)
    say('bo', 'b', reply('ada', 'a'), 3)
    expect(idsOf(threads())).toEqual([[null, 'lost']])
    expect(threads()[0]).toMatchObject({ key: 'gone/gone', place: null })
  })

  it('are as the latest statement says, whoever made it', () => {
    const { say, doc, threads } = team()
    say('ada', 'k', place, 1)
    const thread = { member: 'ada', comment: 'k' }
    const state = () => {
      const [only] = threads()
      return [isResolved(only!), only!.resolving?.member]
    }
    expect(state()).toEqual([false, undefined])
    setResolved(doc('bo'), thread, true, { at: 10 })
    expect(state()).toEqual([true, 'bo'])
    setResolved(doc('cy'), thread, false, { at: 10 })
    expect(state()).toEqual([false, 'cy'])
    // A clock that goes after the others.
    setResolved(doc('ada'), thread, true, { at: 5, after: threads()[0]!.resolving!.at })
    expect(state()).toEqual([true, 'ada'])
  })

  it('hold each living comment at most once, whatever the layers say', () => {
    const id = fc.constantFrom('a', 'b', 'c')
    const member = fc.constantFrom('ada', 'bo', 'cy')
    const entry = fc.record({
      member,
      id,
      to: fc.option(fc.tuple(member, id)),
      at: fc.nat(5),
      gone: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(entry), entries => {
        const { say, doc, threads } = team()
        for (const { member, id, to, at, gone } of entries) {
          say(member, id, to ? reply(...to) : place, at)
          if (gone) removeComment(doc(member), id)
        }
        const said = threads().flatMap(({ first, replies }) => [...(first ? [first] : []), ...replies])
        const keys = said.map(({ member, comment }) => `${member}/${comment.id}`)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })
})
