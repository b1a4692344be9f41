import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * An AsyncLocalStorage that is switched off while nothing runs inside it. Up to Node 22 one that was ever used has Node
 * follow every promise and every write of the process for good, which costs the collaboration server a tenth of its
 * processor time. Work that goes on after `run` has ended finds no store.
 */
export class RestingStorage<T> extends AsyncLocalStorage<T> {
  #running = 0

  override run<R, A extends unknown[]>(store: T, callback: (...args: A) => R, ...args: A): R {
    this.#running++
    let result: R | undefined
    try {
      result = super.run(store, callback, ...args)
      return result
    } finally {
      if (result instanceof Promise) result.then(this.#ended, this.#ended)
      else this.#ended()
    }
  }

  readonly #ended = (): void => {
    if (--this.#running === 0) this.disable()
  }
}

/** Where better-auth keeps its storages, made when first needed (its `core/src/context`). */
const BETTER_AUTH = Symbol.for('better-auth:global')
const STORAGES = ['adapterAsyncStorage', 'requestStateAsyncStorage', 'endpointContextAsyncStorage'] as const

interface BetterAuthGlobal {
  version: string
  epoch: number
  context: Partial<Record<(typeof STORAGES)[number], AsyncLocalStorage<unknown>>>
}

/** Has better-auth use storages that rest between requests. */
export const letAuthRest = (): void => {
  const holder = globalThis as { [BETTER_AUTH]?: BetterAuthGlobal }
  holder[BETTER_AUTH] ??= { version: '', epoch: 0, context: {} }
  for (const name of STORAGES) holder[BETTER_AUTH].context[name] ??= new RestingStorage()
}
