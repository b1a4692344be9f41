import type { DuplicateReason } from '@polyphony/ontology'
import { formatCount, formatNumber } from './format.ts'

const q = (name: string) => `“${name}”`

export const duplicates = {
  tab: 'Duplicates',
  title: 'Duplicates',
  hint: 'Codes that may be one: by their names, and by the passages they are applied to. Nothing is merged before you have looked at it.',
  pairs: (count: number) => formatCount(count, 'pair', 'pairs'),
  most: (count: number) =>
    `The likeliest ${formatNumber(count)} pairs are shown; others follow as these are settled.`,
  show: 'Show',
  sorts: { all: 'All', name: 'By name', passages: 'By passages' },
  looking: 'Comparing codes…',
  failed: 'Codes could not be compared.',
  noneTitle: 'No two codes look like one',
  noneText: 'Codes are compared by name, spelling and former names, and by the passages they share.',
  pair: (a: string, b: string) => `${q(a)} and ${q(b)}`,
  why: 'Why',
  reason: (reason: DuplicateReason, a: string, b: string): string => {
    switch (reason.kind) {
      case 'same-name':
        return 'They have the same name, but for case, accents and signs.'
      case 'same-words':
        return 'Their names have the same words, in another order or number.'
      case 'similar-name':
        return `Their names are ${formatCount(reason.edits, 'letter', 'letters')} apart.`
      case 'former-name':
        return `One was once called ${q(reason.name)}, as the other is now.`
      case 'shared-excerpts':
        return `${formatCount(reason.shared, 'passage bears', 'passages bear')} both: ${formatNumber(reason.ofA)} bear ${q(a)}, ${formatNumber(reason.ofB)} bear ${q(b)}.`
    }
  },
  merge: 'Merge…',
  mergeLabel: (a: string, b: string) => `Merge ${q(a)} and ${q(b)}…`,
  different: 'Not the same',
  differentLabel: (a: string, b: string) => `${q(a)} and ${q(b)} are not the same`,
  calledDifferent: (a: string, b: string) =>
    `${q(a)} and ${q(b)} are called different. No lead is asked about them again.`,
  open: (name: string) => `Open ${q(name)}`,
  undefined: 'Nothing is written about it.',
  unused: 'applied nowhere',
  settled: (count: number) => `Called different (${formatNumber(count)})`,
  by: (name: string, when: string) => `${name}, ${when}`,
  again: 'Suggest again',
  againLabel: (a: string, b: string) => `Suggest ${q(a)} and ${q(b)} again`,
  suggestedAgain: 'They are compared again.',
}
