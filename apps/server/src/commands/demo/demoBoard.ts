import {
  addCluster,
  addNote,
  beginBoard,
  type CardContent,
  type CardPlace,
  cardKey,
  documentName,
  newId,
  placeCards,
} from '@polyphony/document'
import type { ExcerptRef } from '@polyphony/ontology'
import type { DemoAnnotations } from '../../../demo/annotations.ts'
import { liveDocuments } from '../../liveDocuments.ts'
import { BoardModel } from '../../models/board.ts'

interface DemoBoard {
  board: DemoAnnotations['board']
  workspace: string
  /** Member id of the lead who began it. */
  lead: string
  /** Id of a code, by its name in the demo. */
  codes: ReadonlyMap<string, string>
  /** A highlight, by its name in the demo. */
  excerptOf: (highlight: string) => ExcerptRef
}

/** The demo's affinity board: a lead has begun to sort, and left a question for the next meeting. */
export const addDemoBoard = async ({
  board: { title, clusters, loose },
  workspace,
  lead,
  codes,
  excerptOf,
}: DemoBoard): Promise<void> => {
  const board = newId()
  await BoardModel.create({ _id: board, workspace, title, createdBy: lead, createdAt: new Date() })
  await liveDocuments().transact(documentName({ kind: 'board', board }), { member: lead }, doc => {
    beginBoard(doc)
    const put = (cards: DemoAnnotations['board']['loose'], cluster: string | null) => {
      const places: CardPlace[] = []
      for (const { x, y, ...card } of cards) {
        if ('note' in card) addNote(doc, { text: card.note, x, y, cluster })
        else {
          const content: CardContent =
            'code' in card
              ? { type: 'code', code: codes.get(card.code)! }
              : { type: 'excerpt', excerpt: excerptOf(card.highlight) }
          places.push({ key: cardKey(content), x, y, cluster })
        }
      }
      placeCards(doc, places)
    }
    for (const { cards, ...cluster } of clusters) put(cards, addCluster(doc, cluster))
    put(loose, null)
  })
}
