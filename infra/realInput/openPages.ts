import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

/** How long a clip must have played to count, in seconds. */
const PLAYED = 1

/**
 * Looks at the desk and at the exported site in Chromium, with pictures of both.
 * @returns seconds of the first clip that played
 * @throws when the site asks for anything outside of its folder, or its clip does not play
 */
export const openPages = async (options: {
  server: string
  email: string
  password: string
  workspace: string
  conversation: string
  site: string
  out: string
}): Promise<number> => {
  const { server, email, password, workspace, conversation, site, out } = options
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: server })
    const signedIn = await context.request.post('/api/auth/sign-in/email', {
      data: { email, password },
      headers: { origin: server },
    })
    if (!signedIn.ok()) throw new Error(`Signing in failed: ${signedIn.status()}`)
    const desk = await context.newPage()
    await desk.goto(`/w/${workspace}/conversations/${conversation}`)
    await desk.getByText('Mr. Chief Justice and may it please the court').first().waitFor()
    await desk.locator('canvas, [part="canvases"]').first().waitFor({ state: 'attached' })
    await desk.waitForLoadState('networkidle')
    await desk.screenshot({ path: join(out, 'desk.png') })

    const page = await (
      await browser.newContext({ viewport: { width: 1000, height: 1200 }, offline: true })
    ).newPage()
    const outside: string[] = []
    page.on('request', request => {
      if (!/^(file|data):/.test(request.url())) outside.push(request.url())
    })
    const pages = (await readdir(site)).filter(name => name.endsWith('.html') && name !== 'index.html')
    await page.goto(pathToFileURL(join(site, 'index.html')).href)
    await page.screenshot({ path: join(out, 'site-index.png') })
    await page.goto(pathToFileURL(join(site, pages[0]!)).href)
    await page.screenshot({ path: join(out, 'site-finding.png'), fullPage: true })
    const player = page.locator('audio').first()
    await player.evaluate((audio: { play(): Promise<void> }) => audio.play())
    await page.waitForFunction(`document.querySelector('audio').currentTime > ${PLAYED}`)
    if (outside.length > 0) throw new Error(`The site asks outside: ${outside.join(', ')}`)
    return await player.evaluate((audio: { currentTime: number }) => audio.currentTime)
  } finally {
    await browser.close()
  }
}
