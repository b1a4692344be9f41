import { documentName } from '@polyphony/document'
import { liveDocuments } from '../liveDocuments.ts'
import { ExcerptModel } from '../models/excerpt.ts'
import { FindingModel } from '../models/finding.ts'
import { forgetDocumentAccess } from '../policies/documentAccess.ts'

/** Deletes a finding with its narrative and its excerpts. */
export const deleteFinding = async (finding: string): Promise<void> => {
  forgetDocumentAccess()
  await liveDocuments().remove(documentName({ kind: 'finding', finding }))
  await ExcerptModel.deleteMany({ finding })
  await FindingModel.deleteOne({ _id: finding })
}
