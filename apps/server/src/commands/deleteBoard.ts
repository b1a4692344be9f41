import { documentName } from '@polyphony/document'
import { liveDocuments } from '../liveDocuments.ts'
import { BoardModel } from '../models/board.ts'
import { forgetDocumentAccess } from '../policies/documentAccess.ts'

/** Deletes a board with what lies on it. */
export const deleteBoard = async (board: string): Promise<void> => {
  forgetDocumentAccess()
  await liveDocuments().remove(documentName({ kind: 'board', board }))
  await BoardModel.deleteOne({ _id: board })
}
