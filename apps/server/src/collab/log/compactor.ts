import type { Logger } from 'pino'
import { compactDocument } from './compactDocument.ts'
import type { LogStore, StoredDocument } from './logStore.ts'

/** After so many entries an open document is compacted. */
const ENTRIES = 500

export interface CompactorOptions {
  store: LogStore
  logger: Logger
  /** Resolves once what derives from these entries is up to date; they stay in the log until then. */
  settled: (name: string, stored: StoredDocument) => Promise<void>
}

/** Compacts documents one after the other, in the background: after many entries, and when they are closed. */
export class Compactor {
  readonly #options: CompactorOptions
  readonly #entries = new Map<string, number>()
  readonly #due = new Set<string>()
  #running: Promise<void> | null = null
  #closed = false

  constructor(options: CompactorOptions) {
    this.#options = options
  }

  /** `entries` more lie in the log. */
  count(name: string, entries: number): void {
    const total = (this.#entries.get(name) ?? 0) + entries
    this.#entries.set(name, total)
    if (total >= ENTRIES) this.#schedule(name)
  }

  /** The document is not open any more. Its log is cut if it grew while it was open, or in an earlier run. */
  closed(name: string, grewEarlier = false): void {
    if (grewEarlier || (this.#entries.get(name) ?? 0) > 0) this.#schedule(name)
    this.#entries.delete(name)
  }

  /** Begins nothing more; resolves when what is under way has ended. */
  async close(): Promise<void> {
    this.#closed = true
    this.#due.clear()
    await this.#running
  }

  /** Resolves when nothing is due. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  #schedule(name: string): void {
    if (this.#closed) return
    if (this.#entries.has(name)) this.#entries.set(name, 0)
    this.#due.add(name)
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
  }

  async #run(): Promise<void> {
    for (const name of this.#due) {
      this.#due.delete(name)
      try {
        await compactDocument(this.#options.store, name, async stored => {
          await this.#options.settled(name, stored)
          return !this.#closed
        })
        if (this.#closed) return
      } catch (error) {
        // Nothing is lost: the log keeps its entries, and the next occasion tries again.
        this.#options.logger.warn({ err: error, document: name }, 'a document could not be compacted')
      }
    }
  }
}
