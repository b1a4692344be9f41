/** The language of the browser; English where it names none that exists ("C", on some Linux systems). */
export const locale = ((): string => {
  try {
    return Intl.getCanonicalLocales(globalThis.navigator?.language ?? 'en')[0] ?? 'en'
  } catch {
    return 'en'
  }
})()
