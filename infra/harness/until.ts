/** Resolves when the condition holds; throws when it does not in time. */
export const until = async (what: string, condition: () => boolean, ms = 20_000): Promise<void> => {
  const end = Date.now() + ms
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
