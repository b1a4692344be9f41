import { copyFile, mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  addComment,
  addHighlight,
  createAnchor,
  documentName,
  newId,
  type RichTextNode,
  type SourceWords,
  setMemo,
  type TextSpan,
  TranscriptIndex,
  timingOf,
  writeNarrative,
} from '@polyphony/document'
import { type OperationInput, starterScheme } from '@polyphony/ontology'
import type { Logger } from 'pino'
import { DemoAnnotations } from '../../../demo/annotations.ts'
import { locateQuote } from '../../../demo/locateQuote.ts'
import { liveDocuments } from '../../liveDocuments.ts'
import type { MediaStore } from '../../media/mediaStore.ts'
import { readPeaks } from '../../media/peaksFile.ts'
import { BoardModel } from '../../models/board.ts'
import { ConversationModel } from '../../models/conversation.ts'
import { FindingModel, type FindingRecord } from '../../models/finding.ts'
import { GroupModel } from '../../models/group.ts'
import { MemberModel } from '../../models/member.ts'
import { OntologyRevisionModel } from '../../models/ontologyRevision.ts'
import { OntologyStateModel } from '../../models/ontologyState.ts'
import { SourceWordsModel } from '../../models/sourceWords.ts'
import { UserModel } from '../../models/user.ts'
import { WorkspaceModel } from '../../models/workspace.ts'
import { forgetActors } from '../../policies/actor.ts'
import { projectConversation } from '../../projections/projectConversation.ts'
import { readTranscript } from '../../transcripts/readTranscript.ts'
import { packageRoot } from '../../version.ts'
import { addMember } from '../addMember.ts'
import { commitOperations } from '../commitOperations.ts'
import { createWorkspace } from '../createWorkspace.ts'
import { deleteBoard } from '../deleteBoard.ts'
import { deleteConversation } from '../deleteConversation.ts'
import { deleteFinding } from '../deleteFinding.ts'
import { decideExcerpt } from '../findings/decideExcerpt.ts'
import { pickExcerpt } from '../findings/pickExcerpt.ts'
import { type ConversationText, textOfDraft, writeConversationText } from '../imports/finishImport.ts'
import { addDemoBoard } from './demoBoard.ts'

const WORKSPACE_NAME = 'Campus dialogues (demo)'

const demoFile = (name: string): string => join(packageRoot(), 'demo', name)

/** The demo's analysts are people without an account: nobody can sign in as them. */
const demoUser = async (id: string, name: string): Promise<string> => {
  const user = `demo-${id}`
  await UserModel.updateOne(
    { _id: user },
    { $setOnInsert: { name, email: `${id}@demo.invalid` } },
    { upsert: true },
  )
  return user
}

const addRecording = async (media: MediaStore, conversation: string) => {
  const recording = media.recording(conversation, 'mp3')
  await mkdir(dirname(recording), { recursive: true })
  await copyFile(demoFile('recording.mp3'), recording)
  const peaks = media.peaks(conversation)
  await copyFile(demoFile('recording.peaks'), peaks)
  const { duration } = await readPeaks(peaks)
  return { type: 'audio/mpeg', extension: 'mp3', bytes: (await stat(recording)).size, duration, peaks: true }
}

/** The demo's codes as operations; returns them with the id each short name got. */
const codeOperations = (demo: DemoAnnotations) => {
  const ids = new Map([...demo.codes, ...demo.guide].map(({ id }) => [id, newId()]))
  const operations: OperationInput[] = [
    ...demo.codes.map(
      (code): OperationInput => ({
        type: 'create',
        id: ids.get(code.id)!,
        name: code.name,
        parent: code.parent && ids.get(code.parent)!,
        definition: code.definition,
        stance: code.stance,
      }),
    ),
    ...demo.guide.map(
      ({ id, name }): OperationInput => ({ type: 'create', id: ids.get(id)!, name, kind: 'structural' }),
    ),
    ...demo.relations.map(
      ({ type, from, to, note }): OperationInput => ({
        type: 'relate',
        id: newId(),
        relation: type,
        from: ids.get(from)!,
        to: ids.get(to)!,
        note,
      }),
    ),
    ...demo.mappings.map(
      ({ code, ...mapping }): OperationInput => ({
        type: 'map',
        id: newId(),
        code: ids.get(code)!,
        scheme: starterScheme.id,
        ...mapping,
      }),
    ),
  ]
  return { operations, ids }
}

/** Where each quote and each guide section stands, as anchors. */
const anchorsOf = async (demo: DemoAnnotations, conversation: string) => {
  const source = await SourceWordsModel.findById(conversation).lean<{ words: SourceWords }>()
  return liveDocuments().read(documentName({ kind: 'transcript', conversation }), doc => {
    const index = new TranscriptIndex(doc)
    try {
      const timing = timingOf(index, source!.words)
      const texts = index.order.map(turn => turn.text)
      const anchor = (start: { turn: number; offset: number }, end: { turn: number; offset: number }) => {
        const span: TextSpan = {
          start: { turn: index.order[start.turn]!.id, offset: start.offset },
          end: { turn: index.order[end.turn]!.id, offset: end.offset },
        }
        return createAnchor(index, span, timing.spanTimes(span))
      }
      return {
        highlights: new Map(
          demo.highlights.map(({ id, turn, quote }) => {
            const { start, end } = locateQuote(texts, turn, quote)
            return [id, anchor(start, end)]
          }),
        ),
        guide: demo.guide.map(section => ({
          id: section.id,
          anchor: anchor(
            { turn: section.from, offset: 0 },
            { turn: section.to, offset: texts[section.to]!.length },
          ),
        })),
      }
    } finally {
      index.dispose()
    }
  })
}

const narrativeOf = (paragraphs: readonly string[]): RichTextNode => ({
  type: 'doc',
  content: paragraphs.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
})

/** Everything that is written about the conversation: layers, comments, a board and the finding. */
const annotate = async (
  demo: DemoAnnotations,
  { workspace, conversation }: { workspace: string; conversation: string },
  codes: Map<string, string>,
  members: Map<string, string>,
  /** Member id of the lead, who decides. */
  lead: string,
): Promise<void> => {
  const live = liveDocuments()
  const anchors = await anchorsOf(demo, conversation)
  const highlightIds = new Map(demo.highlights.map(({ id }) => [id, newId(8)]))
  const authors = new Map(demo.highlights.map(({ id, analyst }) => [id, analyst]))
  // The first analyst marked the sections of the guide.
  const [first] = demo.analysts
  let minute = Date.now() - 3 * 3600_000
  const next = () => {
    minute += 120_000
    return minute
  }
  for (const { id: analyst } of demo.analysts) {
    const member = members.get(analyst)!
    await live.transact(documentName({ kind: 'layer', conversation, member }), { member }, doc => {
      if (analyst === first?.id) {
        for (const { id, anchor } of anchors.guide)
          addHighlight(doc, { anchor, codes: [codes.get(id)!], createdAt: next() })
      }
      for (const highlight of demo.highlights) {
        if (highlight.analyst !== analyst) continue
        const id = highlightIds.get(highlight.id)!
        const createdAt = next()
        addHighlight(doc, {
          id,
          anchor: anchors.highlights.get(highlight.id)!,
          codes: highlight.codes.map(code => codes.get(code)!),
          createdAt,
        })
        if (highlight.memo) setMemo(doc, id, highlight.memo, createdAt)
      }
      for (const [index, comment] of demo.comments.entries()) {
        if (comment.analyst !== analyst) continue
        const target =
          'highlight' in comment
            ? {
                type: 'highlight' as const,
                member: members.get(authors.get(comment.highlight)!)!,
                highlight: highlightIds.get(comment.highlight)!,
              }
            : { type: 'code' as const, code: codes.get(comment.code)! }
        addComment(doc, {
          target,
          body: comment.text,
          createdAt: Date.now() - (demo.comments.length - index) * 300_000,
        })
      }
    })
  }

  const excerptOf = (highlight: string) => ({
    conversation,
    member: members.get(authors.get(highlight)!)!,
    highlight: highlightIds.get(highlight)!,
  })
  await addDemoBoard({ board: demo.board, workspace, lead, codes, excerptOf })

  const { finding: draft } = demo
  const now = new Date()
  const finding: FindingRecord = {
    _id: newId(),
    workspace,
    title: draft.title,
    themes: draft.themes.map(theme => codes.get(theme)!),
    createdBy: members.get(first!.id)!,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  }
  await FindingModel.create(finding)
  await live.transact(documentName({ kind: 'finding', finding: finding._id }), 'server', doc =>
    writeNarrative(doc, narrativeOf(draft.narrative)),
  )
  for (const { highlight, decision } of draft.excerpts) {
    const excerpt = await pickExcerpt({ finding, ...excerptOf(highlight) })
    await decideExcerpt({
      excerpt: excerpt._id,
      state: decision.status,
      reason: decision.reason,
      expiresAt: null,
      by: lead,
    })
  }
}

/** Takes back what was made of a demo workspace: its people stay, for they are those of every demo. */
const deleteWorkspace = async (media: MediaStore, workspace: string, conversation: string): Promise<void> => {
  const [findings, boards] = await Promise.all([
    FindingModel.find({ workspace }).lean(),
    BoardModel.find({ workspace }).lean(),
  ])
  await Promise.all([
    deleteConversation(media, conversation),
    ...boards.map(({ _id }) => deleteBoard(_id)),
    ...findings.map(({ _id }) => deleteFinding(_id)),
    liveDocuments().remove(documentName({ kind: 'ontology', workspace })),
  ])
  await GroupModel.deleteMany({ workspace })
  await MemberModel.deleteMany({ workspace })
  await OntologyRevisionModel.deleteMany({ workspace })
  await OntologyStateModel.deleteOne({ _id: workspace })
  await WorkspaceModel.deleteOne({ _id: workspace })
  forgetActors()
}

/**
 * Makes the demo workspace for a person, as its owner: a recorded conversation, codes mapped to the plan, the layers of
 * two analysts, an affinity board and a finding. A failure leaves no half-made workspace behind.
 */
export const createDemoWorkspace = async (
  media: MediaStore,
  logger: Logger,
  { user }: { user: string },
): Promise<string> => {
  const demo = DemoAnnotations.parse(JSON.parse(await readFile(demoFile('annotations.json'), 'utf8')))
  const { workspace, owner } = await createWorkspace({ name: WORKSPACE_NAME, user, demo: true })
  const conversation = newId()
  try {
    const members = new Map<string, string>()
    for (const { id, name } of demo.analysts) {
      const member = await addMember({
        workspace: workspace._id,
        user: await demoUser(id, name),
        role: 'analyst',
      })
      members.set(id, member._id)
    }
    const { operations, ids } = codeOperations(demo)
    await commitOperations({
      workspace: workspace._id,
      member: owner._id,
      operations,
      note: 'The demo’s codes',
      logger,
    })
    const group = newId()
    await GroupModel.create({ _id: group, workspace: workspace._id, name: demo.group, trustees: [] })

    const draft = readTranscript(await readFile(demoFile('transcript.json')), 'transcript.json')
    const text: ConversationText = textOfDraft(draft, [
      { keys: [demo.facilitator], name: demo.facilitator, role: 'facilitator' },
    ])
    await writeConversationText(conversation, text)
    const recording = await addRecording(media, conversation)
    await ConversationModel.create({
      _id: conversation,
      workspace: workspace._id,
      group,
      title: demo.title,
      heldOn: null,
      ceiling: 'public',
      recording,
      duration: recording.duration,
      turns: text.turns.length,
      words: text.words.length,
      createdAt: new Date(),
      importedBy: owner._id,
      deletedAt: null,
    })
    await annotate(demo, { workspace: workspace._id, conversation }, ids, members, owner._id)
    // Its text was written before there was a conversation to search.
    await projectConversation(liveDocuments(), conversation, 'all')
    return workspace._id
  } catch (error) {
    await deleteWorkspace(media, workspace._id, conversation).catch(err =>
      logger.error({ err, workspace: workspace._id }, 'a half-made demo workspace could not be deleted'),
    )
    throw error
  }
}
