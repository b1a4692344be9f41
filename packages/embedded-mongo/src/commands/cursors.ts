import { Long } from 'bson'
import { fail } from '../errors.ts'
import { cursorReply } from '../wire/rawDocument.ts'

/** What a reply may hold of documents: MongoDB's 16 MiB. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024

export interface BatchOptions {
  /** How many documents at most. */
  size: number
  /** Close the cursor after this batch. */
  single?: boolean
  /** Never closed for being idle. */
  keep?: boolean
}

interface OpenCursor {
  namespace: string
  rows: Peekable
  usedAt: number
  keep: boolean
}

/** Encoded documents, with a look at the next one. */
class Peekable {
  readonly #rows: Iterator<Buffer>
  #next: IteratorResult<Buffer> | undefined

  constructor(rows: Iterable<Buffer>) {
    this.#rows = rows[Symbol.iterator]()
  }

  peek(): Buffer | undefined {
    this.#next ??= this.#rows.next()
    return this.#next.done ? undefined : this.#next.value
  }

  take(): void {
    this.#next = undefined
  }

  close(): void {
    this.#rows.return?.()
  }
}

/** The open cursors of the server. */
export class Cursors {
  readonly #open = new Map<string, OpenCursor>()
  readonly #idleMilliseconds: number
  #lastId = 0n

  constructor(idleMilliseconds: number) {
    this.#idleMilliseconds = idleMilliseconds
  }

  /** The first batch of a result; what remains stays open. */
  start(
    namespace: string,
    rows: Iterable<Buffer>,
    { size, single = false, keep = false }: BatchOptions,
    rest: object = {},
  ): Buffer {
    const peekable = new Peekable(rows)
    const batch = takeBatch(peekable, size)
    let id = 0n
    if (single || peekable.peek() === undefined) peekable.close()
    else {
      id = ++this.#lastId
      this.#open.set(String(id), { namespace, rows: peekable, usedAt: Date.now(), keep })
    }
    return cursorReply('firstBatch', batch, { id: Long.fromBigInt(id), ns: namespace }, rest)
  }

  /** @throws CommandError (CursorNotFound) */
  more(id: string, namespace: string, size: number): Buffer {
    const cursor = this.#open.get(id)
    if (!cursor) fail('CursorNotFound', `cursor id ${id} not found`)
    if (cursor.namespace !== namespace) {
      fail(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      )
    }
    cursor.usedAt = Date.now()
    let batch: Buffer[]
    try {
      batch = takeBatch(cursor.rows, size)
    } catch (error) {
      this.kill(id)
      throw error
    }
    const done = cursor.rows.peek() === undefined
    if (done) this.kill(id)
    return cursorReply('nextBatch', batch, { id: done ? Long.ZERO : Long.fromString(id), ns: namespace })
  }

  /** Whether there was such a cursor. */
  kill(id: string): boolean {
    this.#open.get(id)?.rows.close()
    return this.#open.delete(id)
  }

  /** Closes every cursor: after a rollback they may point at what no longer is. */
  killAll(): void {
    for (const id of [...this.#open.keys()]) this.kill(id)
  }

  /** Closes cursors nobody has asked for a while. */
  sweep(now = Date.now()): void {
    for (const [id, { usedAt, keep }] of this.#open) {
      if (!keep && now - usedAt > this.#idleMilliseconds) this.kill(id)
    }
  }

  get count(): number {
    return this.#open.size
  }
}

function takeBatch(rows: Peekable, size: number): Buffer[] {
  const batch: Buffer[] = []
  let bytes = 0
  while (batch.length < size) {
    const next = rows.peek()
    if (next === undefined) break
    bytes += next.length
    if (batch.length > 0 && bytes > MAX_BATCH_BYTES) break
    batch.push(next)
    rows.take()
  }
  return batch
}
