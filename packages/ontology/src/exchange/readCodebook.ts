import type { Codebook } from './codebook.ts'
import { decodeText } from './decodeText.ts'
import type { ExchangeNote } from './exchangeReport.ts'
import { readCsv } from './readCsv.ts'
import { readQdc } from './readQdc.ts'
import { readSkos } from './readSkos.ts'

/** Formats that a codebook is read from. */
export type CodebookFormat = 'qdc' | 'turtle' | 'json-ld' | 'csv'

/** Which it is, by how the file begins and, where that says nothing, by its name. */
const formatOf = (text: string, name: string): CodebookFormat => {
  if (/^\s*</.test(text) && !/\.(?:ttl|n3|nt)$/i.test(name)) return 'qdc'
  if (text.startsWith('PK')) return 'qdc'
  if (/^\s*[{[]/.test(text) && !/\.(?:ttl|csv|tsv)$/i.test(name)) return 'json-ld'
  if (/\.(?:ttl|n3|nt)$/i.test(name) || /^\s*(?:#[^\n]*\n\s*)*@?(?:prefix|base)\s/i.test(text))
    return 'turtle'
  return 'csv'
}

/**
 * Reads a codebook in any of the formats there are.
 * @throws ExchangeError where it cannot be read
 */
export const readCodebook = async (
  file: string | Uint8Array,
  {
    name = '',
    format,
    language,
  }: {
    /** Of the file. */
    name?: string
    /** Told from the file when left out. */
    format?: CodebookFormat
    /** Of names in a file that has them in several; BCP 47. */
    language?: string
  } = {},
): Promise<{
  format: CodebookFormat
  codebook: Codebook
  notes: ExchangeNote[]
  /** Of the names, the one that most are in first; none where the format knows no languages. */
  languages: string[]
}> => {
  const text = decodeText(file)
  const is = format ?? formatOf(text, name)
  const read =
    is === 'qdc'
      ? readQdc(text)
      : is === 'csv'
        ? readCsv(text)
        : await readSkos(text, { format: is, language })
  return { languages: [], format: is, ...read }
}
