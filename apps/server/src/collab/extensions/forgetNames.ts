import type { Extension } from '@hocuspocus/server'
import type { Remembered } from '../../policies/remembering.ts'

/** A document that was listed because it is open is listed from now on because it is on disk: look there again. */
export const forgetNames = (names: Remembered<string[]>): Extension => ({
  extensionName: 'forgetNames',

  async beforeUnloadDocument() {
    names.forget()
  },
})
