import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
]

/** Debian's Chromium, or the one CHROMIUM_PATH names. */
export const openBrowser = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [...ARGUMENTS, ...more],
  })

/** A busy build machine may take long; what waits this long waits for something that will not come. */
export const PATIENCE_MS = Number(process.env.E2E_PATIENCE_MS ?? 30_000)

/** Everybody leaves, also after a test that failed. */
export const closeAll = async (browser: Browser): Promise<void> => {
  await Promise.all(browser.contexts().map(context => context.close()))
}

/** Errors a page reported that nobody expected: an end-to-end test ends by finding none. */
export interface WatchedPage {
  page: Page
  context: BrowserContext
  errors: string[]
}

export interface PersonOptions {
  colorScheme?: 'light' | 'dark'
  viewport?: { width: number; height: number }
  /** A device that is held in the hand: fingers instead of a mouse. */
  touch?: boolean
  /** Cookies of an earlier sign-in. */
  signedIn?: Awaited<ReturnType<BrowserContext['storageState']>>
}

/** A new person at a browser of their own. */
export const newPerson = async (browser: Browser, options: PersonOptions = {}): Promise<WatchedPage> => {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1440, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
    hasTouch: options.touch ?? false,
    isMobile: options.touch ?? false,
    storageState: options.signedIn,
    locale: 'en-GB',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', error => errors.push(String(error)))
  page.on('console', message => {
    // A refused request or a lost socket is logged by the browser itself; tests provoke both.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) {
      errors.push(message.text())
    }
  })
  return { page, context, errors }
}
