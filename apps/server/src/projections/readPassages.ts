import type { Passage } from '@polyphony/contract'
import { trusted } from 'mongoose'
import { HighlightModel, type ProjectedHighlight } from '../models/highlightRecord.ts'
import { SearchModel, type TurnRecord } from '../models/searchRecord.ts'
import { binnedConversations } from './binned.ts'

/** Most characters of a turn that are shown on either side of a passage. */
const BESIDE = 160

/** The words of some highlights (`<conversation>/<member>/<highlight>`) with what stands beside them, in that order. */
export const readPassages = async (workspace: string, keys: readonly string[]): Promise<Passage[]> => {
  const binned = new Set(await binnedConversations(workspace))
  const found = await HighlightModel.find({ _id: trusted({ $in: [...new Set(keys)] }), workspace }).lean<
    ProjectedHighlight[]
  >()
  const highlights = new Map(found.filter(h => !binned.has(h.conversation)).map(h => [h._id, h]))
  const turnIds = [...highlights.values()].flatMap(({ conversation, passages }) =>
    passages.map(({ turn }) => `${conversation}/t/${turn}`),
  )
  const turns = new Map(
    (
      await SearchModel.find({ _id: trusted({ $in: [...new Set(turnIds)] }) }, { text: 1, speaker: 1 }).lean<
        Pick<TurnRecord, '_id' | 'text' | 'speaker'>[]
      >()
    ).map(turn => [turn._id, turn]),
  )
  return keys.flatMap(key => {
    const highlight = highlights.get(key)
    return highlight ? [present(highlight, turn => turns.get(`${highlight.conversation}/t/${turn}`))] : []
  })
}

const present = (
  highlight: ProjectedHighlight,
  turnOf: (turn: string) => Pick<TurnRecord, 'text' | 'speaker'> | undefined,
): Passage => {
  const { conversation, member, status, passages, start, end, memo, memoBody } = highlight
  const first = passages[0]
  const last = passages.at(-1)
  return {
    conversation,
    member,
    highlight: highlight.highlight,
    status,
    turns: passages.map(({ turn, text }) => ({ turn, text, speaker: turnOf(turn)?.speaker ?? '' })),
    before: first ? lastWords(turnOf(first.turn)?.text.slice(0, first.from) ?? '') : '',
    after: last ? firstWords(turnOf(last.turn)?.text.slice(last.to) ?? '') : '',
    start,
    end,
    memo: memoBody ?? memo,
  }
}

/** Cut between words, with an ellipsis where something is left out. */
const firstWords = (text: string): string =>
  text.length <= BESIDE ? text : `${text.slice(0, BESIDE).replace(/\s+\S*$/, '')} …`
const lastWords = (text: string): string =>
  text.length <= BESIDE ? text : `… ${text.slice(-BESIDE).replace(/^\S*\s+/, '')}`
