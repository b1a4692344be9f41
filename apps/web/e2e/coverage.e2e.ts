import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { clickWords, deskReady, expectNoErrors } from './support/deskActions.ts'
import type { Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

const recording = (page: Page) => page.getByRole('region', { name: 'Recording' })
const slider = (page: Page) => page.getByRole('slider', { name: 'Position in the recording' })
const position = async (page: Page): Promise<number> =>
  Number(await slider(page).getAttribute('aria-valuenow'))

/** Plays from these words until the recording is past a time, and pauses: the text follows what plays. */
const listen = async (page: Page, words: string, until: number): Promise<void> => {
  await clickWords(page, words)
  await eventually(() => position(page)).toBeGreaterThan(until)
  await page.keyboard.press(' ')
  await see(recording(page).getByRole('button', { name: 'Play' }))
}

interface Heard {
  member: string
  heard: [number, number][]
  seconds: number
  position: number | null
}

describe('listening coverage', () => {
  let app: App
  let study: Study
  useStudy(made => {
    ;({ app, study } = made)
  })

  const recorded = async (page: Page): Promise<Heard[]> =>
    (await page.request.get(`${app.url}/api/conversations/${study.conversation}/listening`)).json()

  it('shows both people which minutes each has heard, and goes on where one stopped', async () => {
    const mira = await study.join('Mira Sand', 'analyst')
    const [ada, other] = [await study.open(study.owner, study.desk), await study.open(mira, study.desk)]
    await Promise.all([deskReady(ada.page), deskReady(other.page)])

    // Ada listens at one place, jumps over minutes, and listens at another; Mira somewhere else.
    await listen(ada.page, 'It would mean an answer', 627)
    await listen(ada.page, 'Thank you for coming', 4)
    await listen(other.page, 'Fourth year of a doctorate', 47)
    await eventually(() => recorded(ada.page).then(list => list.length)).toBe(2)
    const [first, second] = (await recorded(ada.page)).sort((a, b) => b.heard.length - a.heard.length)
    expect(first!.heard).toHaveLength(2)
    // What was jumped over is not counted: ten minutes.
    expect(first!.seconds).toBeLessThan(90)
    expect(first!.heard[1]![0]).toBeCloseTo(625, -1)
    expect(second!.heard).toHaveLength(1)

    await ada.page.getByRole('button', { name: /who has heard what/ }).click()
    const table = ada.page.getByRole('table', { name: 'How much of the recording each person has heard' })
    await see(table.getByRole('row', { name: /Ada Moreau \(you\).* s [1-9]%/ }))
    await see(table.getByRole('row', { name: /Mira Sand.* s [1-9]%/ }))
    await see(table.getByRole('row', { name: /Teo Kallas not yet 0%/ }))
    await checkAccessibility(ada.page, 'who has heard what', '[role="dialog"][data-position]')
    await ada.page.keyboard.press('Escape')
    await seeNoMore(table)

    // Another browser of Ada's: the playhead stands there, the text does not move, and nothing plays.
    const later = await study.open(study.owner, study.desk, { colorScheme: 'dark' })
    await deskReady(later.page)
    const goOn = later.page.getByRole('button', { name: /^Go on at 0:\d\d$/ })
    await see(goOn)
    await eventually(() => position(later.page)).toBeGreaterThanOrEqual(5)
    await see(recording(later.page).getByRole('button', { name: 'Play' }))
    await checkAccessibility(later.page, 'going on', 'section[aria-label="Recording"]')
    await goOn.click()
    await see(recording(later.page).getByRole('button', { name: 'Pause' }))
    await seeNoMore(goOn)

    // An address with a place of its own is obeyed.
    const linked = await study.open(study.owner, `${study.desk}?t=300`)
    await deskReady(linked.page)
    await eventually(() => position(linked.page)).toBe(300)
    await see(linked.page.getByRole('button', { name: /^Go on at/ }))
    expect(await position(linked.page)).toBe(300)

    // The list of conversations tells how much I and others have heard.
    await linked.page.goto(`${app.url}/w/${study.workspace}/conversations`)
    await see(linked.page.getByRole('img', { name: /^You: \d+%, Mira Sand: \d+%$/ }))
    expectNoErrors(ada, other, later, linked)
  })

  it('keeps what was heard without a network, and records it when it is back', async () => {
    const ada = await study.open(study.owner, study.desk)
    const { page, context } = ada
    await deskReady(page)
    await clickWords(page, 'And a kitchen')
    await see(recording(page).getByRole('button', { name: 'Pause' }))
    await context.setOffline(true)
    await eventually(() => position(page)).toBeGreaterThan(604)
    await page.keyboard.press(' ')
    await eventually(() =>
      page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('polyphony-heard:')).length),
    ).toBe(1)
    await page.close()
    await context.setOffline(false)
    const again = await context.newPage()
    await again.goto(app.url + study.desk)
    await deskReady(again)
    await eventually(async () => (await recorded(again))[0]?.seconds ?? 0).toBeGreaterThan(2)
    expectNoErrors(ada)
  })
})
