import type { DocumentRef } from '@polyphony/document'
import type { Logger } from 'pino'
import type { LiveDocuments } from '../liveDocuments.ts'
import { projectConversation } from './projectConversation.ts'

export interface ProjectorOptions {
  logger: Logger
  /** The documents to read; asked for when they are needed, for they are made later. */
  live: () => LiveDocuments
  /** A projection follows the last change after this, in milliseconds. */
  quiet?: number
}

export interface Projector {
  /** A document changed. */
  changed: (ref: DocumentRef) => void
  /** Resolves when all that derives from the document is up to date; rejects when that failed. */
  settled: (ref: DocumentRef) => Promise<void>
  /** Projects what is due, then nothing more; false when that was not done by the deadline. */
  close: (deadline: number) => Promise<boolean>
}

interface Due {
  members: Set<string> | 'all'
  curation: boolean
  since: number
  timer: NodeJS.Timeout | null
  running: Promise<void> | null
  failures: number
}

const QUIET_MS = 400
/** While people go on writing, a projection is made all the same after this. */
const LONGEST_MS = 2_000
const LAST_RETRY_MS = 30_000

/**
 * Projects layers a moment after they or their transcript changed, and curations, conversation by conversation. What fails is tried
 * again: the layers are the truth, and their logs are not cut before they are projected.
 */
export const createProjector = ({ logger, live, quiet = QUIET_MS }: ProjectorOptions): Projector => {
  const due = new Map<string, Due>()
  let closed = false

  const mark = (conversation: string, members: Set<string> | 'all', curation: boolean): Due => {
    const known = due.get(conversation)
    if (!known) {
      const fresh: Due = { members, curation, since: Date.now(), timer: null, running: null, failures: 0 }
      due.set(conversation, fresh)
      return fresh
    }
    known.members = union(known.members, members)
    known.curation ||= curation
    return known
  }

  const schedule = (conversation: string, entry: Due): void => {
    if (entry.timer) clearTimeout(entry.timer)
    const retry = entry.failures > 0 ? Math.min(1_000 * 2 ** (entry.failures - 1), LAST_RETRY_MS) : 0
    const wait = retry || Math.max(0, Math.min(quiet, entry.since + LONGEST_MS - Date.now()))
    entry.timer = setTimeout(() => {
      run(conversation, entry).catch(() => {})
    }, wait)
  }

  /** Runs now; one at a time for each conversation. */
  const run = (conversation: string, entry: Due): Promise<void> => {
    entry.running ??= project(conversation, entry).finally(() => {
      entry.running = null
      if (isDone(entry)) due.delete(conversation)
      else if (!closed) schedule(conversation, entry)
    })
    return entry.running
  }

  const project = async (conversation: string, entry: Due): Promise<void> => {
    if (entry.timer) clearTimeout(entry.timer)
    const { members, curation } = entry
    entry.members = new Set()
    entry.curation = false
    entry.since = Date.now()
    try {
      await projectConversation(live(), conversation, members, { curation })
      entry.failures = 0
    } catch (error) {
      entry.members = union(entry.members, members)
      entry.curation ||= curation
      entry.failures++
      logger.warn(
        { err: error, conversation },
        'layers or a curation could not be projected; it is tried again',
      )
      throw error
    }
  }

  const settle = async (conversation: string): Promise<void> => {
    for (let entry = due.get(conversation); entry; entry = due.get(conversation))
      await run(conversation, entry)
  }

  return {
    changed(ref) {
      if (closed || !('conversation' in ref)) return
      const members = ref.kind === 'transcript' ? 'all' : new Set(ref.kind === 'layer' ? [ref.member] : [])
      const entry = mark(ref.conversation, members, ref.kind === 'curation')
      if (!entry.running) schedule(ref.conversation, entry)
    },

    async settled(ref) {
      if ('conversation' in ref) await settle(ref.conversation)
    },

    async close(deadline) {
      closed = true
      const all = Promise.allSettled([...due.keys()].map(settle))
      let timer: NodeJS.Timeout | undefined
      const timeout = new Promise<void>(resolve => {
        timer = setTimeout(resolve, Math.max(0, deadline - Date.now()))
      })
      await Promise.race([all, timeout]).finally(() => clearTimeout(timer))
      for (const { timer } of due.values()) if (timer) clearTimeout(timer)
      return due.size === 0
    },
  }
}

const isDone = ({ members, curation }: Due): boolean => !curation && members !== 'all' && members.size === 0

const union = (a: Set<string> | 'all', b: Set<string> | 'all'): Set<string> | 'all' =>
  a === 'all' || b === 'all' ? 'all' : new Set([...a, ...b])
