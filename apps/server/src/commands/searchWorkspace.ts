import type { NoteHit, SearchResults, WordsHit } from '@polyphony/contract'
import { findMatches, longestTerm, type Match, type Search } from '@polyphony/document'
import { searchCodes } from '@polyphony/ontology'
import { trusted } from 'mongoose'
import { ConversationModel } from '../models/conversation.ts'
import { FindingModel } from '../models/finding.ts'
import { type NoteRecord, SearchModel, type SpeakerRecord, type TurnRecord } from '../models/searchRecord.ts'
import { timeInTurn } from '../projections/projectTranscript.ts'
import { readOntology } from './readOntology.ts'

export interface WorkspaceSearch {
  workspace: string
  search: Search
  /** As typed, for codes, whose names are found with a slip of the finger too. */
  typed: string
  conversation?: string
  kind?: 'words' | 'notes'
  limit: number
  /** The `next` of the page before; a malformed one begins at the beginning. */
  after?: string
}

/** Characters shown around what was found. */
const AROUND = 90
const SHOWN = 260
const CODES = 12
/** A search gives up its page, and says how to go on, after so many milliseconds. */
const PATIENCE_MS = 2_000

/**
 * Searches a workspace. Of the conversations that may have it, the turns are read one conversation after the other, the
 * latest first, each in a few milliseconds, so that a long search holds nobody up; those in the bin show nowhere. The page that is full, or has taken too long, ends
 * with the place to go on from.
 */
export const searchWorkspace = async (wanted: WorkspaceSearch): Promise<SearchResults> => {
  const { workspace, search, typed, kind, conversation: only } = wanted
  const conversations = await ConversationModel.find(
    { workspace, deletedAt: null, ...(only !== undefined && { _id: only }) },
    { title: 1 },
  )
    .sort({ createdAt: -1, _id: 1 })
    .lean()
  const ids = conversations.map(({ _id }) => _id)
  const speaking = kind === 'notes' ? [] : await havingWords(wanted, ids)
  const empty = { hits: [], next: null }
  if (kind) {
    const page =
      kind === 'words'
        ? { words: await findWords(wanted, speaking) }
        : { notes: await findNotes(wanted, ids) }
    return { words: empty, notes: empty, speakers: [], codes: [], conversations: [], findings: [], ...page }
  }
  const findings =
    only === undefined ? await FindingModel.find({ workspace, deletedAt: null }, { title: 1 }).lean() : []
  const titled = <T extends { title: string }>(records: readonly T[]) =>
    records.flatMap(record => {
      const matches = findMatches(search, record.title)
      return matches.length > 0 ? [{ record, text: record.title, matches }] : []
    })
  return {
    words: await findWords(wanted, speaking),
    notes: await findNotes(wanted, ids),
    speakers: await findSpeakers(wanted, ids),
    codes:
      only === undefined
        ? searchCodes(await readOntology(workspace), typed, CODES).map(({ code, field, text }) => ({
            code: code.id,
            name: code.name,
            colour: code.colour,
            field,
            ...cutOut(text, findMatches(search, text)),
          }))
        : [],
    conversations: titled(conversations).map(({ record, ...found }) => ({
      conversation: record._id,
      ...found,
    })),
    findings: titled(findings).map(({ record, ...found }) => ({ finding: record._id, ...found })),
  }
}

/** For the database, letters and nothing else: what has a meaning in patterns is escaped. */
const pattern = (text: string) => trusted({ $regex: text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') })
/** What the folded text of everything that answers a search must contain. */
export const containing = ({ search }: Pick<WorkspaceSearch, 'search'>) => pattern(longestTerm(search))

/** The conversations whose vocabulary has what every word looked for needs, in their order. */
export const havingWords = async (
  { workspace, search, conversation: only }: Pick<WorkspaceSearch, 'workspace' | 'search' | 'conversation'>,
  conversations: readonly string[],
): Promise<string[]> => {
  const parts = new Set(search.terms.flatMap(term => term.split(' ')))
  const having = await SearchModel.find(
    {
      workspace,
      kind: 'vocabulary',
      ...(only !== undefined && { conversation: only }),
      $and: [...parts].map(part => ({ folded: pattern(part) })),
    },
    { conversation: 1 },
  ).lean()
  const found = new Set(having.map(({ conversation }) => conversation))
  return conversations.filter(id => found.has(id))
}

interface Cursor {
  conversation: string
  place: number
  id: string
}

const readCursor = (after: string | undefined): Cursor | null => {
  const [conversation, place, ...id] = (after ?? '').split(':')
  return conversation && place && /^\d+$/.test(place)
    ? { conversation, place: Number(place), id: id.join(':') }
    : null
}

interface Result<T> {
  place: number
  id: string
  hit: () => T
}

/** Goes through the conversations until a page is full. `find` answers in order, each with its place. */
const page = async <T>(
  { limit, after }: WorkspaceSearch,
  conversations: readonly string[],
  find: (conversation: string) => Result<T>[] | Promise<Result<T>[]>,
): Promise<{ hits: T[]; next: string | null }> => {
  const until = Date.now() + PATIENCE_MS
  const cursor = readCursor(after)
  const first = cursor ? Math.max(0, conversations.indexOf(cursor.conversation)) : 0
  const hits: T[] = []
  let last: Cursor | null = null
  for (const conversation of conversations.slice(first)) {
    const resumes = conversation === cursor?.conversation ? cursor : null
    for (const { place, id, hit } of await find(conversation)) {
      if (resumes && (place < resumes.place || (place === resumes.place && id <= resumes.id))) continue
      if (hits.length === limit)
        return { hits, next: last && `${last.conversation}:${last.place}:${last.id}` }
      hits.push(hit())
      last = { conversation, place, id }
    }
    if (Date.now() > until && conversation !== conversations.at(-1))
      return { hits, next: `${conversation}:${Number.MAX_SAFE_INTEGER}:` }
  }
  return { hits, next: null }
}

const findWords = (
  wanted: WorkspaceSearch,
  conversations: readonly string[],
): Promise<SearchResults['words']> =>
  page<WordsHit>(wanted, conversations, async conversation => {
    const turns = (await SearchModel.find({
      workspace: wanted.workspace,
      kind: 'turn',
      conversation,
      folded: containing(wanted),
    }).lean()) as unknown as TurnRecord[]
    return turns
      .map(turn => ({ turn, matches: findMatches(wanted.search, turn.text) }))
      .filter(({ matches }) => matches.length > 0)
      .sort((a, b) => a.turn.word - b.turn.word || (a.turn.turn < b.turn.turn ? -1 : 1))
      .map(({ turn, matches }) => ({
        place: turn.word,
        id: turn.turn,
        hit: () => ({
          conversation,
          turn: turn.turn,
          word: turn.word,
          speaker: turn.speaker,
          start: timeInTurn(turn, matches[0]!.from) ?? turn.start,
          end: turn.end,
          ...cutOut(turn.text, matches),
        }),
      }))
  })

const findNotes = async (
  wanted: WorkspaceSearch,
  conversations: readonly string[],
): Promise<SearchResults['notes']> => {
  const { workspace, search, conversation: only } = wanted
  // Where layers are withheld from somebody, what lies in them is left out here.
  const notes = (await SearchModel.find({
    workspace,
    kind: trusted({ $in: ['memo', 'comment'] }),
    ...(only !== undefined && { conversation: only }),
    folded: containing(wanted),
  }).lean()) as unknown as NoteRecord[]
  const found = new Map<string, { note: NoteRecord; matches: Match[] }[]>()
  for (const note of notes) {
    const matches = findMatches(search, note.text)
    const known = found.get(note.conversation)
    if (matches.length > 0 && known) known.push({ note, matches })
    else if (matches.length > 0) found.set(note.conversation, [{ note, matches }])
  }
  return page<NoteHit>(wanted, conversations, conversation =>
    (found.get(conversation) ?? [])
      .map(({ note, matches }) => ({
        place: Math.round((note.start ?? 0) * 1000),
        id: note._id,
        hit: () => ({
          kind: note.kind,
          conversation,
          member: note.member,
          highlight: note.highlight,
          start: note.start,
          ...cutOut(note.text, matches),
        }),
      }))
      .sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1)),
  )
}

const findSpeakers = async (
  wanted: WorkspaceSearch,
  conversations: readonly string[],
): Promise<SearchResults['speakers']> => {
  const { workspace, search, conversation: only } = wanted
  const open = new Set(conversations)
  const speakers = (await SearchModel.find({
    workspace,
    kind: 'speaker',
    ...(only !== undefined && { conversation: only }),
    folded: containing(wanted),
  }).lean()) as unknown as SpeakerRecord[]
  return speakers
    .filter(({ conversation }) => open.has(conversation))
    .map(({ conversation, speaker, turns, turn, word, start, end, text }) => ({
      conversation,
      speaker,
      turns,
      turn,
      word,
      start,
      end,
      text,
      matches: findMatches(search, text),
    }))
    .filter(({ matches }) => matches.length > 0)
    .sort((a, b) => b.turns - a.turns)
    .slice(0, wanted.limit)
}

/** The part of a text around what was found first, with what was found in it. */
const cutOut = (text: string, matches: readonly Match[]): { text: string; matches: Match[] } => {
  if (text.length <= SHOWN) return { text, matches: [...matches] }
  const first = matches[0]?.from ?? 0
  let from = Math.max(0, Math.min(first - AROUND, text.length - SHOWN))
  if (from > 0) from += /^\S*\s?/.exec(text.slice(from, first))![0].length
  let to = Math.min(text.length, from + SHOWN)
  if (to < text.length) to -= /\S*$/.exec(text.slice(Math.max(first, to - AROUND), to))![0].length
  const [before, behind] = [from > 0 ? '… ' : '', to < text.length ? ' …' : '']
  const shift = before.length - from
  return {
    text: `${before}${text.slice(from, to).trimEnd()}${behind}`,
    matches: matches
      .filter(match => match.from >= from && match.to <= to)
      .map(match => ({ from: match.from + shift, to: match.to + shift })),
  }
}
