import { type CodebookFile, PolyphonyError } from '@polyphony/contract'
import { type Ontology, toSkos } from '@polyphony/ontology'
import {
  ExchangeError,
  type ExchangeNote,
  toCsv,
  toQdc,
  toTurtle,
  toXlsx,
} from '@polyphony/ontology/exchange'

export interface WrittenCodebook {
  mediaType: string
  content: string | Uint8Array
  /** What the format has no place for. */
  notes: ExchangeNote[]
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The codebook of a workspace as a file. @throws not-ready where the format needs a code and there is none */
export const writeCodebook = async (
  ontology: Ontology,
  format: CodebookFile,
  workspace: { id: string; name: string; createdAt: Date },
): Promise<WrittenCodebook> => {
  // Identifiers that name things without promising that an address answers.
  const meta = {
    baseUri: `urn:polyphony:${workspace.id}`,
    title: workspace.name,
    created: workspace.createdAt.toISOString(),
  }
  switch (format) {
    case 'qdc':
      try {
        const { text, notes } = toQdc(ontology)
        return { mediaType: 'application/xml; charset=utf-8', content: text, notes }
      } catch (error) {
        if (!(error instanceof ExchangeError)) throw error
        throw new PolyphonyError('not-ready', error.message, { cause: error })
      }
    case 'jsonld': {
      const content = JSON.stringify(toSkos(ontology, meta), null, 1)
      return { mediaType: 'application/ld+json', content, notes: [] }
    }
    case 'ttl':
      return { mediaType: 'text/turtle; charset=utf-8', content: toTurtle(ontology, meta), notes: [] }
    case 'csv': {
      const { text, notes } = toCsv(ontology)
      return { mediaType: 'text/csv; charset=utf-8', content: text, notes }
    }
    case 'xlsx': {
      const { bytes, notes } = await toXlsx(ontology)
      return { mediaType: XLSX, content: bytes, notes }
    }
  }
}
