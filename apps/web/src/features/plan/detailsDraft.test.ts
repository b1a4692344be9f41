import type { ActionDetails } from '@polyphony/contract'
import { expect, it } from 'vitest'
import { changedDetails, detailsOf, draftOf } from './detailsDraft.ts'

const known: ActionDetails = {
  status: 'in-progress',
  owners: [{ audience: 'staff', name: 'Vice president for people' }],
  goals: ['Named by spring', 'Used by autumn'],
  metrics: [{ name: 'Reviews that name it', baseline: '0', target: 'all', latest: null }],
  timing: { begins: '2027-01-01', ends: null, note: 'each spring' },
  resources: null,
  link: 'https://example.org/criteria',
}

it('holds what is known, and gives it back the same; what is emptied is not known any more', () => {
  expect(detailsOf(draftOf(known))).toEqual(known)
  expect(changedDetails(known, detailsOf(draftOf(known)))).toEqual({})
  const emptied = detailsOf({
    ...draftOf(known),
    goals: ' \n',
    begins: '',
    timingNote: '',
    owners: [{ audience: 'staff', name: ' ' }],
  })
  expect(changedDetails(known, emptied)).toEqual({ goals: null, timing: null, owners: null })
})
