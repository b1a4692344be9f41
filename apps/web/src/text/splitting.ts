import { formatCount, formatNumber } from './format.ts'

const q = (name: string) => `“${name}”`
const excerpts = (count: number) => formatCount(count, 'excerpt', 'excerpts')

/** Words of splitting a code and sorting what was coded with it. */
export const splitting = {
  split: 'Split…',
  goOn: 'Sort its excerpts',
  title: (name: string) => `Split ${q(name)}`,
  hint: (name: string) =>
    `Everything coded with ${q(name)}, to be sorted among the codes it is split into. Several leads can work at once. What analysts stated stays on record.`,
  gone: 'There is no such code',
  goneText: 'It may have been taken back. The codebook shows what there is.',
  retired: (name: string) =>
    `${q(name)} is retired: new passages are not coded with it. Its excerpts can still be sorted.`,
  toBeSplit: (name: string) => `${q(name)} has not been split. A lead may do that.`,

  form: {
    explain: (name: string) =>
      `Say which codes ${q(name)} becomes: new ones, which stand beside it in the codebook at once, or such as are there already. It stays until its excerpts are sorted.`,
    part: (number: number) => `New code ${number}`,
    name: 'Name',
    short: 'In a sentence',
    add: 'One more new code',
    there: 'Codes that are there already',
    pick: 'Or a code that is there already',
    removeThere: (name: string) => `Leave ${q(name)} out`,
    remove: (number: number) => `Remove new code ${number}`,
    reason: 'Why?',
    reasonHint: 'For those who read the history.',
    confirm: 'Split',
    done: (name: string, parts: string[]) => `${q(name)} is split into ${parts.map(q).join(', ')}.`,
    most: 9,
  },

  list: 'Excerpts to sort',
  loading: 'Looking for the excerpts…',
  progress: (done: number, all: number) => `${formatNumber(done)} of ${formatNumber(all)} assigned`,
  none: 'No excerpts',
  noneText: (name: string) => `Nothing is coded with ${q(name)}: there is nothing to sort.`,
  allDone: 'All sorted',
  allDoneText: (count: number, name: string) =>
    count === 1
      ? `The only excerpt of ${q(name)} is assigned.`
      : `All ${formatNumber(count)} excerpts of ${q(name)} are assigned.`,
  noneShown: 'Nothing matches these filters.',
  filters: 'Which excerpts',
  show: { open: 'Not yet assigned', all: 'All' },
  analyst: 'Analyst',
  everybody: 'Everybody',
  done: (count: number) => `Hide ${formatNumber(count)} just assigned`,
  targets: 'Codes it is split into',
  otherCode: 'Another code…',
  selected: (count: number) => `${excerpts(count)} chosen`,
  clear: 'Choose none',
  assign: (name: string) => `Assign to ${q(name)}`,
  keys: 'Keys: 1–9 assign, Shift 1–9 add a second code, 0 takes back, ↓ ↑ move, S skips, P plays, X chooses, Ctrl Z undoes.',
  choose: (words: string) => `Choose ${q(words)}`,
  row: (number: number) => `Excerpt ${number}`,
  codedBy: (name: string) => `coded by ${name}`,
  appliedAs: (name: string) => `as ${q(name)}`,
  assignedBy: (name: string) => `assigned by ${name}`,
  you: 'you',
  before: (who: string, names: string[]) => `before, ${who}: ${names.map(q).join(', ')}`,
  rejected: 'nothing',
  isHere: (names: string[]) => `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} here`,
  here: 'Sorting with you',
  goTo: (name: string) => `Go to where ${name} is`,
  wordsGone: 'Its words are not in the transcript any more.',
  open: 'Open at the desk',
  somebody: 'somebody',

  /** Said to whoever looks at the coding at the desk. */
  ruled: (applied: string, codes: string[], by: string) =>
    codes.length === 0
      ? `Applied as ${q(applied)}; ${by} decided that it does not count.`
      : `Applied as ${q(applied)}; ${by} decided that it counts as ${codes.map(q).join(', ')}.`,

  acts: {
    assign: (code: string, quote: string) => `‘${code}’ for ${quote}`,
    assignSeveral: (code: string, count: number) => `‘${code}’ for ${excerpts(count)}`,
    add: (code: string, quote: string) => `‘${code}’ more or less for ${quote}`,
    clear: (quote: string) => `no new code for ${quote}`,
    clearSeveral: (count: number) => `no new code for ${excerpts(count)}`,
  },

  finish: {
    offer: (name: string) => `Retire ${q(name)}…`,
    title: (name: string) => `Retire ${q(name)}?`,
    open: (count: number) =>
      `${formatCount(count, 'excerpt is', 'excerpts are')} not assigned yet: with a retired code they count as nothing until they are.`,
    explain:
      'It can no longer be applied. What was coded with it stays on record and counts as what it was assigned to. It can be restored at any time.',
    done: (name: string) => `${q(name)} is retired.`,
    reason: (parts: string[]) => `Split into ${parts.map(q).join(', ')}.`,
  },
}
