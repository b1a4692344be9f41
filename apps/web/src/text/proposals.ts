import { formatCount } from './format.ts'

const q = (name: string) => `“${name}”`

/** Words of proposed codes, and of what leads decide on them. */
export const proposals = {
  title: 'Proposals',
  hint: 'Codes that analysts proposed and use already, until a lead adopts them, merges them into another, or says why not.',
  none: 'No open proposals',
  noneText:
    'When an analyst names something new at the desk or in the codebook, it is used at once and stands here until a lead decides.',
  list: 'Open proposals',
  open: 'open',
  by: (name: string, day: string) => `${name}, ${day}`,
  yours: (day: string) => `you, ${day}`,
  somebody: 'somebody',
  under: (name: string) => `under ${q(name)}`,
  undefinedYet: 'Not defined yet.',
  uses: (codings: number, people: number, conversations: number) =>
    codings === 0
      ? 'not used yet'
      : `${formatCount(codings, 'coding', 'codings')} by ${formatCount(people, 'person', 'people')} in ${formatCount(conversations, 'conversation', 'conversations')}`,
  threads: (count: number) => (count === 0 ? 'Discuss' : formatCount(count, 'thread', 'threads')),
  threadsOf: (name: string, count: number) =>
    count === 0 ? `Discuss ${q(name)}` : `${formatCount(count, 'thread', 'threads')} on ${q(name)}`,
  adoptLabel: (name: string) => `Adopt ${q(name)}`,
  mergeLabel: (name: string) => `Merge into… (${q(name)})`,
  rejectLabel: (name: string) => `Reject… (${q(name)})`,
  waiting: 'Awaits a lead.',
}
