import { formatCount, formatNumber } from './format.ts'

const q = (name: string) => `“${name}”`

/** Codebooks as files: out to other programs, and in. */
export const codebookFiles = {
  export: 'Export…',
  import: 'Import…',

  exportTitle: 'Export the codebook',
  exportHint:
    'The codes as they stand at this moment, without the passages. Who changed what stays here, in the history.',
  format: 'Format',
  formats: {
    qdc: {
      name: 'REFI-QDA codebook (.qdc)',
      does: 'For MAXQDA, NVivo, ATLAS.ti, QualCoder and others.',
    },
    jsonld: { name: 'SKOS, JSON-LD (.jsonld)', does: 'Everything but the history, for the web of data.' },
    ttl: { name: 'SKOS, Turtle (.ttl)', does: 'The same, readable in an editor.' },
    csv: { name: 'Table (.csv)', does: 'One row for each code; it can be edited and imported again.' },
    xlsx: { name: 'Spreadsheet (.xlsx)', does: 'The same table for Excel and LibreOffice.' },
  },
  leavesOut: 'What such a file leaves out',
  leavesOutNothing: 'Nothing of the codebook is left out.',
  download: 'Download',

  importTitle: 'Import a codebook',
  importHint:
    'You first see, code by code, what it would do here. Nothing is changed before you say so, and all of it can be taken back as one.',
  drop: 'Drop a codebook here, or choose a file',
  kinds: (size: string) => `REFI-QDA (.qdc), SKOS (.jsonld, .ttl) or a table (.csv), up to ${size}`,
  tooLarge: (size: string) => `A codebook may have at most ${size}.`,
  reading: 'Reading the file…',
  unreadable: 'The file could not be opened. Choose it again.',
  another: 'Another file',
  readAs: {
    qdc: 'REFI-QDA codebook',
    turtle: 'SKOS, Turtle',
    'json-ld': 'SKOS, JSON-LD',
    csv: 'Table',
  },
  writtenBy: (program: string) => `written by ${program}`,
  language: 'Language of the names',
  noLanguage: 'none told',
  onMatch: 'Where a code is here already, and the file says something else',
  onMatches: { keep: 'Keep ours', fill: 'Fill what is empty', replace: 'Take the file’s' },

  changedMeanwhile:
    'Somebody changed the codebook meanwhile. This is what the import would do now; what you decided is kept.',
  planning: 'Working out what it would do…',

  filters: {
    label: 'Show',
    all: 'All',
    create: 'New',
    match: 'Here already',
    differ: 'Different',
    restore: 'Brought back',
    skip: 'Left out',
    decided: 'Decided by you',
  },
  filter: (name: string, count: number) => `${name} ${formatNumber(count)}`,
  find: 'Find in the file',
  list: 'Codes of the file',
  noneShown: 'No code of the file is like this.',
  actions: { create: 'New', match: 'Here', restore: 'Back', skip: 'Left out' },
  matched: {
    id: (name: string) => `is ${q(name)}, known by its id`,
    place: (name: string) => `is ${q(name)}, known by name and place`,
    name: (name: string) => `is ${q(name)}, known by name`,
    choice: (name: string) => `is ${q(name)}, as you decided`,
  },
  restored: (name: string) => `brings ${q(name)} back into use`,
  skipped: 'is left out, as you decided',
  skippedHere: 'cannot be taken in',
  skippedMerged: 'has been merged away here',
  outOfUse: 'out of use',
  differences: (count: number) => formatCount(count, 'difference', 'differences'),
  differencesOf: (count: number, name: string) =>
    `${formatCount(count, 'difference', 'differences')} of ${q(name)}`,
  field: 'Field',
  ours: 'Here',
  theirs: 'In the file',
  nothing: 'nothing',
  stays: 'stays',
  taken: 'taken',
  fields: {
    name: 'Name',
    parent: 'Stands under',
    colour: 'Colour',
    stance: 'Values as they are',
    notation: 'Notation',
    short: 'In a sentence',
    full: 'Definition',
    whenToUse: 'Use it when',
    whenNotToUse: 'Do not use it when',
  } as Record<string, string>,
  topLevel: 'the top level',

  decisionFor: (name: string) => `What to do with ${q(name)}`,
  decisions: {
    planned: 'As planned',
    create: 'Make a new code',
    skip: 'Leave out',
    code: 'It is one of ours…',
  },
  whichCode: (name: string) => `Which code is ${q(name)}?`,
  chooseCode: 'Choose a code',
  skipShown: (count: number) => `Leave these ${formatNumber(count)} out`,
  asPlanned: (count: number) =>
    count === 1 ? 'Forget my one decision' : `Forget my ${formatNumber(count)} decisions`,

  report: 'What was read, mended and left out',
  reportNone: 'Everything in the file was understood.',
  reportCounts: ({ loss, repair, choice }: Record<'loss' | 'repair' | 'choice', number>) =>
    [
      loss > 0 && `${formatNumber(loss)} left out`,
      repair > 0 && `${formatNumber(repair)} mended`,
      choice > 0 && `${formatNumber(choice)} decided`,
    ]
      .filter(Boolean)
      .join(', '),
  noteKinds: { loss: 'Left out', repair: 'Mended', choice: 'Decided' },

  outcome: (changes: number) => `${formatCount(changes, 'change', 'changes')}, taken back as one`,
  outcomeNone: 'All of it is here already: there is nothing to import.',
  confirm: 'Import',
  done: (file: string, changes: number) =>
    `${file} is imported: ${formatCount(changes, 'change', 'changes')}.`,
}
