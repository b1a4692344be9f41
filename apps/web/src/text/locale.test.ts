import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

const localeWhere = async (language: string): Promise<string> => {
  vi.stubGlobal('navigator', { language })
  return (await import('./locale.ts')).locale
}

it('is the language of the browser', async () => {
  expect(await localeWhere('de-CH')).toBe('de-CH')
})

it('is English where the browser names a language that there is not', async () => {
  expect(await localeWhere('C')).toBe('en')
})
