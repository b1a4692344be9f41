import { PolyphonyError, type Replacement } from '@polyphony/contract'
import { replacePassages, TranscriptIndex } from '@polyphony/document'
import { liveDocuments } from '../liveDocuments.ts'
import { ConversationModel } from '../models/conversation.ts'
import { projectConversation } from '../projections/projectConversation.ts'

export interface Replaced {
  replaced: number
  /** Places where other words stand by now. */
  changed: number
  /** Conversations that could not be written. */
  failed: string[]
  inverse: Replacement[]
}

/**
 * Replaces words in transcripts of a workspace in a member's name, where those words still stand; a conversation is
 * changed in one transaction, and counted when it is durable. Places in other workspaces, in the bin or in turns that
 * are gone count as changed.
 */
export const replacePlaces = async (
  workspace: string,
  member: string,
  replacements: readonly Replacement[],
): Promise<Replaced> => {
  const byConversation = new Map<string, Replacement[]>()
  for (const each of replacements) {
    const others = byConversation.get(each.conversation)
    if (others) others.push(each)
    else byConversation.set(each.conversation, [each])
  }
  const here = await ConversationModel.find({ workspace, deletedAt: null }, { _id: 1 }).lean()
  const known = new Set(here.map(({ _id }) => _id))
  const written: string[] = []
  const result: Replaced = { replaced: 0, changed: 0, failed: [], inverse: [] }
  for (const [conversation, wanted] of byConversation) {
    if (!known.has(conversation)) {
      result.changed += wanted.length
      continue
    }
    try {
      const done = await liveDocuments().transact(`transcript/${conversation}`, { member }, doc => {
        const index = new TranscriptIndex(doc)
        try {
          const standing = apart(wanted).filter(
            ({ turn, from, to, text }) => index.turn(turn)?.text.slice(from, to) === text,
          )
          replacePassages(index, standing)
          return standing
        } finally {
          index.dispose()
        }
      })
      written.push(conversation)
      result.replaced += done.length
      result.changed += wanted.length - done.length
      result.inverse.push(...inverseOf(done))
    } catch (error) {
      if (!(error instanceof PolyphonyError && error.code === 'unavailable')) throw error
      // Told by name: what was written in other conversations stays, and can be taken back.
      result.failed.push(conversation)
    }
  }
  // Soon they would follow by themselves; but whoever replaced looks again at once.
  for (const conversation of written) await projectConversation(liveDocuments(), conversation, 'all')
  return result
}

/** In the order of each turn, without those that overlap one before. */
const apart = (wanted: readonly Replacement[]): Replacement[] =>
  wanted
    .toSorted((a, b) => (a.turn < b.turn ? -1 : a.turn > b.turn ? 1 : a.from - b.from))
    .filter((each, i, all) => {
      const last = all[i - 1]
      return last?.turn !== each.turn || last.to <= each.from
    })

/** Where each replacement stands once all of them are made. */
const inverseOf = (done: readonly Replacement[]): Replacement[] => {
  const shifts = new Map<string, number>()
  return done.map(({ conversation, turn, from, text, insert }) => {
    const at = from + (shifts.get(turn) ?? 0)
    shifts.set(turn, (shifts.get(turn) ?? 0) + insert.length - text.length)
    return { conversation, turn, from: at, to: at + insert.length, text: insert, insert: text }
  })
}
