import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { clickWords, deskReady, expectNoErrors, goTo, paragraph } from './support/deskActions.ts'
import type { Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see } from './support/waiting.ts'

/** Where the recording stands, as the slider tells it, in seconds. */
const position = async (page: Page): Promise<number> =>
  Number(await page.getByRole('slider', { name: 'Position in the recording' }).getAttribute('aria-valuenow'))

/** How many dots of a drawing are painted. */
const paintedDots = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluateAll(canvases =>
    (canvases as HTMLCanvasElement[])
      .filter(canvas => canvas.width > 0 && canvas.height > 0)
      .map(canvas =>
        canvas
          .getContext('2d')!
          .getImageData(0, 0, canvas.width, canvas.height)
          .data.reduce((dots, value, i) => dots + Number(i % 4 === 3 && value > 0), 0),
      )
      .reduce((sum, dots) => sum + dots, 0),
  )

describe('listening', () => {
  let app: App
  let browser: Browser
  let study: Study
  useStudy(made => {
    ;({ app, browser, study } = made)
  })

  it('plays from the word that is clicked, marks it, and the text follows the voice', async () => {
    const ada = await study.open(study.owner, study.desk)
    const { page } = ada
    await deskReady(page)
    const recording = page.getByRole('region', { name: 'Recording' })

    // Somewhere in the last third of the conversation.
    await clickWords(page, 'It would mean an answer')
    await eventually(() => position(page)).toBeGreaterThan(300)
    const clicked = await position(page)
    await eventually(() => paintedDots(page, 'main canvas')).toBeGreaterThan(20)

    await see(recording.getByRole('button', { name: 'Pause' }))
    await eventually(() => position(page)).toBeGreaterThan(clicked + 4)
    await recording.getByRole('button', { name: 'Pause' }).click()
    await see(recording.getByRole('button', { name: 'Play' }))

    // From the top: what is spoken is far above and comes into view by itself.
    await page.getByRole('group', { name: 'Linden, 0:00' }).scrollIntoViewIfNeeded()
    await page.getByRole('button', { name: 'Play from 0:00' }).click()
    await see(recording.getByRole('button', { name: 'Pause' }))
    await eventually(() => position(page)).toBeLessThan(20)
    await page.getByRole('slider', { name: 'Position in the recording' }).press('PageUp')
    await page.getByRole('slider', { name: 'Position in the recording' }).press('PageUp')
    await eventually(() => position(page)).toBeGreaterThan(115)
    await eventually(() =>
      page
        .getByRole('group', { name: 'Linden, 0:00' })
        .evaluate(turn => turn.getBoundingClientRect().bottom < 0),
    ).toBe(true)
    await recording.getByRole('button', { name: 'Pause' }).click()
    expectNoErrors(ada)
  })

  it('paints the waveform, changes speed, goes back three seconds and zooms', async () => {
    const ada = await study.open(study.owner, study.desk)
    const { page } = ada
    await deskReady(page)
    const recording = page.getByRole('region', { name: 'Recording' })
    await eventually(() => recording.getByRole('button', { name: 'Zoom in' }).isEnabled()).toBe(true)
    // The picture of the recording is not one plain colour.
    const slider = page.getByRole('slider', { name: 'Position in the recording' })
    await eventually(async () => (await slider.screenshot()).length).toBeGreaterThan(4000)

    await recording.getByRole('button', { name: 'Speed: 1×' }).click()
    await page.getByRole('menuitemradio', { name: '1.5×' }).click()
    await see(recording.getByRole('button', { name: 'Speed: 1.5×' }))
    await page.keyboard.press('Escape')
    await page.locator('body').press('.')
    await see(recording.getByRole('button', { name: 'Speed: 2×' }))

    await goTo(page, 'It would mean an answer')
    await eventually(() => position(page)).toBeGreaterThan(300)
    const before = await position(page)
    for (let i = 0; i < 3; i++) await recording.getByRole('button', { name: 'Back 3 seconds' }).click()
    await eventually(async () => before - (await position(page))).toBeGreaterThanOrEqual(5)
    expect(before - (await position(page))).toBeLessThanOrEqual(10)

    const whole = await slider.screenshot()
    await recording.getByRole('button', { name: 'Zoom in' }).click()
    await eventually(() => recording.getByRole('button', { name: 'Zoom out' }).isEnabled()).toBe(true)
    await eventually(async () => (await slider.screenshot()).equals(whole)).toBe(false)
    await recording.getByRole('button', { name: 'Zoom out' }).click()
    await eventually(() => recording.getByRole('button', { name: 'Zoom out' }).isDisabled()).toBe(true)
    expectNoErrors(ada)
  })

  it('serves the recording in ranges, to members only, and jumps without fetching all of it', async () => {
    const ada = await study.open(study.owner, '/')
    const url = `${app.url}/api/conversations/${study.conversation}/recording`
    const part = await ada.context.request.get(url, { headers: { range: 'bytes=1000-1999' } })
    expect(part.status()).toBe(206)
    expect((await part.body()).length).toBe(1000)
    expect(part.headers()['content-range']).toMatch(/^bytes 1000-1999\/\d+$/)
    const beyond = await ada.context.request.get(url, { headers: { range: 'bytes=999999999-' } })
    expect(beyond.status()).toBe(416)

    const stranger = await browser.newContext()
    expect((await stranger.request.get(url)).status()).toBe(401)
    await stranger.close()
    expectNoErrors(ada)
  })

  it('shows others who listens, and where', async () => {
    const mira = await study.join('Mira Sand', 'analyst')
    const [ada, other] = [await study.open(study.owner, study.desk), await study.open(mira, study.desk)]
    await Promise.all([deskReady(ada.page), deskReady(other.page)])
    await clickWords(ada.page, 'It would mean an answer')
    await see(other.page.getByRole('button', { name: /^Ada Moreau, listening at \d+:\d\d/ }))
    await other.page.getByRole('button', { name: /^Ada Moreau, / }).click()
    await other.page.getByRole('menuitem', { name: 'Go to where Ada Moreau is' }).click()
    await eventually(() =>
      paragraph(other.page, 'It would mean an answer').evaluate(turn => {
        const { top, bottom } = turn.getBoundingClientRect()
        return bottom > 0 && top < innerHeight
      }),
    ).toBe(true)
    expectNoErrors(ada, other)
  })
})
