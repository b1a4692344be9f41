import {
  type Assignment,
  type Conversation,
  coverage,
  type ListeningSummary,
  type Progress,
} from '@polyphony/contract'
import { isOverdue } from './dueDay.ts'

export type WorkState = 'not-started' | 'in-progress' | 'ready' | 'reviewed'

/** A conversation with how far the work on it is. */
export interface ConversationRow {
  conversation: Conversation
  /** Null until it is known. */
  progress: Progress | null
  assignments: readonly Assignment[]
  heard: readonly ListeningSummary[]
  /** What I have heard of it, 0–1; null without a recording. */
  myHeard: number | null
  state: WorkState
  overdue: boolean
}

export const SORTS = ['newest', 'title', 'day', 'length', 'heard', 'highlighted', 'coded', 'state'] as const
export type Sort = (typeof SORTS)[number]

/** What is looked for; empty strings look for everything. */
export interface RowFilter {
  words: string
  /** A group's id, or `none`. */
  group: string
  /** A member's id, or `none`. */
  assignee: string
  state: WorkState | 'overdue' | ''
}

export const NOBODY = 'none'

interface Sources {
  conversations: readonly Conversation[]
  progress?: readonly Progress[]
  assignments?: readonly Assignment[]
  listening?: readonly ListeningSummary[]
  /** My member id. */
  me?: string
}

const stateOf = (progress: Progress | null, assignments: readonly Assignment[]): WorkState => {
  if (progress?.reviewed) return 'reviewed'
  if (assignments.length > 0 && assignments.every(({ doneAt }) => doneAt !== null)) return 'ready'
  return progress && progress.highlights > 0 ? 'in-progress' : 'not-started'
}

const byConversation = <T extends { conversation: string }>(items: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(item.conversation, [...(groups.get(item.conversation) ?? []), item])
  return groups
}

/** Joins what is known of each conversation. */
export const conversationRows = (
  { conversations, progress = [], assignments = [], listening = [], me }: Sources,
  day?: string,
): ConversationRow[] => {
  const progressOf = new Map(progress.map(entry => [entry.conversation, entry]))
  const assignmentsOf = byConversation(assignments)
  const heardOf = byConversation(listening)
  return conversations.map(conversation => {
    const { id, recording } = conversation
    const own = assignmentsOf.get(id) ?? []
    const heard = heardOf.get(id) ?? []
    const seconds = heard.find(({ member }) => member === me)?.seconds ?? 0
    const known = progressOf.get(id) ?? null
    return {
      conversation,
      progress: known,
      assignments: own,
      heard,
      myHeard: recording ? coverage(seconds, recording.duration) : null,
      state: stateOf(known, own),
      overdue: own.some(assignment => isOverdue(assignment, day)),
    }
  })
}

/** Those that match. `groupName` also finds by a group's name. */
export const filterRows = (
  rows: readonly ConversationRow[],
  { words, group, assignee, state }: RowFilter,
  groupName: ReadonlyMap<string, string>,
): ConversationRow[] => {
  const wanted = words.trim().toLowerCase()
  return rows.filter(({ conversation, assignments, state: is, overdue }) => {
    const { title, group: own } = conversation
    const names = own === null ? [title] : [title, groupName.get(own) ?? '']
    if (!names.some(name => name.toLowerCase().includes(wanted))) return false
    if (group !== '' && (own ?? NOBODY) !== group) return false
    if (assignee === NOBODY && assignments.length > 0) return false
    if (assignee !== '' && assignee !== NOBODY && !assignments.some(({ member }) => member === assignee))
      return false
    return state === '' || (state === 'overdue' ? overdue : is === state)
  })
}

const STATES: readonly WorkState[] = ['not-started', 'in-progress', 'ready', 'reviewed']

const comparisons: Record<Sort, (a: ConversationRow, b: ConversationRow) => number> = {
  newest: (a, b) => (a.conversation.createdAt < b.conversation.createdAt ? 1 : -1),
  title: (a, b) => a.conversation.title.localeCompare(b.conversation.title, undefined, { numeric: true }),
  // Without a day at the end.
  day: (a, b) => (b.conversation.heldOn ?? '').localeCompare(a.conversation.heldOn ?? ''),
  length: (a, b) => (b.conversation.duration ?? 0) - (a.conversation.duration ?? 0),
  // What is least done comes first: it is what one looks for.
  heard: (a, b) => (a.myHeard ?? 2) - (b.myHeard ?? 2),
  highlighted: (a, b) => (a.progress?.highlighted.all ?? 0) - (b.progress?.highlighted.all ?? 0),
  coded: (a, b) => (a.progress?.coded.all ?? 0) - (b.progress?.coded.all ?? 0),
  state: (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state),
}

/** In order; what is equal stays by title. `reversed` turns it round. */
export const sortRows = (
  rows: readonly ConversationRow[],
  sort: Sort,
  reversed = false,
): ConversationRow[] => {
  const direction = reversed ? -1 : 1
  return [...rows].sort((a, b) => direction * comparisons[sort](a, b) || comparisons.title(a, b))
}
