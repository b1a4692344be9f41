import { ABORT, open, type RootDatabase } from 'lmdb'

export interface Entry {
  key: Buffer
  value: Buffer
}

/** Several commands in one LMDB transaction; everybody else waits until it ends. */
export interface LongTransaction {
  /** Runs one command inside the transaction. */
  step<T>(work: () => T): T
  /** Commits or rolls back; rejects when the commit did not reach the disk. */
  end(commit: boolean): Promise<void>
}

export interface StoreOptions {
  /** Wait for the disk before anything is acknowledged (default). Without it an operating system crash loses data. */
  durable?: boolean
  /** Called after a rollback: what was kept in memory about the data may be wrong. */
  onRollback(): void
}

interface Job {
  work: () => unknown
  resolve: (result: unknown) => void
  reject: (reason: unknown) => void
  /** A refusal (duplicate key, bad value): the job changed nothing and the others go on. */
  isRefusal: (error: unknown) => boolean
}

const CHUNK = 256

/** An ordered key-value store in one LMDB file, with group commit. */
export class Store {
  readonly #db: RootDatabase<Buffer, Buffer>
  readonly #onRollback: () => void
  #queue: Job[] = []
  #scheduled = false
  #locked = false
  #waiting: (() => void)[] = []

  constructor(path: string, { durable = true, onRollback }: StoreOptions) {
    this.#db = open<Buffer, Buffer>({
      path,
      keyEncoding: 'binary',
      encoding: 'binary',
      noSync: !durable,
      overlappingSync: false,
      noMemInit: true,
      cache: false,
    })
    this.#onRollback = onRollback
  }

  get(key: Buffer): Buffer | undefined {
    return this.#db.getBinary(key)
  }

  put(key: Buffer, value: Buffer): void {
    this.#db.putSync(key, value)
  }

  remove(key: Buffer): void {
    this.#db.removeSync(key)
  }

  /** The number of keys in [start, end). */
  count(start: Buffer, end: Buffer): number {
    return this.#db.getKeysCount({ start, end })
  }

  /** Entries of [start, end) in key order, read in chunks: writers may run between two of them. */
  *scan(start: Buffer, end: Buffer, reverse = false): Generator<Entry> {
    let low = start
    let high = end
    let continued = false
    for (;;) {
      const range = reverse
        ? { start: high, end: low, reverse, exclusiveStart: true, inclusiveEnd: true, limit: CHUNK }
        : { start: low, end: high, exclusiveStart: continued, limit: CHUNK }
      const rows: Entry[] = []
      for (const { key, value } of this.#db.getRange(range)) rows.push({ key: Buffer.from(key), value })
      yield* rows
      const last = rows.at(-1)
      if (!last || rows.length < CHUNK) return
      if (reverse) high = last.key
      else low = last.key
      continued = true
    }
  }

  /**
   * Queues a writing job. All jobs of one event turn share one commit; a job's promise resolves after that commit
   * is on disk. When the commit fails, every job of it rejects and nothing of them is stored.
   */
  write<T>(work: () => T, isRefusal: (error: unknown) => boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ work, resolve: resolve as (result: unknown) => void, reject, isRefusal })
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      if (!this.#locked) this.#commit(this.#queue.splice(0))
    })
  }

  #commit(jobs: Job[]): void {
    let pending = jobs
    while (pending.length > 0) {
      const outcome = this.#attempt(pending)
      if (!outcome.broken) {
        for (const settle of outcome.settle) settle()
        return
      }
      const { job, error } = outcome.broken
      job.reject(error)
      pending = pending.filter(other => other !== job)
    }
  }

  /** One LMDB transaction for all jobs. A job that breaks in the middle undoes it; the caller goes on without it. */
  #attempt(jobs: Job[]): { settle: (() => void)[]; broken?: { job: Job; error: unknown } } {
    const settle: (() => void)[] = []
    let broken: { job: Job; error: unknown } | undefined
    try {
      this.#db.transactionSync(() => {
        for (const job of jobs) {
          try {
            const result = job.work()
            settle.push(() => job.resolve(result))
          } catch (error) {
            if (!job.isRefusal(error)) {
              broken = { job, error }
              return ABORT
            }
            settle.push(() => job.reject(error))
          }
        }
      })
    } catch (error) {
      this.#onRollback()
      return { settle: jobs.map(job => () => job.reject(error)) }
    }
    if (broken) this.#onRollback()
    return { settle, broken }
  }

  /** Whether a long transaction is open. */
  get locked(): boolean {
    return this.#locked
  }

  /** Resolves when the long transaction that is open now has ended; another may be open by then. */
  async idle(): Promise<void> {
    if (this.#locked) await new Promise<void>(resolve => this.#waiting.push(resolve))
  }

  /** Waits for its turn and opens a long transaction. */
  async begin(): Promise<LongTransaction> {
    while (this.#locked) await this.idle() // somebody else may be faster after each wait
    this.#commit(this.#queue.splice(0))
    this.#locked = true
    let finish: (commit: boolean) => void = () => {}
    const decision = new Promise<boolean>(resolve => {
      finish = resolve
    })
    const done = Promise.resolve(
      this.#db.transactionSync(() => decision.then(commit => (commit ? undefined : ABORT))),
    )
    done.catch(() => {})
    return {
      step: work => this.#db.transactionSync(work),
      end: async commit => {
        finish(commit)
        try {
          await done
          if (!commit) this.#onRollback()
        } catch (error) {
          this.#onRollback()
          throw error
        } finally {
          this.#locked = false
          for (const wake of this.#waiting.splice(0)) wake()
          this.#schedule()
        }
      },
    }
  }

  /** Commits what is queued and closes the file. */
  async close(): Promise<void> {
    while (this.#locked) await this.idle()
    this.#commit(this.#queue.splice(0))
    await this.#db.close()
  }
}
