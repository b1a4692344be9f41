import { documentName } from '@polyphony/document'
import { liveDocuments } from '../liveDocuments.ts'
import type { MediaStore } from '../media/mediaStore.ts'
import { AssignmentModel } from '../models/assignment.ts'
import { CommentModel } from '../models/commentRecord.ts'
import { ConversationModel } from '../models/conversation.ts'
import { CorrectionModel } from '../models/correctionRecord.ts'
import { ExcerptModel } from '../models/excerpt.ts'
import { HighlightModel } from '../models/highlightRecord.ts'
import { InboxMarkModel } from '../models/inboxMark.ts'
import { ListeningModel } from '../models/listening.ts'
import { ResolvingModel } from '../models/resolvingRecord.ts'
import { ReviewModel } from '../models/review.ts'
import { RulingModel } from '../models/rulingRecord.ts'
import { SearchModel } from '../models/searchRecord.ts'
import { SourceWordsModel } from '../models/sourceWords.ts'
import { TieModel } from '../models/tieRecord.ts'
import { forgetDocumentAccess } from '../policies/documentAccess.ts'
import { forgetMarks } from '../projections/readMarks.ts'

/**
 * Deletes a conversation with all that was said in it and of it. Its record goes last, so that a stop in the middle
 * is mended by doing it again.
 */
export const deleteConversation = async (media: MediaStore, conversation: string): Promise<void> => {
  const live = liveDocuments()
  forgetDocumentAccess()
  const names = [
    documentName({ kind: 'transcript', conversation }),
    documentName({ kind: 'curation', conversation }),
    ...(await live.list(`layer/${conversation}/`)),
  ]
  for (const name of names) await live.remove(name)
  await media.removeConversation(conversation)
  const ofConversation = [
    HighlightModel,
    CommentModel,
    ResolvingModel,
    TieModel,
    RulingModel,
    InboxMarkModel,
    ExcerptModel,
    ListeningModel,
    AssignmentModel,
    SearchModel,
    CorrectionModel,
  ]
  for (const model of ofConversation) {
    await model.collection.deleteMany({ conversation })
  }
  forgetMarks(conversation)
  await ReviewModel.deleteOne({ _id: conversation })
  await SourceWordsModel.deleteOne({ _id: conversation })
  await ConversationModel.deleteOne({ _id: conversation })
}
