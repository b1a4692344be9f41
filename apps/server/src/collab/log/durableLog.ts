import { newId } from '@polyphony/document'
import type { LogRecord, LogStore } from './logStore.ts'

export interface DurableLogOptions {
  /** Called when writing begins to fail or to hang (false), and when everything is on disk again (true). */
  onSaving?: (ok: boolean, error: unknown) => void
  /** After each commit: how many updates, and how long each waited, in milliseconds. */
  onCommit?: (waited: number[]) => void
}

interface DocumentState {
  /** Number of the last update appended. */
  last: number
  /** Sequence numbers that are not on disk yet, in order. */
  unsaved: Set<number>
  /** Whom to call when everything up to a sequence number is on disk, in order. */
  waiting: { upTo: number; call: () => void }[]
}

interface Queued {
  document: DocumentState
  sequence: number
  record: LogRecord
  since: number
}

const BATCH = 500
/** No database takes a command of any size: MongoDB's limit is 16 MB. */
const BATCH_BYTES = 8 * 1024 ** 2
/** When busy, a commit waits this long for company. */
const GATHER_MS = 8
/** Busy: this many updates are to be expected within the time of gathering. */
const BUSY_UPDATES = 2
const FIRST_RETRY_MS = 50
const LAST_RETRY_MS = 2_000
/** Unsaved for longer than this, the users are told. */
const SLOW_MS = 1_200
const WATCH_MS = 200
/** A commit without an answer is tried again; it cannot be doubled. */
const COMMIT_TIMEOUT_MS = 5_000

/**
 * Appends updates of all documents to the log on disk, many in one commit when it is busy, and calls back whoever
 * wants to know when a document is on disk. What fails is tried again, with the same ids, until it succeeds.
 */
export class DurableLog {
  readonly #store: LogStore
  readonly #options: DurableLogOptions
  /** Of this process and run: no two write the same ids. */
  readonly #writer = Date.now().toString(36) + newId(4)
  readonly #documents = new Map<string, DocumentState>()
  #sequence = 0
  #queue: Queued[] = []
  #committing: readonly Queued[] = []
  #running = false
  #saving = true
  /** Looks from time to time, while something is unsaved, whether that takes too long. */
  #watch: NodeJS.Timeout | null = null
  /** When the commit under way began; what fails it when it is not answered. */
  #commit: { since: number; fail: (error: Error) => void } | null = null
  /** Smoothed time between two updates, in milliseconds. */
  #pace = Number.POSITIVE_INFINITY
  #lastAppend = Number.NEGATIVE_INFINITY
  #wake: (() => void) | null = null

  constructor(store: LogStore, options: DurableLogOptions = {}) {
    this.#store = store
    this.#options = options
  }

  /** False while the database is away. */
  get saving(): boolean {
    return this.#saving
  }

  /** How many updates are not on disk yet. */
  get unsaved(): number {
    return this.#queue.length + this.#committing.length
  }

  /** Takes an update over; it is on disk when `when` calls back. Returns the time of its record. */
  append(name: string, update: Uint8Array, member: string, clients: [number, string][] = []): Date {
    const document = this.#document(name)
    const sequence = ++this.#sequence
    document.last = sequence
    document.unsaved.add(sequence)
    const _id = `${name}/${this.#writer}/${sequence.toString(36).padStart(8, '0')}`
    const since = performance.now()
    const at = new Date()
    this.#queue.push({ document, sequence, since, record: { _id, update, member, clients, at } })
    const gap = Math.min(since - this.#lastAppend, 1_000)
    this.#pace = this.#pace === Number.POSITIVE_INFINITY ? gap : this.#pace * 0.8 + gap * 0.2
    this.#lastAppend = since
    this.#watch ??= setInterval(() => this.#look(), WATCH_MS).unref()
    this.#run()
    return at
  }

  /** Whether this log has written the record: no other server, and no earlier run. */
  wrote(record: string): boolean {
    return record.includes(`/${this.#writer}/`)
  }

  /** Whether something of this document is not on disk yet. */
  isDirty(name: string): boolean {
    return (this.#documents.get(name)?.unsaved.size ?? 0) > 0
  }

  /** Calls back once everything appended to the document so far is on disk: at once, if it is. Order is kept. */
  when(name: string, call: () => void): void {
    const document = this.#documents.get(name)
    if (!document || document.unsaved.size === 0) call()
    else document.waiting.push({ upTo: document.last, call })
  }

  wait(name: string): Promise<void> {
    return new Promise(resolve => this.when(name, resolve))
  }

  /** Like `wait`; rejects when it takes longer than `ms`. What was appended is written all the same, later. */
  waitAtMost(name: string, ms: number): Promise<void> {
    return within(ms, this.wait(name))
  }

  /** Lets go of what is kept for a document that is no longer open. */
  forget(name: string): void {
    if (!this.isDirty(name)) this.#documents.delete(name)
  }

  /** Waits until nothing is unsaved; false when that was not so by the deadline (milliseconds since the epoch). */
  async drain(deadline: number): Promise<boolean> {
    while (this.unsaved > 0 && Date.now() < deadline) {
      const dirty = [...this.#documents.keys()].find(name => this.isDirty(name))
      const timeout = new Promise<void>(resolve => setTimeout(resolve, deadline - Date.now()).unref())
      await Promise.race([dirty === undefined ? this.#nextTurn() : this.wait(dirty), timeout])
    }
    return this.unsaved === 0
  }

  #document(name: string): DocumentState {
    let document = this.#documents.get(name)
    if (!document) {
      document = { last: 0, unsaved: new Set(), waiting: [] }
      this.#documents.set(name, document)
    }
    return document
  }

  #nextTurn(): Promise<void> {
    return new Promise(resolve => setImmediate(resolve))
  }

  #run(): void {
    if (this.#running) {
      if (this.#queue.length >= BATCH) this.#wake?.()
      return
    }
    this.#running = true
    void this.#commitAll()
  }

  async #commitAll(): Promise<void> {
    let delay = FIRST_RETRY_MS
    while (this.#queue.length > 0) {
      await this.#gather()
      const batch = this.#queue.splice(0, fitting(this.#queue))
      this.#committing = batch
      let failed: ReadonlySet<string> | null = null
      let reason: unknown
      try {
        failed = await this.#insert(batch)
        if (failed.size > 0) reason = new Error(`${failed.size} updates were not taken by the database`)
      } catch (error) {
        reason = error
      }
      this.#committing = []
      this.#commit = null
      const [saved, unsaved] = failed === null ? [NONE, batch] : partition(batch, failed)
      if (unsaved.length > 0) this.#queue.unshift(...unsaved)
      this.#settle(saved)
      if (unsaved.length > 0) {
        this.#setSaving(false, reason)
        await new Promise(resolve => setTimeout(resolve, delay))
        delay = Math.min(delay * 2, LAST_RETRY_MS)
      } else {
        delay = FIRST_RETRY_MS
        if (!this.#saving && !this.#isLate()) this.#setSaving(true, null)
      }
    }
    this.#running = false
  }

  /** One turn of the event loop when idle; a moment longer when more is about to come anyway. */
  async #gather(): Promise<void> {
    await this.#nextTurn()
    if (this.#pace * BUSY_UPDATES > GATHER_MS || this.#queue.length >= BATCH) return
    await new Promise<void>(resolve => {
      this.#wake = resolve
      setTimeout(resolve, GATHER_MS)
    })
    this.#wake = null
  }

  #insert(batch: readonly Queued[]): Promise<ReadonlySet<string>> {
    return new Promise((resolve, reject) => {
      this.#commit = { since: performance.now(), fail: reject }
      this.#store.insert(batch.map(({ record }) => record)).then(resolve, reject)
    })
  }

  #settle(saved: readonly Queued[]): void {
    const now = performance.now()
    const touched = new Set<DocumentState>()
    for (const { document, sequence } of saved) {
      document.unsaved.delete(sequence)
      touched.add(document)
    }
    if (saved.length > 0) this.#options.onCommit?.(saved.map(({ since }) => now - since))
    for (const document of touched) {
      const [first = Number.POSITIVE_INFINITY] = document.unsaved
      while (document.waiting.length > 0 && (document.waiting[0]?.upTo ?? 0) < first)
        document.waiting.shift()?.call()
    }
  }

  #setSaving(ok: boolean, error: unknown): void {
    if (this.#saving === ok) return
    this.#saving = ok
    this.#options.onSaving?.(ok, error)
  }

  /** A timer for each commit would cost more than one that looks a few times a second. */
  #look(): void {
    if (this.unsaved === 0) {
      if (this.#watch) clearInterval(this.#watch)
      this.#watch = null
      return
    }
    if (this.#isLate()) this.#setSaving(false, new Error('the database is slow'))
    if (this.#commit && performance.now() - this.#commit.since > COMMIT_TIMEOUT_MS)
      this.#commit.fail(new Error('the database does not answer'))
  }

  /** Whether something has been unsaved for too long. */
  #isLate(): boolean {
    const oldest = this.#committing[0] ?? this.#queue[0]
    return oldest !== undefined && performance.now() - oldest.since > SLOW_MS
  }
}

const NONE: readonly Queued[] = []

/** What was saved, and what was not. */
const partition = (
  batch: readonly Queued[],
  failed: ReadonlySet<string>,
): [readonly Queued[], readonly Queued[]] => {
  if (failed.size === 0) return [batch, NONE]
  const isSaved = ({ record }: Queued) => !failed.has(record._id)
  return [batch.filter(isSaved), batch.filter(queued => !isSaved(queued))]
}

/** How many of the first go into one commit: at least one. */
const fitting = (queue: readonly Queued[]): number => {
  let bytes = 0
  for (const [i, { record }] of queue.entries()) {
    bytes += record.update.length
    if (i > 0 && (i === BATCH || bytes > BATCH_BYTES)) return i
  }
  return queue.length
}

const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database does not answer')), ms)
  })
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer))
}
