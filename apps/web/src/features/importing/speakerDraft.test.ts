import { describe, expect, it } from 'vitest'
import {
  keepNames,
  mergeSpeakers,
  PSEUDONYMS,
  speakerProblems,
  splitSpeaker,
  suggestSpeakers,
  titleFromFile,
} from './speakerDraft.ts'

const found = (...names: string[]) =>
  names.map(name => ({ key: name, name, turns: 3, words: 40, seconds: null }))

describe('suggestSpeakers', () => {
  it('gives everybody another pseudonym and lets no name of the file through', () => {
    const names = Array.from({ length: 45 }, (_, i) => `Person ${i}`)
    const drafts = suggestSpeakers(found(...names))
    expect(new Set(drafts.map(d => d.name)).size).toBe(45)
    expect(drafts.some(d => names.includes(d.name))).toBe(false)
    expect(drafts[0]?.name).toBe(PSEUDONYMS[0])
  })

  it('recognises who facilitates', () => {
    const drafts = suggestSpeakers(found('Moderator', 'Ana', 'Co-facilitator'))
    expect(drafts.map(d => [d.name, d.role])).toEqual([
      ['Facilitator', 'facilitator'],
      ['Juniper', 'participant'],
      ['Facilitator 2', 'facilitator'],
    ])
  })
})

describe('merging and separating', () => {
  it('makes one person of two and keeps every key of the file', () => {
    const merged = mergeSpeakers(suggestSpeakers(found('A', 'B', 'C')), 2, 0)
    expect(merged.map(d => d.found.map(f => f.key))).toEqual([['A', 'C'], ['B']])
    expect(merged[0]?.name).toBe('Juniper')
  })

  it('leaves a speaker who would be merged with itself alone', () => {
    const drafts = suggestSpeakers(found('A', 'B'))
    expect(mergeSpeakers(drafts, 1, 1)).toEqual(drafts)
  })

  it('takes them apart again under names that are free', () => {
    const merged = mergeSpeakers(suggestSpeakers(found('A', 'B', 'C')), 2, 0)
    const apart = splitSpeaker(merged, 0)
    expect(apart.map(d => d.found.map(f => f.key))).toEqual([['A'], ['C'], ['B']])
    expect(speakerProblems(apart)).toEqual([null, null, null])
  })
})

it('names what is wrong with a name', () => {
  const drafts = keepNames(suggestSpeakers(found('Ana', 'ana ', '  ', 'Bo')))
  expect(speakerProblems(drafts)).toEqual(['duplicate', 'duplicate', 'empty', null])
})

it('makes a title of a file name', () => {
  expect(titleFromFile('East_wing  2026-03-14.final.mp3')).toBe('East wing 2026-03-14.final')
})
