import { newId } from '@polyphony/document'
import type { Ontology } from '@polyphony/ontology'
import {
  type ExchangeNote,
  type ImportOptions,
  type ImportPlan,
  planImport,
} from '@polyphony/ontology/exchange'
import { readUploadedCodebook, type UploadedCodebook } from './readUploadedCodebook.ts'

export interface CodebookImport extends UploadedCodebook, Pick<ImportOptions, 'onMatch'> {
  choices: Record<string, 'create' | 'skip' | { code: string }>
}

/** A codebook as it was read, and what importing it into an ontology would do; notes of both. */
export const planCodebookImport = async (ontology: Ontology, upload: CodebookImport) => {
  const { format, codebook, notes, languages } = await readUploadedCodebook(upload)
  const plan: ImportPlan = planImport(ontology, codebook, {
    newId,
    title: `Imported ${upload.name}`,
    onMatch: upload.onMatch,
    choices: new Map(Object.entries(upload.choices)),
  })
  return { format, codebook, languages, plan, notes: joined([...notes, ...plan.notes]) }
}

/** Notes of the same kind as one. */
const joined = (notes: readonly ExchangeNote[]): ExchangeNote[] => {
  const byWhat = new Map<string, ExchangeNote>()
  for (const note of notes) {
    const known = byWhat.get(note.what)
    byWhat.set(
      note.what,
      known
        ? { ...known, count: known.count + note.count, where: [...new Set([...known.where, ...note.where])] }
        : note,
    )
  }
  return [...byWhat.values()]
}
