import { Binary } from 'bson'
import { CommandError, fail } from '../errors.ts'
import type { LongTransaction, Store } from '../store/store.ts'
import { binaryBytes } from '../values/compare.ts'
import { type Document, isDocument } from '../values/types.ts'
import type { Connection } from '../wire/listen.ts'
import type { Reply } from './command.ts'

interface OpenTransaction {
  number: string
  inner: LongTransaction
  timer: NodeJS.Timeout
  /** The one that spoke last; when it closes, nobody will commit. */
  connection: Connection
  onClose: () => void
}

/** MongoDB's label on errors after which the whole transaction can be tried again. */
const TRANSIENT = { errorLabels: ['TransientTransactionError'] }

/**
 * Transactions over several commands. There is one at a time, and while it is open everybody else waits; one that
 * lasts too long, or whose client goes away, is rolled back.
 */
export class Transactions {
  readonly #store: Store
  readonly #lifetime: number
  readonly #open = new Map<string, OpenTransaction>()

  constructor(store: Store, lifetimeMilliseconds: number) {
    this.#store = store
    this.#lifetime = lifetimeMilliseconds
  }

  /** Runs a command that belongs to a transaction. A failing one ends it, as in MongoDB. */
  async run(command: Document, connection: Connection, work: () => Reply): Promise<Reply> {
    const session = sessionOf(command)
    const number = String(command.txnNumber)
    let transaction = this.#open.get(session)
    if (command.startTransaction === true) {
      if (transaction?.number === number)
        fail(
          50911,
          `Cannot start a transaction at given transaction number ${number} a transaction with the same number is in state TransactionInProgress`,
        )
      if (transaction) await this.#end(session, false)
      transaction = await this.#begin(session, number, connection)
    }
    if (!transaction || transaction.number !== number) throw noSuchTransaction(number)
    follow(transaction, connection)
    try {
      const reply = transaction.inner.step(work)
      if (!Buffer.isBuffer(reply) && 'writeErrors' in reply) await this.#end(session, false)
      return reply
    } catch (error) {
      await this.#end(session, false)
      throw error
    }
  }

  async #begin(session: string, number: string, connection: Connection): Promise<OpenTransaction> {
    const inner = await this.#store.begin()
    const timer = setTimeout(() => void this.#end(session, false).catch(() => {}), this.#lifetime)
    const onClose = () => void this.#end(session, false).catch(() => {})
    const transaction: OpenTransaction = { number, inner, timer, connection, onClose }
    this.#open.set(session, transaction)
    follow(transaction, connection)
    return transaction
  }

  async #end(session: string, commit: boolean): Promise<void> {
    const transaction = this.#open.get(session)
    if (!transaction) return
    this.#open.delete(session)
    clearTimeout(transaction.timer)
    transaction.connection.onClose.delete(transaction.onClose)
    await transaction.inner.end(commit)
  }

  /** commitTransaction: resolves when everything is on disk. */
  async commit(command: Document): Promise<Reply> {
    this.#require(command)
    await this.#end(sessionOf(command), true)
    return { ok: 1 }
  }

  /** abortTransaction. */
  async abort(command: Document): Promise<Reply> {
    this.#require(command)
    await this.#end(sessionOf(command), false)
    return { ok: 1 }
  }

  #require(command: Document): void {
    const number = String(command.txnNumber)
    if (this.#open.get(sessionOf(command))?.number !== number) throw noSuchTransaction(number)
  }

  /** Rolls back the open transactions of sessions that end. */
  async endSessions(sessions: readonly unknown[]): Promise<void> {
    for (const session of sessions) {
      if (isDocument(session)) await this.#end(sessionOf({ lsid: session }), false)
    }
  }

  async close(): Promise<void> {
    for (const session of [...this.#open.keys()]) await this.#end(session, false)
  }
}

function follow(transaction: OpenTransaction, connection: Connection): void {
  transaction.connection.onClose.delete(transaction.onClose)
  connection.onClose.add(transaction.onClose)
  transaction.connection = connection
}

function noSuchTransaction(number: string): CommandError {
  return new CommandError(
    251,
    'NoSuchTransaction',
    `Given transaction number ${number} does not match any in-progress transactions.`,
    TRANSIENT,
  )
}

function sessionOf({ lsid }: Document): string {
  const id = isDocument(lsid) ? lsid.id : undefined
  if (!(id instanceof Binary)) fail('BadValue', 'Transaction commands need a session (lsid)')
  return binaryBytes(id).toString('hex')
}
