import type { ExcerptRef, RelationType } from '@polyphony/ontology'
import type { Body } from './richText/richText.ts'

/** A speaker of a transcript. Names are pseudonyms from the import on. */
export interface Speaker {
  id: string
  name: string
  /** Facilitators guide the conversation; participants are who it is about. */
  role: 'facilitator' | 'participant'
}

/** A turn as it is seeded: one speaker, one stretch. `words` are joined by single spaces to make its text. */
export interface TurnSeed {
  id: string
  speaker: string
  /** Index into the conversation's source words of the turn's first word. */
  firstSourceWord: number
  text: string
}

/** A place in a transcript, for people and views: a turn's id and an offset in its text (UTF-16 units). */
export interface TextPoint {
  turn: string
  offset: number
}

/** A passage of a transcript: from `start` to `end`, end exclusive; may cross turns. */
export interface TextSpan {
  start: TextPoint
  end: TextPoint
}

/**
 * Where a highlight sits: two Yjs relative positions in the transcript's text, plus what a reader needs to find the
 * passage again when those no longer tell the truth.
 */
export interface Anchor {
  /** Encoded Yjs relative position, assoc 0. */
  start: Uint8Array
  /** Encoded Yjs relative position, assoc -1. */
  end: Uint8Array
  /** The quoted words, abridged in the middle when long (W3C TextQuoteSelector `exact`). */
  quote: string
  /** Length of the whole quote in UTF-16 units; more than `quote.length` when it is abridged. */
  quoteLength: number
  /** Hash of the whole quote without white space; present when the quote is abridged (see `hashQuote`). */
  quoteHash?: number
  /** What stood before and after (TextQuoteSelector `prefix` and `suffix`); '' when the quote is long enough itself. */
  prefix: string
  suffix: string
  /** Time span in milliseconds, -1 where unknown. */
  from: number
  to: number
}

/** What resolving an anchor found. `moved`: the positions had slid, and the quote was found near by. */
export type Resolution =
  | { status: 'exact' | 'edited' | 'moved'; span: TextSpan; text: string }
  /** The quoted passage was deleted in a correction; the place where it stood is known. */
  | { status: 'deleted'; at: TextPoint }
  | { status: 'orphan' }

/** A marked passage. Its author is the layer it lies in. */
export interface Highlight {
  id: string
  anchor: Anchor
  /** Milliseconds since the epoch. */
  createdAt: number
}

/** One person's statement that a code applies to a highlight. */
export interface Coding {
  highlight: string
  code: string
  createdAt: number
}

/** A note on a highlight. */
export interface Memo {
  highlight: string
  body: Body
  /** The words of the body; mentions without names. */
  text: string
  updatedAt: number
}

/** What a thread hangs on. A highlight is named with the member in whose layer it lies. */
export type ThreadPlace =
  | { type: 'highlight'; member: string; highlight: string }
  | { type: 'code'; code: string }

/** What a comment answers: the place of its thread, or, as a reply, another comment, named with its author. */
export type CommentTarget = ThreadPlace | { type: 'comment'; member: string; comment: string }

/** A message in a thread; it lies in the layer of who wrote it, whoever made the highlight. */
export interface Comment {
  id: string
  target: CommentTarget
  body: Body
  /** The words of the body; mentions without names. */
  text: string
  createdAt: number
  editedAt: number | null
  /** Its author took it back: the words are gone, its place in the thread stays. */
  deletedAt: number | null
}

/** Somebody's statement that a thread is settled, or open again. `thread` is `<member>/<comment>` of its first message. */
export interface Resolving {
  thread: string
  resolved: boolean
  at: number
}

/**
 * Somebody's statement how two excerpts stand to each other. It lies in the maker's layer of the conversation that the
 * first one is of; the second may be of any. Both are named with their authors, and either may be gone.
 */
export interface ExcerptTie {
  id: string
  type: RelationType
  from: { member: string; highlight: string }
  to: ExcerptRef
  note: string
  createdAt: number
}

/** Everything one analyst stated on one conversation. */
export interface Layer {
  highlights: Map<string, Highlight>
  /** By highlight id. */
  codings: Map<string, Coding[]>
  memos: Map<string, Memo>
  comments: Map<string, Comment>
  /** By thread. */
  resolvings: Map<string, Resolving>
  /** Relations between excerpts. */
  ties: Map<string, ExcerptTie>
}
