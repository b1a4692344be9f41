import type { Correction } from '@polyphony/contract'
import {
  type DocumentRef,
  followedBy,
  netChanges,
  observeConfirmed,
  readConfirmed,
  readSpeakers,
  TranscriptIndex,
  type TurnChange,
  turnChangesBetween,
} from '@polyphony/document'
import type { Logger } from 'pino'
import type * as Y from 'yjs'
import type { Writing } from '../collab/extensions/logUpdates.ts'
import { CorrectionModel, type CorrectionRecord } from '../models/correctionRecord.ts'

const MINUTE_MS = 60_000
/** Corrections are written when so long nothing followed, in milliseconds. */
const QUIET_MS = 700
/** Of a longer turn is only kept that it was corrected. */
const TEXT_KEPT = 20_000
/** Of one person in one minute; the turns after these are not told. */
const TURNS_KEPT = 1_000
/** Of one person in one minute; the confirmed words after these are not told. */
const WORDS_KEPT = 5_000
/** Of a conversation so many are kept, the latest. */
const RECORDS_KEPT = 5_000
const RETRY_MS = 5_000

type SpeakerChange = Correction['speakers'][number]
type WordChange = Correction['words'][number]

export interface CorrectionRecorder {
  /**
   * A document was loaded; follows it as long as it is open. What passes a second time, after a server was killed,
   * changes nothing that is recorded.
   */
  opened: (ref: DocumentRef, doc: Y.Doc, writingOf: (origin: unknown) => Writing | null) => void
  /** Resolves when what was corrected in the document so far is written; rejects when that cannot be now. */
  settled: (ref: DocumentRef) => Promise<void>
  close: () => Promise<void>
}

interface Pending {
  record: CorrectionRecord
  turns: Map<string, TurnChange>
  speakers: Map<string, SpeakerChange>
  words: Map<number, WordChange>
}

/**
 * Keeps who corrected what: the log knows the member of every update, but is compacted. What one person does within a
 * minute is one record; what they took back in it is none. Entries stay in the log until they are recorded, so that a
 * server that was killed before finds them there.
 */
export const createCorrectionRecorder = (logger: Logger): CorrectionRecorder => {
  const pending = new Map<string, Pending>()
  /** Those of them that could not be written. */
  const failed = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  const flush = (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    const due = [...pending.values()]
    pending.clear()
    writing = writing.then(async () => {
      for (const one of due) {
        try {
          await write(one)
          failed.delete(one.record._id)
        } catch (error) {
          logger.warn(
            { err: error, correction: one.record._id },
            'who corrected is not written yet; it is tried again',
          )
          failed.add(one.record._id)
          const since = pending.get(one.record._id)
          pending.set(one.record._id, since ? merge(one, since) : one)
          timer ??= setTimeout(() => void flush(), RETRY_MS)
        }
      }
    })
    return writing
  }

  const add = (
    conversation: string,
    { member, at }: Writing,
    turns: readonly TurnChange[],
    speakers: readonly SpeakerChange[],
    words: readonly WordChange[],
  ) => {
    if (turns.length + speakers.length + words.length === 0) return
    const _id = `${conversation}/${Math.floor(at.getTime() / MINUTE_MS)}/${member}`
    const record = { _id, conversation, member, since: at, at, turns: [], speakers: [], words: [] }
    const fresh: Pending = {
      record,
      turns: new Map(turns.map(change => [change.turn, change])),
      speakers: new Map(speakers.map(change => [change.speaker, change])),
      words: new Map(words.map(change => [change.word, change])),
    }
    const known = pending.get(_id)
    pending.set(_id, known ? merge(known, fresh) : fresh)
    if (timer) clearTimeout(timer)
    timer = setTimeout(() => void flush(), QUIET_MS)
  }

  return {
    opened(ref, doc, writingOf) {
      if (ref.kind !== 'transcript') return
      const index = new TranscriptIndex(doc)
      let turns = [...index.order]
      let names = namesOf(doc)
      let confirmed = readConfirmed(doc)
      let confirmedNow = confirmed
      // Told before the update is: a long list is read only when something on it has changed.
      observeConfirmed(doc, () => {
        confirmedNow = readConfirmed(doc)
      })
      doc.on('update', (_update: Uint8Array, origin: unknown) => {
        const [turnsNow, namesNow] = [[...index.order], namesOf(doc)]
        const writing = writingOf(origin)
        if (writing)
          add(
            ref.conversation,
            writing,
            turnChangesBetween(turns, turnsNow, TEXT_KEPT),
            speakerChanges(names, namesNow),
            confirmed === confirmedNow ? [] : wordChanges(confirmed, confirmedNow),
          )
        turns = turnsNow
        names = namesNow
        confirmed = confirmedNow
      })
      doc.on('destroy', () => index.dispose())
    },
    async settled(ref) {
      if (ref.kind !== 'transcript') return
      const isHere = (id: string) => id.startsWith(`${ref.conversation}/`)
      await ([...pending.keys()].some(isHere) ? flush() : writing)
      if ([...failed].some(isHere)) throw new Error('who corrected this transcript is not written yet')
    },
    close: flush,
  }
}

const namesOf = (doc: Y.Doc) => new Map(readSpeakers(doc).map(({ id, name, role }) => [id, { name, role }]))

const speakerChanges = (
  before: ReadonlyMap<string, { name: string; role: string }>,
  after: ReadonlyMap<string, { name: string; role: string }>,
): SpeakerChange[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap(speaker => {
    const [then, now] = [before.get(speaker), after.get(speaker)]
    return then?.name === now?.name && then?.role === now?.role
      ? []
      : [{ speaker, before: then?.name ?? null, after: now?.name ?? null }]
  })

const wordChanges = (before: ReadonlySet<number>, after: ReadonlySet<number>): WordChange[] => [
  ...[...after].filter(word => !before.has(word)).map(word => ({ word, right: true })),
  ...[...before].filter(word => !after.has(word)).map(word => ({ word, right: false })),
]

/** A word that was confirmed and then not, or the other way round, is as it was. */
const joinedWords = (
  first: ReadonlyMap<number, WordChange>,
  second: ReadonlyMap<number, WordChange>,
): Map<number, WordChange> => {
  const all = new Map(first)
  for (const [word, change] of second) {
    const before = all.get(word)
    if (before && before.right !== change.right) all.delete(word)
    else all.set(word, change)
  }
  return all
}

const joined = (
  first: ReadonlyMap<string, SpeakerChange>,
  second: ReadonlyMap<string, SpeakerChange>,
): Map<string, SpeakerChange> => {
  const all = new Map(first)
  for (const [key, change] of second) {
    const earlier = all.get(key)
    all.set(key, earlier ? { ...change, before: earlier.before } : change)
  }
  return all
}

const earlier = (a: Date, b: Date): Date => (a <= b ? a : b)
const later = (a: Date, b: Date): Date => (a <= b ? b : a)

/** The second follows the first, or is what of the first is still in the log, read again with what followed. */
const merge = (first: Pending, second: Pending): Pending => ({
  record: {
    ...second.record,
    since: earlier(first.record.since, second.record.since),
    at: later(first.record.at, second.record.at),
  },
  turns: followedBy(first.turns, second.turns),
  speakers: joined(first.speakers, second.speakers),
  words: joinedWords(first.words, second.words),
})

const write = async (one: Pending): Promise<void> => {
  const { _id, conversation } = one.record
  const stored = await CorrectionModel.findById(_id).lean<CorrectionRecord>()
  const whole = stored
    ? merge(
        {
          record: stored,
          turns: new Map(stored.turns.map(change => [change.turn, change])),
          speakers: new Map(stored.speakers.map(change => [change.speaker, change])),
          words: new Map((stored.words ?? []).map(change => [change.word, change])),
        },
        one,
      )
    : one
  const turns = netChanges(whole.turns).slice(0, TURNS_KEPT)
  const speakers = [...whole.speakers.values()]
  const words = [...whole.words.values()].slice(0, WORDS_KEPT)
  if (turns.length + speakers.length + words.length === 0) {
    await CorrectionModel.deleteOne({ _id })
    return
  }
  const { _id: _, ...replacement } = { ...whole.record, turns, speakers, words }
  await CorrectionModel.replaceOne({ _id }, replacement, { upsert: true })
  if (!stored) await prune(conversation)
}

const prune = async (conversation: string): Promise<void> => {
  const over = await CorrectionModel.find({ conversation }, { _id: 1 })
    .sort({ at: -1 })
    .skip(RECORDS_KEPT)
    .limit(100)
    .lean()
  for (const { _id } of over) await CorrectionModel.deleteOne({ _id })
}
