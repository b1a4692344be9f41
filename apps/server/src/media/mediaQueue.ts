import { availableParallelism } from 'node:os'

/** Runs jobs in the order they come, only so many at once, so that decoding never starves the server. */
export class MediaQueue {
  readonly #limit: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get running(): number {
    return this.#running
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** Waits for a place and runs the job. Aborting while it waits rejects with the signal's reason; it never runs then. */
  async run<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    if (this.#running >= this.#limit) await this.#turn(signal)
    else this.#running++
    try {
      return await job()
    } finally {
      // The place goes straight to the next in line, so nobody overtakes.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }

  #turn(signal?: AbortSignal): Promise<void> {
    return new Promise((granted, refused) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave)
        granted()
      }
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1)
        refused(signal?.reason)
      }
      signal?.addEventListener('abort', leave, { once: true })
      this.#waiting.push(enter)
    })
  }
}

/** All decoding of this process goes through here: two jobs at once, one on a small machine. */
export const mediaQueue = new MediaQueue(availableParallelism() > 2 ? 2 : 1)
