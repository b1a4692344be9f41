import { parseDocumentName } from '@polyphony/document'
import type { LiveDocuments } from '../liveDocuments.ts'
import { CommentModel } from '../models/commentRecord.ts'
import { ConversationModel } from '../models/conversation.ts'
import { HighlightModel } from '../models/highlightRecord.ts'
import { ResolvingModel } from '../models/resolvingRecord.ts'
import { RulingModel } from '../models/rulingRecord.ts'
import { SearchModel } from '../models/searchRecord.ts'
import { TieModel } from '../models/tieRecord.ts'
import { layersOf } from './layersOf.ts'
import { ofTranscript, projectConversation, readProjection, readRulingsOf } from './projectConversation.ts'
import { projectTranscript } from './projectTranscript.ts'
import { readTranscript } from './readConversation.ts'
import { inLayer, under } from './under.ts'
import { hashOf } from './withHash.ts'

export interface ProjectionScope {
  /** Left out: all of them. */
  workspace?: string
}

export interface ProjectionReport {
  documents: number
  layers: number
  highlights: number
  comments: number
  /** Highlights whose words are not in the transcript any more; shown to their authors, nothing is wrong with them. */
  lost: number
  /** What is wrong, for people. */
  problems: { document: string; problem: string }[]
}

/** Makes every projection anew from the layers and curations. Returns how many layers there were. */
export const rebuildProjections = async (
  live: LiveDocuments,
  scope: ProjectionScope = {},
): Promise<number> => {
  let layers = 0
  for (const { _id: conversation } of await conversationsOf(scope)) {
    const written = await layersOf(live, conversation)
    const members = new Set([...written, ...(await projectedOf(conversation))])
    await projectConversation(live, conversation, members, { rewrite: true })
    layers += written.length
  }
  return layers
}

/** Checks that every document can be read and that what is projected equals what would be projected now. */
export const verifyProjections = async (
  live: LiveDocuments,
  scope: ProjectionScope = {},
): Promise<ProjectionReport> => {
  const report: ProjectionReport = {
    documents: 0,
    layers: 0,
    highlights: 0,
    comments: 0,
    lost: 0,
    problems: [],
  }
  const attempt = async (document: string, check: () => Promise<void>) => {
    try {
      await check()
    } catch (error) {
      report.problems.push({ document, problem: `cannot be read: ${(error as Error).message}` })
    }
  }

  for (const name of await live.list('')) {
    if (scope.workspace !== undefined) break
    report.documents++
    await attempt(name, async () => {
      if (!parseDocumentName(name)) throw new Error('its name is none of a document')
      await live.read(name, ({ store }) => {
        if (store.pendingStructs || store.pendingDs) throw new Error('updates are missing in its log')
      })
    })
  }

  for (const { _id: conversation, workspace } of await conversationsOf(scope)) {
    const written = await layersOf(live, conversation)
    for (const member of await projectedOf(conversation)) {
      if (written.includes(member)) continue
      report.problems.push({
        document: `layer/${conversation}/${member}`,
        problem: 'is projected but not there',
      })
    }
    const transcript = `transcript/${conversation}`
    await attempt(transcript, async () => {
      const expected = projectTranscript(
        { workspace, conversation },
        await readTranscript(live, conversation),
      )
      const stored = (await Promise.all(ofTranscript(conversation).map(storedSearchable))).flat()
      if (differ(expected, stored))
        report.problems.push({
          document: transcript,
          problem: 'what is searched is not what it says: rebuild it',
        })
    })
    const curation = `curation/${conversation}`
    await attempt(curation, async () => {
      const expected = await readRulingsOf(live, { _id: conversation, workspace })
      const stored = await RulingModel.collection.find({ _id: under(`${conversation}/`) as never }).toArray()
      if (differ(expected, stored))
        report.problems.push({
          document: curation,
          problem: 'its projection is not what the leads decided: rebuild it',
        })
    })
    for (const member of written) {
      const document = `layer/${conversation}/${member}`
      await attempt(document, async () => {
        const projected = await readProjection(
          live,
          { workspace, conversation, member },
          await readTranscript(live, conversation),
        )
        const highlights = recordsOf(projected.highlights)
        const comments = recordsOf(projected.comments)
        report.layers++
        report.highlights += highlights.length
        report.comments += comments.length
        report.lost += highlights.filter(({ passages }) => passages.length === 0).length
        const layer = { _id: inLayer(conversation, member) as never }
        const storedHighlights = await HighlightModel.collection.find(layer).toArray()
        const storedComments = await CommentModel.collection.find(layer).toArray()
        const storedResolvings = await ResolvingModel.collection.find(layer).toArray()
        const storedTies = await TieModel.collection.find(layer).toArray()
        const storedNotes = await storedSearchable(`${conversation}/n/${member}/`)
        if (
          differ(highlights, storedHighlights) ||
          differ(comments, storedComments) ||
          differ(recordsOf(projected.resolvings), storedResolvings) ||
          differ(recordsOf(projected.ties), storedTies) ||
          differ(recordsOf(projected.notes), storedNotes)
        ) {
          report.problems.push({ document, problem: 'its projection is not what the layer says: rebuild it' })
        }
      })
    }
  }
  return report
}

const storedSearchable = (prefix: string) =>
  SearchModel.collection.find({ _id: under(prefix) as never }).toArray()

const conversationsOf = ({ workspace }: ProjectionScope) =>
  ConversationModel.find(workspace === undefined ? {} : { workspace }, { workspace: 1 }).lean()

/** Members with projected records of the conversation. */
const projectedOf = async (conversation: string): Promise<string[]> => [
  ...new Set([
    ...(await HighlightModel.distinct('member', { conversation })),
    ...(await CommentModel.distinct('member', { conversation })),
    ...(await ResolvingModel.distinct('member', { conversation })),
    ...(await TieModel.distinct('member', { conversation })),
  ]),
]

const recordsOf = <T>(records: ReadonlyMap<string, T | null>): T[] =>
  [...records.values()].filter(record => record !== null)

/** Compares contents, not the hashes that were stored with them. */
const differ = (expected: { _id: string; hash: string }[], stored: object[]): boolean => {
  const hashes = new Set(stored.map(({ hash, ...content }: { hash?: string }) => hashOf(content)))
  return expected.length !== stored.length || expected.some(({ hash }) => !hashes.has(hash))
}
