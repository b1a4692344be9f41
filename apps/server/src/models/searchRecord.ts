import type { Outline } from '@polyphony/contract'
import { model, type mongo, Schema } from 'mongoose'

interface Common {
  /**
   * `<conversation>/t/<turn>`, `<conversation>/s/<speaker>`, `<conversation>/v/`,
   * `<conversation>/n/<member>/<highlight or comment>`, `<conversation>/o/`
   */
  _id: string
  workspace: string
  conversation: string
  text: string
  /** The text as it is searched (`foldText`). */
  folded: string
  /** Seconds; null where unknown. */
  start: number | null
  end: number | null
  /** Of everything else: what has not changed is not written again. */
  hash: string
}

/** A turn: `text` is what was said. */
export interface TurnRecord extends Common {
  kind: 'turn'
  turn: string
  /** The speaker's name. */
  speaker: string
  /** First source word. */
  word: number
  /** When each word of the text begins: 32-bit integers, milliseconds; empty where no time is known. */
  times: mongo.Binary
}

/** A speaker of a transcript: `text` is the name. */
export interface SpeakerRecord extends Common {
  kind: 'speaker'
  speaker: string
  turns: number
  /** The first turn, and its first source word. */
  turn: string
  word: number
}

/**
 * The different words of a conversation, a few kilobytes that change seldom: `folded` tells in which conversations it is
 * worth looking at the turns.
 */
export interface VocabularyRecord extends Common {
  kind: 'vocabulary'
}

/** A memo or a comment: `text` is its words. */
export interface NoteRecord extends Common {
  kind: 'memo' | 'comment'
  /** Who wrote it. */
  member: string
  highlight: { member: string; highlight: string } | null
}

/** The shape of a transcript, without its words: not searched, but made and kept with what is. */
export interface OutlineRecord extends Common, Omit<Outline, 'conversation'> {
  kind: 'outline'
}

/** What can be searched, as projected from transcripts and layers: derived, and made anew from them at any time. */
export type SearchRecord = TurnRecord | SpeakerRecord | VocabularyRecord | NoteRecord | OutlineRecord

const schema = new Schema<SearchRecord>(
  {
    _id: String,
    workspace: { type: String, required: true },
    kind: { type: String, required: true },
    conversation: { type: String, required: true },
    hash: { type: String, required: true },
  },
  { strict: false },
)
schema.index({ workspace: 1, kind: 1, conversation: 1 })

export const SearchModel = model('Search', schema, 'searchRecords')
