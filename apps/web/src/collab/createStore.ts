import { useSyncExternalStore } from 'react'

/** A value that can be watched: what only this browser knows, outside of React so that other code can read it too. */
export interface Store<T> {
  get(): T
  set(change: Partial<T> | ((now: T) => Partial<T>)): void
  subscribe(listener: () => void): () => void
}

/** Makes a store; setting what is there already wakes nobody. */
export const createStore = <T extends object>(initial: T): Store<T> => {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(change) {
      const patch = typeof change === 'function' ? change(value) : change
      if ((Object.keys(patch) as (keyof T)[]).every(key => Object.is(value[key], patch[key]))) return
      value = { ...value, ...patch }
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Watches a part of a store. `select` must return the same thing while nothing changed. */
export const useStore = <T extends object, S>(store: Store<T>, select: (value: T) => S): S =>
  useSyncExternalStore(store.subscribe, () => select(store.get()))
