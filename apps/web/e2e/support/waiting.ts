import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { PATIENCE_MS } from './openBrowser.ts'

/** Waits until it can be seen. */
export const see = (locator: Locator): Promise<void> => locator.first().waitFor({ timeout: PATIENCE_MS })

/** Waits until it is not there to be seen any more. */
export const seeNoMore = (locator: Locator): Promise<void> =>
  expect.poll(() => locator.filter({ visible: true }).count(), { timeout: PATIENCE_MS }).toBe(0)

/** Asks again and again until what is read passes the check; says what was read last if it never does. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: PATIENCE_MS })
