import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { OWNER } from '../harness/runningServer.ts'

/** Debian's Chromium, or the one CHROMIUM_PATH names. */
export const openBrowser = (engineFlags = ''): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--enable-precise-memory-info',
      `--js-flags=--expose-gc ${engineFlags}`,
    ],
  })

/** A window in which the owner is signed in. */
export const openWindow = async (browser: Browser, url: string): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true })
  await context.request.post(`${url}/api/auth/sign-in/email`, { data: OWNER, headers: { origin: url } })
  return context
}

/** Milliseconds from navigation. */
export interface Opening {
  /** The first turns can be read. */
  readable: number
  /** The waveform is painted. */
  waveform: number
}

const READABLE = `[...document.querySelectorAll('[data-turn-text]')].filter(text => text.textContent).length > 3 && performance.now()`
/** Some pixel of a canvas in the bar of the recording, in a shadow tree or not. */
const WAVEFORM = `(() => {
  const canvases = [...document.querySelectorAll('*')].flatMap(host => [...(host.shadowRoot?.querySelectorAll('canvas') ?? [])])
  canvases.push(...document.querySelectorAll('footer canvas, [data-waveform] canvas'))
  const painted = canvas => canvas.width > 0 && canvas.height > 0 &&
    canvas.getContext('2d').getImageData(0, 0, Math.min(canvas.width, 300), canvas.height).data.some(value => value > 0)
  return canvases.some(painted) && performance.now()
})()`

/** Opens a desk from nothing, as a link does. */
export const openDesk = async (page: Page, address: string): Promise<Opening> => {
  await page.goto('about:blank')
  await page.goto(address, { waitUntil: 'commit' })
  const when = async (condition: string): Promise<number> => {
    const found = await page.waitForFunction(condition, undefined, { polling: 'raf', timeout: 60_000 })
    return (await found.jsonValue()) as number
  }
  const readable = await when(READABLE)
  return { readable, waveform: await when(WAVEFORM) }
}

/** Waits until so many highlights are known to the desk and nothing has been painted anew for a second. */
export const deskSettled = async (page: Page, painted: boolean): Promise<void> => {
  if (painted) await page.waitForFunction('CSS.highlights.size > 0', undefined, { timeout: 60_000 })
  await page.waitForFunction(
    `(() => {
      const now = [...CSS.highlights].reduce((sum, [, ranges]) => sum + ranges.size, 0) + document.querySelectorAll('*').length
      if (window.__settling?.now !== now) window.__settling = { now, since: performance.now() }
      return performance.now() - window.__settling.since > 1_500
    })()`,
    undefined,
    { polling: 100, timeout: 60_000 },
  )
}

export const countNodes = async (page: Page): Promise<number> =>
  (await page.evaluate(`(() => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL)
    let nodes = 0
    while (walker.nextNode()) nodes++
    return nodes
  })()`)) as number

/** Milliseconds from pressing each key to the next paint. */
export const pressAndPaint = async (page: Page, keys: readonly string[]): Promise<number[]> => {
  await page.evaluate(`(() => {
    window.__paints = []
    window.__stopPaints?.()
    const listen = event => {
      const from = event.timeStamp
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => { window.__paints.push(performance.now() - from); channel.port1.close() }
        channel.port2.postMessage(null)
      })
    }
    addEventListener('keydown', listen, true)
    window.__stopPaints = () => removeEventListener('keydown', listen, true)
  })()`)
  for (const [i, key] of keys.entries()) {
    await page.keyboard.press(key)
    await page.waitForFunction(`window.__paints.length > ${i}`)
  }
  return (await page.evaluate('window.__paints')) as number[]
}
