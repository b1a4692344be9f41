import { expect, it } from 'vitest'
import { paths } from '../../paths.ts'
import { readPlace } from './readPlace.ts'

const read = (at: Parameters<typeof paths.desk>[2]) =>
  readPlace(new URL(paths.desk('w', 'c', at), 'http://x').searchParams)

it('reads back what the links name', () => {
  expect(read({ turn: 't1', word: 12, find: 'the door' })).toEqual({
    turn: 't1',
    word: 12,
    find: 'the door',
    highlight: null,
    code: null,
    comment: null,
    seconds: null,
  })
  expect(read({ member: 'm', highlight: 'h', seconds: 61.25 })).toMatchObject({
    highlight: { member: 'm', highlight: 'h' },
    seconds: 61.3,
  })
  expect(read({ code: 'c', comment: 'm/k' })).toMatchObject({ code: 'c', comment: 'm/k' })
  expect(read({ seconds: 0 })).toMatchObject({ seconds: 0 })
})

it('takes nothing from an address that names no place, or a malformed one', () => {
  expect(read({})).toBeNull()
  for (const query of [
    't=',
    't=abc',
    't=-3',
    't=Infinity',
    'highlight=h',
    'member=m',
    'word=7',
    'find=x',
    'comment=m/k',
    'member=a/b&highlight=h',
  ])
    expect(readPlace(new URLSearchParams(query)), query).toBeNull()
})
