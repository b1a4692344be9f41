import type { CloseReason, StatelessMessage } from '@polyphony/contract'
import type * as Y from 'yjs'

/** Whose documents to close: every connection that matches all that is named. */
export interface DisconnectScope {
  user?: string
  session?: string
  token?: string
  member?: string
  workspace?: string
  /** Name of the document. */
  document?: string
}

export type WriterOf = (client: number) => string | undefined

/**
 * The documents as they live on this server: the one place where HTTP and collaboration meet.
 */
export interface LiveDocuments {
  /** Changes a document; resolves with what `change` returned, and only when the change is durable. */
  transact<T>(name: string, actor: { member: string } | 'server', change: (doc: Y.Doc) => T): Promise<T>
  /**
   * Reads a document as it stands, without changing it. In one with several writers, `writerOf` tells which member a Yjs
   * client id belongs to; undefined for the server's own.
   */
  read<T>(name: string, look: (doc: Y.Doc, writerOf: WriterOf) => T): Promise<T>
  /**
   * The whole state as one Yjs update, compressed (raw deflate), for somebody who is about to open it. May be some
   * seconds old: what came since follows when they synchronise.
   */
  deflated(name: string): Promise<Uint8Array>
  /**
   * Who is present in which documents of a workspace: member ids by the document's name. Members are those who were let
   * in, whatever their clients say.
   */
  present(workspace: string): Map<string, string[]>
  /** Closes the matching connections; their clients may connect again and are then decided upon anew. */
  disconnect(scope: DisconnectScope, reason: CloseReason): void
  /** Tells members something on the documents named, where they have them open just now. */
  tell(members: ReadonlySet<string> | 'all', names: readonly string[], message: StatelessMessage): void
  /** Ids of the members who have written to a document with several writers. */
  writers(name: string): Promise<string[]>
  /** Whether the document has ever been written. */
  exists(name: string): Promise<boolean>
  /** Names of all documents ever written that begin with `prefix`, which ends in `/` or is empty. */
  list(prefix: string): Promise<string[]>
  /**
   * Deletes a document for good, with its history: closes it for everybody first. The caller sees to it that nobody may
   * open it again. May be repeated.
   */
  remove(name: string): Promise<void>
}

let current: LiveDocuments | null = null

export const setLiveDocuments = (live: LiveDocuments | null): void => {
  current = live
}

/** The documents of the running server. */
export const liveDocuments = (): LiveDocuments => {
  if (!current) throw new Error('Documents are used before the server has started.')
  return current
}
