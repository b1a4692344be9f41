import { type FoundPlace, MOST_PLACES } from '@polyphony/contract'
import { findMatches, type Search } from '@polyphony/document'
import { ConversationModel } from '../models/conversation.ts'
import { SearchModel, type TurnRecord } from '../models/searchRecord.ts'
import { timeInTurn } from '../projections/projectTranscript.ts'
import { containing, havingWords } from './searchWorkspace.ts'

/** Characters shown on either side. */
const AROUND = 44

/** Whole words on either side of a place. */
const before = (text: string, at: number): string =>
  at <= AROUND ? text.slice(0, at) : `… ${text.slice(at - AROUND, at).replace(/^\S*\s/, '')}`
const behind = (text: string, at: number): string =>
  text.length - at <= AROUND ? text.slice(at) : `${text.slice(at, at + AROUND).replace(/\s\S*$/, '')} …`

/**
 * Every place in a workspace where a text is said, the latest conversation first, in the order of its turns; those in
 * the bin show nowhere. As last projected: who replaces says which words they mean to find.
 */
export const findPlaces = async (
  workspace: string,
  search: Search,
): Promise<{ places: FoundPlace[]; more: boolean }> => {
  const conversations = await ConversationModel.find({ workspace, deletedAt: null }, { _id: 1 })
    .sort({ createdAt: -1, _id: 1 })
    .lean()
  const having = await havingWords(
    { workspace, search },
    conversations.map(({ _id }) => _id),
  )
  const places: FoundPlace[] = []
  for (const conversation of having) {
    const turns = (await SearchModel.find({
      workspace,
      kind: 'turn',
      conversation,
      folded: containing({ search }),
    }).lean()) as unknown as TurnRecord[]
    for (const turn of turns.sort((a, b) => a.word - b.word || (a.turn < b.turn ? -1 : 1)))
      for (const { from, to } of findMatches(search, turn.text)) {
        if (places.length === MOST_PLACES) return { places, more: true }
        places.push({
          conversation,
          turn: turn.turn,
          from,
          to,
          text: turn.text.slice(from, to),
          speaker: turn.speaker,
          start: timeInTurn(turn, from) ?? turn.start,
          before: before(turn.text, from),
          behind: behind(turn.text, to),
        })
      }
  }
  return { places, more: false }
}
