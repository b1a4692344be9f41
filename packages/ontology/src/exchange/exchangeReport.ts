/** What was left out (`loss`), mended (`repair`) or decided (`choice`) on the way in or out. The id is stable. */
const NOTES = {
  // On the way in.
  'broken-character': ['repair', 'Characters that no text may hold were taken out'],
  'xml-flaw': ['repair', 'The XML is not well formed; it was read as far as it could be understood'],
  'old-namespace': [
    'repair',
    'The file names an older or unknown version of the format; it was read like the present one',
  ],
  'unknown-element': ['loss', 'Parts of the file that a codebook does not have were left out'],
  'guid-invalid': [
    'repair',
    'Codes have a GUID that is none; they get ids of their own, and are recognised by name',
  ],
  'guid-repeated': ['repair', 'Codes share one GUID; all but the first get ids of their own'],
  'name-missing': ['repair', 'Codes without a name were given one'],
  'name-shortened': ['repair', 'Names were too long; the whole name stands in the full definition'],
  'name-repeated': ['repair', 'Codes at one place share a name; all but the first were numbered'],
  'text-shortened': ['loss', 'Texts were too long and were cut'],
  'colour-converted': ['repair', 'Colours in another notation were converted'],
  'colour-unknown': ['loss', 'Colours that could not be read were left out; others were chosen'],
  'notation-taken': ['loss', 'Notations that another code has already were left out'],
  'notation-shortened': ['loss', 'Notations too long to be one were left out'],
  'folder-as-code': ['choice', 'Folders that no passage can be coded with became codes'],
  'group-as-mapping': ['choice', 'Groups of codes became mappings to the groups of that program'],
  'group-empty': ['loss', 'Groups without codes were left out'],
  'parent-missing': ['repair', 'Codes name a broader code that is not there; they stand at the top'],
  'parent-circle': [
    'repair',
    'Codes stand under themselves by way of others; the circle was opened at these',
  ],
  'parent-second': ['loss', 'Codes have more than one broader code; the first was kept'],
  'kind-of-parent': [
    'repair',
    'Codes are of another kind than what they stand under; they were given its kind',
  ],
  'language-left-out': ['loss', 'Names and texts in other languages were left out'],
  'collection-left-out': ['loss', 'Collections of concepts were left out'],
  'related-as-connection': ['choice', 'Related concepts became connections'],
  'link-dangling': ['loss', 'Links to codes that are not there were left out'],
  'link-known': ['choice', 'Links that are there already were not made twice'],
  'column-unknown': ['loss', 'Columns that a codebook does not have were left out'],
  'row-ragged': ['repair', 'Rows have more or fewer cells than there are columns'],
  'already-merged': [
    'choice',
    'Codes have been merged here; they stand for their successor, and nothing of it was changed',
  ],
  'not-applied': ['loss', 'Changes could not be made'],
  // On the way out.
  'out-of-use': ['loss', 'Codes out of use are not in the file'],
  'relation-left-out': ['loss', 'Relations have no place in this format'],
  'mapping-left-out': ['loss', 'Mappings have no place in this format'],
  'example-left-out': ['loss', 'Examples have no place in this format'],
} as const satisfies Record<string, readonly ['loss' | 'repair' | 'choice', string]>

export type ExchangeNoteId = keyof typeof NOTES

export interface ExchangeNote {
  what: ExchangeNoteId
  kind: 'loss' | 'repair' | 'choice'
  /** How often. */
  count: number
  /** The first few places: names of codes, lines, columns. */
  where: string[]
}

/** At most so many places are named. */
const MOST_PLACES = 10

/** Gathers what there is to tell of an import or export, one note a kind of thing. */
export class ExchangeReport {
  readonly #notes = new Map<ExchangeNoteId, ExchangeNote>()

  add(what: ExchangeNoteId, where: string): void {
    const note = this.#notes.get(what) ?? { what, kind: NOTES[what][0], count: 0, where: [] }
    note.count += 1
    if (note.where.length < MOST_PLACES && !note.where.includes(where)) note.where.push(where)
    this.#notes.set(what, note)
  }

  /** Losses first. */
  get notes(): ExchangeNote[] {
    const order = ['loss', 'repair', 'choice']
    return [...this.#notes.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  }
}

/** One note as an English sentence. Other languages build on the note itself. */
export const describeNote = ({ what, count, where }: ExchangeNote): string => {
  const more = count > where.length ? ' …' : ''
  return `${NOTES[what][1]} (${count}): ${where.join(', ')}${more}`
}
