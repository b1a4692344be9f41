import { fromPlainText } from '@polyphony/document'
import { expect, it } from 'vitest'
import { createDrafts } from './drafts.ts'

const memory = () => {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}
const text = fromPlainText('begun')

it('are kept by person, conversation and what they are for', () => {
  const storage = memory()
  createDrafts(storage, 'ada', 'c1').write('memo:h', text)
  expect(createDrafts(storage, 'ada', 'c1').read('memo:h')).toEqual(text)
  expect(createDrafts(storage, 'ada', 'c2').read('memo:h')).toBe(null)
  expect(createDrafts(storage, 'bo', 'c1').read('memo:h')).toBe(null)
  createDrafts(storage, 'ada', 'c1').remove('memo:h')
  expect(storage.kept.size).toBe(0)
})

it('live as long as the page where nothing can be kept', () => {
  const full = {
    ...memory(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  const drafts = createDrafts(full, 'ada', 'c')
  drafts.write('k', text)
  expect(drafts.read('k')).toEqual(text)
  drafts.remove('k')
  expect(drafts.read('k')).toBe(null)
})

it('are forgotten after two months, and when they are none', () => {
  const storage = memory()
  let now = 0
  const drafts = createDrafts(storage, 'ada', 'c', () => now)
  drafts.write('k', text)
  now = 61 * 24 * 3600_000
  expect(drafts.read('k')).toBe(null)
  for (const value of ['{', '7', '{"at":1,"body":{"type":"doc","content":[{"type":"script"}]}}']) {
    storage.kept.set('polyphony-draft:ada:c:k', value)
    expect(drafts.read('k')).toBe(null)
  }
})
