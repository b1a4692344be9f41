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
  /** When the last change came. */
  changed: number
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

  const mark = (conversation: string, ref: DocumentRef): Due => {
    const now = Date.now()
    let entry = due.get(conversation)
    if (!entry) {
      entry = {
        members: new Set(),
        curation: false,
        since: now,
        changed: now,
        timer: null,
        running: null,
        failures: 0,
      }
      due.set(conversation, entry)
    }
    entry.changed = now
    if (ref.kind === 'transcript') entry.members = 'all'
    else if (ref.kind === 'layer' && entry.members !== 'all') entry.members.add(ref.member)
    else if (ref.kind === 'curation') entry.curation = true
    return entry
  }

  /** How long until it is time, in milliseconds. */
  const left = ({ failures, since, changed }: Due): number =>
    failures > 0
      ? Math.min(1_000 * 2 ** (failures - 1), LAST_RETRY_MS)
      : Math.min(changed + quiet, since + LONGEST_MS) - Date.now()

  /** Changes may come by the hundred in a second: the timer that runs looks itself whether one came meanwhile. */
  const schedule = (conversation: string, entry: Due): void => {
    const runOrWait = () => {
      const more = entry.failures > 0 ? 0 : left(entry)
      if (more > 0) entry.timer = setTimeout(runOrWait, more)
      else run(conversation, entry).catch(() => {})
    }
    entry.timer ??= setTimeout(runOrWait, Math.max(0, left(entry)))
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
    entry.timer = null
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
      const entry = mark(ref.conversation, ref)
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
