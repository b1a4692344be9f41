import type { beforeHandleMessagePayload, Extension } from '@hocuspocus/server'
import { CloseError } from '../closeError.ts'
import type { CollabContext } from '../collabContext.ts'
import { CollabSocket } from '../collabSocket.ts'

export interface Limits {
  /** Of one message, hence of one update. A pasted text has kilobytes, a day of work offline some hundreds. */
  messageBytes: number
  /** Messages of one member on all their connections, on average and at once. */
  messagesPerSecond: number
  messagesAtOnce: number
}

export const DEFAULT_LIMITS: Limits = {
  messageBytes: 4 * 1024 ** 2,
  messagesPerSecond: 300,
  messagesAtOnce: 6_000,
}

export interface Limit {
  extension: Extension
  /** Counts a message of a member; false, without counting it, if it has to wait. */
  admits: (member: string) => boolean
}

/** Forgotten when it has been full for this long. */
const FORGET_MS = 60_000

/**
 * Bounds what one member sends: a message that is too large closes the document with a reason; too many messages are
 * not refused (they are somebody's work) but read more slowly. Counted by member: an address may be a whole campus.
 */
export const limit = (limits: Limits): Limit => {
  const buckets = new Map<string, { left: number; at: number }>()

  const bucketOf = (member: string): { left: number; at: number } => {
    const now = Date.now()
    let bucket = buckets.get(member)
    if (!bucket) {
      for (const [other, { at }] of buckets) if (now - at > FORGET_MS) buckets.delete(other)
      bucket = { left: limits.messagesAtOnce, at: now }
      buckets.set(member, bucket)
    }
    const refilled = bucket.left + ((now - bucket.at) / 1000) * limits.messagesPerSecond
    bucket.left = Math.min(refilled, limits.messagesAtOnce)
    bucket.at = now
    return bucket
  }

  const admits = (member: string): boolean => {
    const bucket = bucketOf(member)
    if (bucket.left < 1) return false
    bucket.left--
    return true
  }

  const extension: Extension = {
    extensionName: 'limit',

    async beforeHandleMessage({ update, context, connection }: beforeHandleMessagePayload<CollabContext>) {
      if (update.length > limits.messageBytes) {
        throw new CloseError('too-large', `a message of ${update.length} bytes`)
      }
      const left = --bucketOf(context.member).left
      if (left >= 0) return
      const socket = connection.webSocket instanceof CollabSocket ? connection.webSocket : null
      socket?.pause()
      await new Promise(resolve => setTimeout(resolve, (-left / limits.messagesPerSecond) * 1000))
      socket?.resume()
    },
  }

  return { extension, admits }
}
