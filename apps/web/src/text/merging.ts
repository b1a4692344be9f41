import { formatCount } from './format.ts'

const q = (name: string) => `“${name}”`

export const merging = {
  title: 'Merge codes',
  choose: 'Choose the code to merge it with',
  add: 'Add another code',
  which: 'Which one stays?',
  stays: 'Stays',
  goes: 'Goes into the one that stays',
  leaveOut: (name: string) => `Leave ${q(name)} out`,
  unused: 'applied nowhere',
  proposed: 'a proposal',
  meaning: 'What it means from now on',
  from: (name: string) => `as ${q(name)} says`,
  both: 'Both, one after the other',
  neither: 'Nothing is written about either.',
  name: 'Name',
  take: (name: string) => `Call it ${q(name)}`,
  adopt: (name: string) => `Adopt ${q(name)}, which is a proposal so far`,
  outcome: 'What will happen',
  together: (codings: string, people: string, conversations: string, groups: string | null) =>
    `${codings} together, by ${people} in ${conversations}${groups ? ` of ${groups}` : ''}.`,
  togetherNone: 'None of them is applied anywhere yet.',
  counting: 'Counting what it means for codings…',
  countingFailed: 'What it means for codings could not be counted.',
  coinciding: (count: number) =>
    count === 1
      ? '1 highlight bears more than one of them. It will bear one, said more than once.'
      : `${formatCount(count, 'highlight', 'highlights')} bear more than one of them. Each will bear one, said more than once.`,
  overlapping: (count: number) =>
    `${formatCount(count, 'coding', 'codings')} overlap words that somebody marked with another of them. They stay as they are, side by side.`,
  moving: (count: number, names: string) =>
    `${formatCount(count, 'code', 'codes')} will stand under the one that stays: ${names}.`,
  resting: (count: number) =>
    `${formatCount(count, 'relation', 'relations')} between them will rest until it is taken apart again.`,
  reason: 'Why are they one?',
  reasonHint: 'For those who read the history, and those who coded with them.',
  confirm: 'Merge',
  explain:
    'Nothing is rewritten. A code that goes keeps its record and points to the one that stays; what was coded with it counts for that one from now on, in all conversations. It can be taken apart again at any time, here, in the history or under “Out of use”.',
  merged: (names: readonly string[], into: string) =>
    names.length === 1
      ? `${q(names[0]!)} is merged into ${q(into)}.`
      : `${names.length} codes are merged into ${q(into)}.`,
  did: (names: readonly string[], into: string) => {
    const some = names.slice(0, 3).map(q).join(', ')
    return `merged ${some}${names.length > 3 ? ` and ${names.length - 3} more` : ''} into ${q(into)}`
  },
}
