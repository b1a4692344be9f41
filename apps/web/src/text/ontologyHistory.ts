import type { OntologyChange } from '@polyphony/ontology'
import { formatCount, formatNumber } from './format.ts'

const q = (name: string) => `“${name}”`
const at = (under: { name: string } | null) => (under ? `under ${q(under.name)}` : 'at the top level')

/** The history of the codebook: who did what, how it stood, what came between. */
export const ontologyHistory = {
  title: 'History',
  hint: 'Every change of the codebook: who, when, what and why. Taking one back is itself a change on record, and can be taken back.',
  empty: 'Nothing has been changed yet.',
  emptyFiltered: 'No change is like this.',
  clear: 'Show all changes',
  more: 'Earlier changes',
  today: 'Today',
  yesterday: 'Yesterday',
  number: (revision: number) => `no. ${formatNumber(revision)}`,
  stateThen: 'The codebook then',
  stateThenOf: (revision: number) => `The codebook then, after change no. ${formatNumber(revision)}`,
  inDetail: 'In detail',
  inDetailOf: (revision: number) => `In detail: what change no. ${formatNumber(revision)} did`,
  since: 'Changes since',
  sinceOf: (revision: number) => `Changes since no. ${formatNumber(revision)}`,
  takenBackBy: (revision: number) => `taken back by no. ${formatNumber(revision)}`,
  steps: (count: number) => formatCount(count, 'step', 'steps'),
  stepsOmitted: (count: number) => `and ${formatCount(count, 'more', 'more')}`,

  filters: 'Which changes',
  person: 'Person',
  anybody: 'Anybody',
  kind: 'Kind of change',
  anyKind: 'Any kind',
  code: 'Code',
  anyCode: 'Any code',
  until: 'Up to the end of',
  kinds: {
    create: 'Made or proposed',
    rename: 'Renamed',
    define: 'Defined or coloured',
    move: 'Moved or made another kind',
    merge: 'Merged or taken apart',
    split: 'Split',
    adopt: 'Proposals decided',
    retire: 'Retired or restored',
    relate: 'Relations',
    map: 'Mappings',
    cite: 'Examples',
    batch: 'Several at once, imports',
    undo: 'Taken back',
  },

  revertTitle: 'Take this change back?',
  revertWould: 'This is what would change now:',
  revertNothing: 'Nothing of it would change anything now.',
  revertStays:
    'What others changed since stays. Taking it back is a change of its own, and can be taken back.',
  revertUsed: (count: number) =>
    `${formatCount(count, 'coding uses', 'codings use')} a code that would be retired. They stay on record.`,
  revertRefused: 'It cannot be taken back as things stand:',
  revertConfirm: 'Take back',
  revertedBack: 'The change is back in place.',

  back: 'Back to the history',
  stateTitle: (revision: number) =>
    revision === 0 ? 'The codebook at the beginning' : `The codebook after no. ${formatNumber(revision)}`,
  stateNow: 'This is the codebook as it is now.',
  codes: 'Codes',
  stateEmpty: 'There were no codes yet.',
  findCode: 'Find a code',
  touched: 'changed here',
  outOfUse: (count: number) => `Out of use: ${formatNumber(count)}`,
  mergedInto: (name: string) => `merged into ${q(name)}`,
  statuses: {
    proposed: 'proposed',
    adopted: 'adopted',
    retired: 'retired',
    rejected: 'rejected',
    merged: 'merged',
  },
  revision: 'Change no.',
  previous: 'The change before',
  next: 'The change after',
  day: 'Or the end of a day',
  compareNow: 'Compare with now',
  compareBefore: 'What this change did',
  somebodyDid: (name: string, did: string) => `${name} ${did}`,

  compareTitle: 'What changed',
  compareHint: 'How the codebook differs from one moment to another, whatever happened in between.',
  from: 'From change no.',
  to: 'To change no.',
  swap: 'The other way round',
  same: 'Nothing differs between the two.',
  differences: (count: number) => formatCount(count, 'difference', 'differences'),
  showAll: (count: number) => `Show all ${formatNumber(count)}`,
  noSuchDay: 'Nothing had been changed by that day.',

  groups: {
    created: 'New',
    removed: 'Gone',
    renamed: 'Renamed',
    moved: 'Moved',
    recast: 'Of another kind',
    merged: 'Merged',
    unmerged: 'Taken apart again',
    split: 'Split',
    settled: 'Adopted, retired, restored',
    defined: 'Described otherwise',
    recoloured: 'Coloured otherwise',
    reordered: 'In another order',
    relations: 'Relations',
    mappings: 'Mappings',
    examples: 'Examples',
  },
  fields: {
    short: 'in a sentence',
    full: 'definition',
    whenToUse: 'use it when',
    whenNotToUse: 'do not use it when',
    stance: 'values as they are',
    notation: 'notation',
    kind: 'kind',
  } as Record<string, string>,
  codeKinds: { thematic: 'a theme or code', structural: 'a section of the guide' },
  nothing: 'nothing',
  /** One difference between two states; `concept` is what a mapping leads to, in words. */
  change: (change: OntologyChange, concept: string | null): string => {
    switch (change.change) {
      case 'created':
        return `${q(change.code.name)}, ${at(change.under)}`
      case 'removed':
        return `${q(change.code.name)}; it stood ${at(change.under)}`
      case 'renamed':
        return `${q(change.from)} is called ${q(change.to)}`
      case 'moved':
        return `${q(change.code.name)} stands ${at(change.to)}; it stood ${at(change.from)}`
      case 'recast':
        return `${q(change.code.name)} is ${ontologyHistory.codeKinds[change.to]}; it was ${ontologyHistory.codeKinds[change.from]}`
      case 'reordered':
        return change.under
          ? `The codes under ${q(change.under.name)}`
          : change.kind === 'thematic'
            ? 'The themes'
            : 'The sections of the guide'
      case 'defined':
        return `${q(change.code.name)}, ${ontologyHistory.fields[change.field] ?? change.field}`
      case 'recoloured':
        return q(change.code.name)
      case 'merged':
        return `${q(change.code.name)} into ${q(change.into.name)}`
      case 'unmerged':
        return `${q(change.code.name)}; it was merged into ${q(change.from.name)}`
      case 'split':
        return `${q(change.code.name)} into ${change.into.map(part => q(part.name)).join(', ')}`
      case 'settled':
        return `${q(change.code.name)} is ${change.to}; it was ${change.from}`
      case 'related':
        return `${change.type} of ${q(change.from.name)} and ${q(change.to.name)}`
      case 'unrelated':
        return `no ${change.type} of ${q(change.from.name)} and ${q(change.to.name)} any more`
      case 'mapped':
        return `${q(change.code.name)} to ${q(concept ?? change.mapping.concept)}`
      case 'unmapped':
        return `${q(change.code.name)} no more to ${q(concept ?? change.mapping.concept)}`
      case 'cited':
        return `${q(change.code.name)} has another ${change.example.fit} example`
      case 'uncited':
        return `${q(change.code.name)} has one ${change.example.fit} example less`
    }
  },
}
