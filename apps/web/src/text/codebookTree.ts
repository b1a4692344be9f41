import { formatCount } from './format.ts'

const q = (name: string) => `“${name}”`
const codes = (count: number) => formatCount(count, 'code', 'codes')
/** One is named, several are counted. */
const those = (names: readonly string[]) => (names.length === 1 ? q(names[0]!) : codes(names.length))

export const codebookTree = {
  codes,
  measures: {
    codings: { short: 'Codings', counted: (n: number) => formatCount(n, 'coding', 'codings') },
    people: { short: 'People', counted: (n: number) => formatCount(n, 'person', 'people') },
    conversations: {
      short: 'Conversations',
      counted: (n: number) => formatCount(n, 'conversation', 'conversations'),
    },
    groups: { short: 'Groups', counted: (n: number) => formatCount(n, 'group', 'groups') },
  },
  measureNames: {
    codings: 'Codings',
    people: 'People who coded',
    conversations: 'Conversations',
    groups: 'Groups',
  },
  view: 'View',
  columns: 'Count',
  order: 'Order',
  byPlace: 'By place in the codebook',
  byName: 'By name',
  byMeasure: (measure: string) => `By ${measure.toLowerCase()}, most first`,
  sortBy: (measure: string) => `Order by ${measure.toLowerCase()}`,
  sortedBy: (measure: string) => `Ordered by ${measure.toLowerCase()}. Back to the order of the codebook`,
  name: 'Code',
  expandAll: 'Open all',
  collapseAll: 'Close all',
  keys: 'Keys',
  filters: 'Show only',
  marks: { proposed: 'Proposed', unused: 'Unused', mine: 'Mine' },
  onlyKinds: { thematic: 'Themes', structural: 'Guide' },
  shown: (count: number) => `${codes(count)} shown.`,
  clearFilter: 'Show all codes',

  picked: (count: number) => `${codes(count)} chosen`,
  pickedNone: 'Nothing is chosen.',
  bar: 'With what is chosen',
  clear: 'Let go',
  merge: 'Merge…',
  moveTo: 'Move to…',
  group: 'Under a new code…',
  adopt: 'Adopt',
  reject: 'Reject…',
  retire: 'Retire…',
  recolour: 'Colour',
  recolourAs: (colour: string) => `Colour ${colour}`,
  actionsForSeveral: (count: number) => `Actions for ${codes(count)}`,

  moving: (names: readonly string[]) => `Moving ${those(names)}. Escape lets it be.`,
  notMoved: 'Nothing was moved.',
  noPlace: 'There is no such place.',
  apart: 'These stand in different places. Move them by “Move to…”.',
  sorted: 'Codes are moved among each other in the order of the codebook.',
  moveTitle: (names: readonly string[]) => `Move ${those(names)}`,
  moved: (names: readonly string[], to: string | null) =>
    `${those(names)} ${names.length === 1 ? 'stands' : 'stand'} ${to === null ? 'at the top' : `under ${q(to)}`} now.`,
  didMove: (count: number, to: string | null) =>
    `moved ${codes(count)} ${to === null ? 'to the top level' : `under ${q(to)}`}`,
  handle: 'Move by finger',

  groupTitle: (names: readonly string[]) => `A new code above ${those(names)}`,
  groupText: 'It takes the place of the first of them, and they stand under it.',
  groupConfirm: 'Create',
  grouped: (names: readonly string[], name: string) =>
    `${those(names)} ${names.length === 1 ? 'stands' : 'stand'} under the new code ${q(name)}.`,
  didGroup: (count: number, name: string) => `put ${codes(count)} under the new code ${q(name)}`,

  retireTitle: (names: readonly string[]) => `Retire ${those(names)}?`,
  retireText: (count: number) =>
    count === 1
      ? 'It can no longer be applied, and what stands below it moves up. Passages coded with it keep their coding on record. It can be restored at any time.'
      : 'They can no longer be applied, and what stands below them moves up. Passages coded with them keep their codings on record. They can be restored at any time.',
  retireUses: (codings: string, conversations: string) => `Applied so far: ${codings} in ${conversations}.`,
  retireUnused: 'Applied nowhere so far.',
  retired: (names: readonly string[]) => `${those(names)} ${names.length === 1 ? 'is' : 'are'} retired.`,
  didRetire: (count: number) => `retired ${codes(count)}`,
  rejectTitle: (names: readonly string[]) => `Reject ${those(names)}?`,
  rejectText: (count: number) =>
    count === 1
      ? 'The proposal is put away with your reason. Codings made with it stay on record.'
      : 'The proposals are put away with your reason. Codings made with them stay on record.',
  rejected: (names: readonly string[]) => `${those(names)} ${names.length === 1 ? 'is' : 'are'} rejected.`,
  didReject: (count: number) => `rejected ${formatCount(count, 'proposal', 'proposals')}`,
  adopted: (names: readonly string[]) => `${those(names)} ${names.length === 1 ? 'is' : 'are'} adopted.`,
  didAdopt: (count: number) => `adopted ${formatCount(count, 'proposal', 'proposals')}`,
  recoloured: (names: readonly string[]) =>
    `${those(names)} ${names.length === 1 ? 'has' : 'have'} another colour now.`,
  didRecolour: (count: number) => `recoloured ${codes(count)}`,
  choices: [
    'Ctrl and Shift with a click choose several, so do Space and Shift with the arrows; Ctrl A chooses all.',
    'Drag codes onto another one or between two. Alt with the arrows moves them by keyboard.',
    'Enter opens a code, F2 renames, M moves, Delete retires; the menu key shows all that can be done. Ctrl Z takes the last change back.',
  ],

  pick: {
    search: 'Type to find a code',
    more: (count: number) => `and ${codes(count)} more: type to find them`,
    none: 'No code answers to that.',
  },
}
