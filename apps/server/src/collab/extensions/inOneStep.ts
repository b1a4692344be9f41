import type { beforeSyncPayload, Extension } from '@hocuspocus/server'

/** Looks at a sync message before it is applied; throws to refuse it, and returns a promise only if it must wait. */
export type SyncCheck<Context> = (message: beforeSyncPayload<Context>) => Promise<void> | void

/**
 * Checks of sync messages as one extension, in their order. Hocuspocus would go through several promises for each of
 * them and for each message.
 */
export const inOneStep = <Context>(checks: readonly SyncCheck<Context>[]): Extension => ({
  extensionName: 'inOneStep',

  async beforeSync(message: beforeSyncPayload<Context>) {
    for (const check of checks) {
      const waiting = check(message)
      if (waiting) await waiting
    }
  },
})
