import type { afterLoadDocumentPayload, Extension } from '@hocuspocus/server'

/**
 * Takes Hocuspocus's own storing away: with each update it would tell extensions that none of ours is, and put off
 * storing by two more seconds. What is kept of it is the time of the last change.
 */
export const storeNothing = (): Extension => ({
  extensionName: 'storeNothing',

  async afterLoadDocument({ document }: afterLoadDocumentPayload) {
    document.onUpdate(() => {
      document.lastChangeTime = Date.now()
    })
  },
})
