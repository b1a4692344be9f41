import { resolveCode } from '@polyphony/ontology'
import { readOntology } from '../commands/readOntology.ts'
import { HighlightModel } from '../models/highlightRecord.ts'

/** A highlight as the work on a conversation counts it. */
export interface Mark {
  conversation: string
  /** Who made it. */
  member: string
  highlight: string
  /** Turns it touches; none once its words are gone. */
  turns: string[]
  /** Milliseconds since 1970. */
  createdAt: number
  /** When each of its codes was applied. */
  codedAt: number[]
}

interface Stored {
  conversation: string
  member: string
  highlight: string
  passages: { turn: string }[]
  codings: { code: string; createdAt: Date }[]
  createdAt: Date
}

interface Kept {
  marks: Read[]
  at: number
}

/** A mark with its codes, of which the ontology says what they are when it is asked for. */
type Read = Omit<Mark, 'codedAt'> & { codings: { code: string; at: number }[] }

/** What another server projected is seen after this, at the latest. */
const KEPT_MS = 5 * 60_000
/** Conversations kept at most; those kept longest go first. */
const MOST_KEPT = 2000
/** When more conversations than this have to be read, all are read in one go. */
const SINGLY = 8

/** By conversation. To read 10,000 highlights keeps the embedded database busy for a sixth of a second. */
const kept = new Map<string, Kept>()
/** Counts up with every change: what was being read meanwhile is not kept. */
const changes = new Map<string, number>()

/** The highlights of a conversation have been projected anew. */
export const forgetMarks = (conversation: string): void => {
  kept.delete(conversation)
  changes.set(conversation, (changes.get(conversation) ?? 0) + 1)
}

/**
 * The highlights of these conversations of a workspace, as projected, without their words. Headings (highlights that
 * carry structural codes alone) are left out: they say where a section begins, and cover nothing.
 */
export const readMarks = async (workspace: string, conversations: readonly string[]): Promise<Mark[]> => {
  const ontology = await readOntology(workspace)
  const structural = new Map<string, boolean>()
  const isStructural = (code: string): boolean => {
    let known = structural.get(code)
    if (known === undefined) {
      known = resolveCode(ontology, code)?.kind === 'structural'
      structural.set(code, known)
    }
    return known
  }
  const marks: Mark[] = []
  for (const read of await readAll(workspace, conversations))
    for (const { codings, ...mark } of read) {
      const codedAt = codings.flatMap(({ code, at }) => (isStructural(code) ? [] : [at]))
      if (codings.length === 0 || codedAt.length > 0) marks.push({ ...mark, codedAt })
    }
  return marks
}

const readAll = async (workspace: string, conversations: readonly string[]): Promise<Read[][]> => {
  const now = Date.now()
  const isKept = (conversation: string): boolean => now - (kept.get(conversation)?.at ?? 0) < KEPT_MS
  const missing = conversations.filter(conversation => !isKept(conversation))
  const found = new Map<string, Read[]>(conversations.map(id => [id, kept.get(id)?.marks ?? []]))
  const before = new Map(missing.map(id => [id, changes.get(id)]))
  const read =
    missing.length > SINGLY
      ? await readFrom({ workspace })
      : (
          await Promise.all(missing.map(conversation => readFrom({ _id: inConversation(conversation) })))
        ).flat()
  for (const conversation of missing) found.set(conversation, [])
  for (const mark of read) if (before.has(mark.conversation)) found.get(mark.conversation)?.push(mark)
  for (const conversation of missing) {
    if (changes.get(conversation) !== before.get(conversation)) continue
    kept.delete(conversation)
    kept.set(conversation, { marks: found.get(conversation) ?? [], at: now })
  }
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(oldest)
  }
  return [...found.values()]
}

/** The `_id`s of a conversation's records (0 is the character after the slash). */
const inConversation = (conversation: string) => ({ $gt: `${conversation}/`, $lt: `${conversation}0` })

const readFrom = async (filter: object): Promise<Read[]> => {
  const marks: Read[] = []
  const cursor = HighlightModel.collection.find<Stored>(filter, {
    projection: {
      _id: 0,
      conversation: 1,
      member: 1,
      highlight: 1,
      'passages.turn': 1,
      codings: 1,
      createdAt: 1,
    },
    batchSize: 500,
  })
  for await (const { conversation, member, highlight, passages, codings, createdAt } of cursor)
    marks.push({
      conversation,
      member,
      highlight,
      turns: passages.map(({ turn }) => turn),
      createdAt: createdAt.getTime(),
      codings: codings.map(coding => ({ code: coding.code, at: coding.createdAt.getTime() })),
    })
  return marks
}
