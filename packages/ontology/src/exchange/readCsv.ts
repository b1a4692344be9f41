import Papa from 'papaparse'
import { CodeKind, CodeStatus, Stance } from '../code.ts'
import { foldForSearch } from '../names.ts'
import type { Codebook, CodebookEntry } from './codebook.ts'
import { readColour } from './colour.ts'
import { decodeText } from './decodeText.ts'
import { ExchangeError } from './exchangeError.ts'
import { type ExchangeNote, ExchangeReport } from './exchangeReport.ts'
import { FORMULA } from './toCsv.ts'

/** What each column may be called, as it is compared: without case, spaces and signs. The first is how we call it. */
const COLUMNS = {
  id: ['id', 'guid', 'codeid', 'uuid'],
  name: ['name', 'code', 'tag', 'codename', 'label', 'title', 'preflabel', 'theme', 'node'],
  path: ['path', 'codepath', 'hierarchy', 'fullpath', 'hierarchicalname'],
  kind: ['kind', 'type'],
  status: ['status'],
  parent: ['parent', 'parentcode', 'parentname', 'broader', 'category', 'parenttheme'],
  parentId: ['parentid', 'parentguid', 'parentcodeid'],
  notation: ['notation', 'abbreviation', 'shortcode'],
  colour: ['colour', 'color'],
  stance: ['stance'],
  short: ['definition', 'description', 'shortdefinition', 'memo', 'comment', 'codememo'],
  full: ['fulldefinition', 'longdefinition', 'detaileddescription'],
  whenToUse: ['whentouse', 'inclusioncriteria', 'include', 'inclusion', 'use'],
  whenNotToUse: ['whennottouse', 'exclusioncriteria', 'exclude', 'exclusion', 'donotuse'],
  formerNames: ['formernames', 'aliases', 'altlabel', 'synonyms'],
  mergedIntoId: ['mergedintoid'],
  mergedInto: ['mergedinto'],
  reason: ['reason'],
} as const
type Column = keyof typeof COLUMNS
/** Ours, and told by the others or by the history. */
const DERIVED = new Set(['splitinto', 'createdat', 'numberofhighlights', 'count', 'codings'])

const fold = (heading: string): string => foldForSearch(heading).replace(/[^\p{L}\p{N}]/gu, '')

/** The same, remembering: the steps of paths are the same few again and again. */
const rememberingFold = (): typeof fold => {
  const known = new Map<string, string>()
  return text => {
    const folded = known.get(text) ?? fold(text)
    known.set(text, folded)
    return folded
  }
}

const splitNames = (cell: string): string[] =>
  (cell.match(/(?:\\.|[^|\\])+/g) ?? []).map(name => name.trim().replace(/\\(.)/g, '$1')).filter(Boolean)

/** A path such as `A / B / C`, by whatever the file puts between its steps. */
const splitPath = (path: string, separator: string): string[] =>
  path
    .split(separator)
    .map(step => step.trim())
    .filter(Boolean)

const separatorOf = (paths: readonly string[]): string =>
  [' / ', ' > ', '::', '\\', '/', '>'].find(sign => paths.some(path => path.includes(sign))) ?? ' / '

/** What stands between the cells: what there is most of between the headings. */
const delimiterOf = (text: string): string => {
  const headings = /^.*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? ''
  const times = (sign: string) => headings.split(sign).length
  return [',', ';', '\t', '|'].reduce((best, sign) => (times(sign) > times(best) ? sign : best))
}

/** One of a few words, or null. */
const oneOf = <T>(schema: { safeParse: (text: string) => { data?: T } }, text: string): T | null =>
  schema.safeParse(text.trim().toLowerCase()).data ?? null

/**
 * Reads a codebook from a table with a row of headings: ours, and those of other programs whose columns can be
 * recognised. At least a name (or a path) is needed; broader codes are given by id, by path or by name.
 * @throws ExchangeError where there is no such table
 */
export const readCsv = (file: string | Uint8Array): { codebook: Codebook; notes: ExchangeNote[] } => {
  const report = new ExchangeReport()
  const text = decodeText(file)
  const { data, errors } = Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    skipEmptyLines: 'greedy',
  })
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken) {
    const line = (broken.row ?? 0) + 1
    throw new ExchangeError(
      'not-csv',
      `The table breaks off in row ${line}: a quotation mark is opened and not closed, or stands within a cell. Double it, or save the table again as CSV.`,
      { line },
    )
  }
  const [headings = [], ...rows] = data
  const columns = new Map<Column, number>()
  for (const [i, heading] of headings.entries()) {
    const folded = fold(heading)
    const column = (Object.keys(COLUMNS) as Column[]).find(
      key => (COLUMNS[key] as readonly string[]).includes(folded) && !columns.has(key),
    )
    if (column) columns.set(column, i)
    else if (folded && !DERIVED.has(folded)) report.add('column-unknown', heading.trim())
  }
  if (!columns.has('name') && !columns.has('path'))
    throw new ExchangeError(
      'not-csv',
      `The first row names no column for the codes. It says: ${headings.slice(0, 8).join(', ')}. Call the column with the names “name”.`,
      { line: 1 },
    )
  if (rows.length === 0)
    throw new ExchangeError('no-codes', 'The table has headings, but no codes. There is nothing to import.')

  const table = rows.map((cells, i) => {
    if (cells.length !== headings.length) report.add('row-ragged', `row ${i + 2}`)
    return (column: Column): string => {
      const text = cells[columns.get(column) ?? -1] ?? ''
      return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text
    }
  })
  const separator = separatorOf(table.map(cell => cell('path')))
  const drafts = table.map((cell, i) => {
    const path = splitPath(cell('path'), separator)
    const id = cell('id').trim()
    return { cell, path, id, line: i + 2, name: cell('name').trim() || path.at(-1) || '' }
  })

  const folded = rememberingFold()
  const byId = new Map<string, string>()
  const byPath = new Map<string, string>()
  const byName = new Map<string, string | null>()
  const taken = new Set<string>()
  const keys = drafts.map(({ id, path, name, line }) => {
    const key = id && !taken.has(id) ? id : `row ${line}`
    if (id && taken.has(id)) report.add('guid-repeated', name)
    taken.add(key)
    if (id && !byId.has(id)) byId.set(id, key)
    const place = path.map(folded).join('\n')
    if (place && !byPath.has(place)) byPath.set(place, key)
    byName.set(folded(name), byName.has(folded(name)) ? null : key)
    return key
  })

  const parentOf = ({ cell, path, name }: (typeof drafts)[number], key: string): string | null => {
    const id = cell('parentId').trim()
    if (id && byId.has(id)) return byId.get(id)!
    const above = path.slice(0, -1).map(folded).join('\n')
    if (above && byPath.has(above)) return byPath.get(above)!
    const parent = cell('parent').trim()
    const named = byId.get(parent) ?? byName.get(folded(parent))
    if (parent && named && named !== key) return named
    if (id || above || parent) report.add('parent-missing', name)
    return null
  }

  const entries = drafts.map((draft, i): CodebookEntry => {
    const { cell, id, name } = draft
    const key = keys[i]!
    const status = oneOf(CodeStatus, cell('status')) ?? 'adopted'
    const living = status === 'adopted' || status === 'proposed'
    const colour = readColour(cell('colour'))
    if (cell('colour').trim() && colour === null) report.add('colour-unknown', name)
    const successor = byId.get(cell('mergedIntoId').trim()) ?? byName.get(folded(cell('mergedInto')))
    const definition: CodebookEntry['definition'] = {}
    for (const field of ['short', 'full', 'whenToUse', 'whenNotToUse'] as const)
      if (columns.has(field)) definition[field] = cell(field)
    return {
      key,
      identity: id && key === id ? id : null,
      name,
      parent: living ? parentOf(draft, key) : null,
      kind: oneOf(CodeKind, cell('kind')),
      status: status === 'merged' && !successor ? 'retired' : status,
      colour,
      definition,
      stance: oneOf(Stance, cell('stance')),
      notation: cell('notation').trim() || null,
      formerNames: splitNames(cell('formerNames')),
      mergedInto: status === 'merged' ? (successor ?? null) : null,
      reason: cell('reason') || null,
    }
  })
  const codebook = { title: null, origin: null, entries, relations: [], mappings: [], examples: [] }
  return { codebook, notes: report.notes }
}
