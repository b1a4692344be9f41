import type { ActivityEntry } from '@polyphony/contract'
import { formatCount } from './format.ts'

interface Told {
  name: string
  count: number
  /** Name of whom it is about. */
  about: string | null
  self: boolean
  words: string | null
}

/** Who did what. `{place}` stands for the link to where it was done. */
const sentences: Record<ActivityEntry['kind'], (told: Told) => string> = {
  coded: ({ name, count }) => `${name} coded ${formatCount(count, 'passage', 'passages')} in {place}`,
  highlighted: ({ name, count }) =>
    `${name} highlighted ${formatCount(count, 'passage', 'passages')} in {place}`,
  commented: ({ name, count, about, self }) =>
    count === 1 && about && !self
      ? `${name} commented on ${about}’s highlight in {place}`
      : `${name} wrote ${formatCount(count, 'comment', 'comments')} in {place}`,
  corrected: ({ name, count }) =>
    `${name} made ${formatCount(count, 'correction', 'corrections')} in {place}`,
  codebook: ({ name, count, words }) =>
    count === 1
      ? `${name} ${words} in {place}`
      : `${name} made ${formatCount(count, 'change', 'changes')} to {place}; the last: ${words}`,
  imported: ({ name }) => (name ? `${name} brought in {place}` : '{place} was brought in'),
  finding: ({ name }) => `${name} began the finding {place}`,
  approved: ({ name, count }) => `${name} approved ${formatCount(count, 'excerpt', 'excerpts')} of {place}`,
  declined: ({ name, count }) => `${name} declined ${formatCount(count, 'excerpt', 'excerpts')} of {place}`,
  reviewed: ({ name }) => `${name} called {place} reviewed`,
  assigned: ({ name, about, self }) =>
    self ? `${name} took on {place}` : `${name} assigned {place} to ${about ?? activity.former}`,
  finished: ({ name }) => `${name} is done with {place}`,
}

export const activity = {
  title: 'Activity',
  hint: 'Who did what lately, over the last two months.',
  recent: 'Lately',
  all: 'All activity',
  more: 'Show more',
  former: 'a former member',
  codebook: 'the codebook',
  emptyTitle: 'Nothing has happened lately',
  emptyText: 'What you and the others highlight, code, comment and decide is told here.',
  today: 'Today',
  yesterday: 'Yesterday',
  sentences,
}
