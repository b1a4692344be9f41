/** Resolves in a task of its own: keys, clicks and frames that wait come first. Unlike a timer it is not slowed down. */
export const nextTask = (): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
