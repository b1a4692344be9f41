import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { createAnchor } from '../anchors/createAnchor.ts'
import { resolveAnchor } from '../anchors/resolveAnchor.ts'
import { timingOf } from '../timing/timingOf.ts'
import { createHistory } from '../undo/createHistory.ts'
import { transcriptScope } from '../undo/transcriptScope.ts'
import { correctTurn } from './correctTurn.ts'
import type { TranscriptIndex } from './TranscriptIndex.ts'
import { takeBackEdits } from './takeBackEdits.ts'
import { canTakeBackTurns, takeBackTurns } from './takeBackTurns.ts'
import { replicaOf, spanOf, testTranscript } from './testTranscript.ts'
import { followedBy, netChanges, type TurnChange, turnChangesBetween } from './turnChanges.ts'
import { joinTurn, splitTurn } from './turnCommands.ts'
import { validateTranscript } from './validateTranscript.ts'

/** What the server records of a correction. */
const recorded = (index: TranscriptIndex, correct: () => void): TurnChange[] => {
  let changes: ReadonlyMap<string, TurnChange> = new Map()
  let before = [...index.order]
  const follow = () => {
    const now = [...index.order]
    const news = turnChangesBetween(before, now).map(change => [change.turn, change] as const)
    changes = followedBy(changes, new Map(news))
    before = now
  }
  index.doc.on('update', follow)
  correct()
  index.doc.off('update', follow)
  return netChanges(changes)
}

const stateOf = (index: TranscriptIndex) =>
  index.order.map(({ id, speaker, firstSourceWord, text }) => ({ id, speaker, firstSourceWord, text }))
const readsOf = (index: TranscriptIndex): string[] => index.order.map(({ text }) => text)

const taken = (before: string, after: string, now: string): string | null => {
  const { index } = testTranscript(before)
  const changes = recorded(index, () => correctTurn(index, 't0', after))
  correctTurn(index, 't0', now)
  const { kept } = takeBackTurns(index, changes)
  return kept.length > 0 ? null : index.turn('t0')!.text
}

describe('words', () => {
  it('become what they were, and what others changed elsewhere stays', () => {
    const before = 'My adviser said that we met each weak'
    const after = 'My supervisor said that we met each weak'
    expect(taken(before, after, after)).toBe(before)
    expect(taken(before, after, 'My supervisor said that we met each week.')).toBe(
      'My adviser said that we met each week.',
    )
    expect(taken(before, after, `Well. ${after}`)).toBe(`Well. ${before}`)
  })

  it('stay where others changed them at the very place', () => {
    expect(taken('a cat sat', 'a dog sat', 'a wolf sat')).toBeNull()
    expect(taken('one two', 'one three two', 'one three four two')).toBeNull()
  })

  it('are exactly as before where nothing was changed since', () => {
    const text = fc.string({ maxLength: 30 })
    fc.assert(fc.property(text, text, (before, after) => taken(before, after, after) === before))
    fc.assert(fc.property(text, text, text, (...texts) => void takeBackEdits(...texts)))
  })
})

describe('a join', () => {
  const setUp = () => {
    const made = testTranscript('We moved here in spring.', 'The bus did not run.', 'It does now.')
    const timing = timingOf(made.index, made.sourceWords)
    const anchor = createAnchor(made.index, spanOf(made.index, 't1', 'bus did'))
    return { ...made, timing, anchor }
  }

  it('is set apart again: id, speaker, times and anchors are as before; and it can be undone', () => {
    const { doc, index, timing, anchor } = setUp()
    const before = stateOf(index)
    const times = ['t0', 't1', 't2'].map(turn => timing.timeAt({ turn, offset: 4 }))
    const changes = recorded(index, () => joinTurn(index, 't1'))
    expect(canTakeBackTurns(changes)).toBe(true)
    const undo = createHistory([transcriptScope(doc, { captureTimeout: 0 })])
    expect(takeBackTurns(index, changes)).toEqual({ done: 1, kept: [] })
    expect(stateOf(index)).toEqual(before)
    expect(['t0', 't1', 't2'].map(turn => timing.timeAt({ turn, offset: 4 }))).toEqual(times)
    expect(resolveAnchor(index, anchor)).toMatchObject({
      status: 'exact',
      span: spanOf(index, 't1', 'bus did'),
    })
    undo.undo()
    expect(readsOf(index)).toEqual(['We moved here in spring. The bus did not run.', 'It does now.'])
    expect(resolveAnchor(index, anchor)).toMatchObject({ status: 'exact' })
    expect(takeBackTurns(index, changes)).toEqual({ done: 1, kept: [] })
    // A second time there is nothing to take back.
    expect(takeBackTurns(index, changes)).toEqual({ done: 0, kept: [] })
    expect(stateOf(index)).toEqual(before)
  })

  it('keeps what others corrected in the words since, and what they split and joined further on', () => {
    const { index } = setUp()
    const changes = recorded(index, () => joinTurn(index, 't1'))
    correctTurn(index, 't0', 'We moved here in May. The tram did not run.')
    joinTurn(index, 't2')
    splitTurn(index, 't0', 'We moved '.length, { id: 'x', firstSourceWord: 2 })
    expect(takeBackTurns(index, changes)).toEqual({ done: 1, kept: [] })
    expect(readsOf(index)).toEqual(['We moved ', 'here in May.', 'The tram did not run. It does now.'])
    expect(index.turn('t1')).toMatchObject({ speaker: 'B', firstSourceWord: 5 })
  })

  it('stays where others changed the seam or joined it all to another turn, and says so', () => {
    const { index } = setUp()
    const changes = recorded(index, () => joinTurn(index, 't1'))
    correctTurn(index, 't0', 'We moved here in spring, and the bus did not run.')
    expect(takeBackTurns(index, changes)).toEqual({ done: 0, kept: [{ turn: 't0', why: 'changed' }] })
    const later = setUp().index
    const second = recorded(later, () => joinTurn(later, 't2'))
    joinTurn(later, 't1')
    expect(takeBackTurns(later, second)).toEqual({ done: 0, kept: [{ turn: 't1', why: 'joined' }] })
  })

  it('of several turns, with what was corrected and split in the same minute, is set apart as it was', () => {
    const { index } = setUp()
    const before = stateOf(index)
    const changes = recorded(index, () => {
      correctTurn(index, 't1', 'The tram did not run.')
      joinTurn(index, 't2')
      joinTurn(index, 't1')
      splitTurn(index, 't0', 'We moved here in spring. The '.length, { firstSourceWord: 6 })
    })
    expect(takeBackTurns(index, changes)).toEqual({ done: 1, kept: [] })
    expect(stateOf(index)).toEqual(before)
  })

  it('is not taken back by a record that does not say where the turn stood', () => {
    const { index } = setUp()
    const changes = recorded(index, () => joinTurn(index, 't1')).map(({ behind, ...change }) => change)
    expect(canTakeBackTurns(changes)).toBe(false)
  })
})

it('sets apart in their order turns that were joined by way of one that came and went', () => {
  const { index } = testTranscript('We moved here', 'The bus did not', 'run', 'It does now')
  const before = stateOf(index)
  const changes = recorded(index, () => {
    const passing = splitTurn(index, 't1', 0, { firstSourceWord: 3 })
    joinTurn(index, 't2')
    joinTurn(index, 't1')
    joinTurn(index, passing)
  })
  expect(index.order).toHaveLength(2)
  expect(takeBackTurns(index, changes).kept).toEqual([])
  expect(stateOf(index)).toEqual(before)
})

type Deed = { kind: 'correct' | 'split' | 'join'; turn: number; at: number; word: string }
const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom('correct', 'split', 'join'),
  turn: fc.nat(9),
  at: fc.nat(40),
  word: fc.constantFrom('river', 'of', 'stone', ''),
})

/** Does something to a turn as a person does; `word` is put in the place of a word, or between two. */
const act = (index: TranscriptIndex, { kind, turn, at, word }: Deed, replace = true): void => {
  const { id, text } = index.order[turn % index.order.length]!
  const words = text.split(' ')
  const which = at % words.length
  if (kind === 'correct') correctTurn(index, id, words.toSpliced(which, replace ? 1 : 0, word).join(' '))
  else if (kind === 'split' && text.length > 0) splitTurn(index, id, at % text.length, { firstSourceWord: 0 })
  else if (kind === 'join' && index.position(id) > 0) joinTurn(index, id)
}

describe('corrections at random', () => {
  const talk = () =>
    testTranscript('We moved here', 'The bus did not', 'run', 'It does now', 'Who told you that')

  it('are taken back to what was before, in one go, whatever they joined, split and wrote', () => {
    let reversible = 0
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 6 }), deeds => {
        const { index } = talk()
        const before = stateOf(index)
        const changes = recorded(index, () => {
          for (const one of deeds) act(index, one)
        })
        if (!canTakeBackTurns(changes)) return
        reversible++
        expect(takeBackTurns(index, changes).kept).toEqual([])
        expect(stateOf(index)).toEqual(before)
      }),
      { numRuns: 500 },
    )
    expect(reversible).toBeGreaterThan(450)
  })

  it('are taken back while others correct: replicas agree, and no word of theirs is lost', () => {
    fc.assert(
      fc.property(
        fc.array(deed, { minLength: 1, maxLength: 3 }),
        fc.array(deed, { minLength: 1, maxLength: 4 }),
        fc.array(deed, { minLength: 1, maxLength: 4 }),
        (deeds, since, meanwhile) => {
          const { doc, index } = talk()
          const changes = recorded(index, () => {
            for (const one of deeds) act(index, one)
          })
          const peer = replicaOf(doc)
          // Words of their own, so that each can be told from all others.
          let said = 0
          const theirs = (one: Deed) => act(peer.index, { ...one, word: `«${++said}»` }, false)
          for (const one of since) theirs(one)
          peer.sync()
          for (const one of meanwhile) theirs(one)
          const theirWords = marksIn(peer.doc)
          takeBackTurns(index, changes)
          peer.sync()
          expect(stateOf(index)).toEqual(stateOf(peer.index))
          expect(marksIn(doc)).toEqual(theirWords)
          expect(validateTranscript(doc)).toEqual([])
          expect(index.turn('t0')).toBeDefined()
        },
      ),
      { numRuns: 300 },
    )
  })
})

/** The words of the others that stand in a transcript, sorted. */
const marksIn = (doc: Y.Doc): string[] =>
  (
    doc
      .getText('t')
      .toDelta()
      .flatMap(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? [insert] : []))
      .join('')
      .match(/«\d+»/g) ?? []
  ).sort()
