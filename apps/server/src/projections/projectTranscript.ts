import { foldText, readSpeakers } from '@polyphony/document'
import { mongo } from 'mongoose'
import type { OutlineRecord, SpeakerRecord, TurnRecord, VocabularyRecord } from '../models/searchRecord.ts'
import type { TranscriptReading } from './readConversation.ts'
import { withHash } from './withHash.ts'

const WORD = /\S+/g

/** A transcript's turns and speakers as they are searched, and its outline. Pure. */
export const projectTranscript = (
  place: { workspace: string; conversation: string },
  { index, timing }: TranscriptReading,
): (TurnRecord | SpeakerRecord | VocabularyRecord | OutlineRecord)[] => {
  const speakers = readSpeakers(index.doc)
  const names = new Map(speakers.map(({ id, name }) => [id, name]))
  const turns = index.order.map((turn): TurnRecord => {
    const { text, speaker } = turn
    const { from, to } = timing.spanTimes({
      start: { turn: turn.id, offset: 0 },
      end: { turn: turn.id, offset: text.length },
    })
    const times =
      from < 0
        ? []
        : [...text.matchAll(WORD)].map(word => timing.timeAt({ turn: turn.id, offset: word.index }) ?? -1)
    return withHash({
      _id: `${place.conversation}/t/${turn.id}`,
      ...place,
      kind: 'turn' as const,
      text,
      folded: foldText(text).text,
      start: from < 0 ? null : from / 1000,
      end: to < 0 ? null : to / 1000,
      turn: turn.id,
      speaker: names.get(speaker) ?? '',
      word: turn.firstSourceWord,
      times: new mongo.Binary(Buffer.from(Int32Array.from(times).buffer)),
    })
  })
  const spoken = new Map<string, { turns: number; first: TurnRecord }>()
  for (const [position, { speaker, text }] of index.order.entries()) {
    const known = spoken.get(speaker)
    if (known) known.turns++
    else if (text !== '') spoken.set(speaker, { turns: 1, first: turns[position]! })
  }
  const vocabulary = new Set(turns.flatMap(({ folded }) => folded.split(' ')))
  const places = new Map(speakers.map(({ id }, place) => [id, place]))
  return [
    ...turns,
    withHash({
      _id: `${place.conversation}/o/`,
      ...place,
      kind: 'outline' as const,
      text: '',
      folded: '',
      start: null,
      end: null,
      speakers,
      turns: {
        id: turns.map(({ turn }) => turn),
        speaker: index.order.map(({ speaker }) => places.get(speaker) ?? -1),
        length: turns.map(({ text }) => text.length),
        start: turns.map(({ start }) => start),
        end: turns.map(({ end }) => end),
      },
    }),
    withHash({
      _id: `${place.conversation}/v/`,
      ...place,
      kind: 'vocabulary' as const,
      text: '',
      folded: [...vocabulary].sort().join(' '),
      start: null,
      end: null,
    }),
    ...speakers.flatMap(({ id, name }): SpeakerRecord[] => {
      const said = spoken.get(id)
      if (!said) return []
      const { turn, word, start, end } = said.first
      return [
        withHash({
          _id: `${place.conversation}/s/${id}`,
          ...place,
          kind: 'speaker' as const,
          text: name,
          folded: foldText(name).text,
          start,
          end,
          speaker: id,
          turns: said.turns,
          turn,
          word,
        }),
      ]
    }),
  ]
}

/** When the word at an offset of a turn's text begins, in seconds; null where no time is known. */
export const timeInTurn = (
  { text, times }: Pick<TurnRecord, 'text' | 'times'>,
  offset: number,
): number | null => {
  const known = new Int32Array(Uint8Array.from(times.buffer).buffer)
  let at: number | null = null
  let word = 0
  for (const { index } of text.matchAll(WORD)) {
    if (index > offset) break
    const ms = known[word++] ?? -1
    if (ms >= 0) at = ms / 1000
  }
  return at
}
