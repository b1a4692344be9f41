import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { unzipSync } from 'fflate'
import type { Browser, Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { expectNoErrors, saved } from './support/deskActions.ts'
import { newPerson, PATIENCE_MS } from './support/openBrowser.ts'
import type { Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

const CLAIM = 'Being asked comes before being heard'
const [SHARED, KEPT, OPEN] = [
  'He waited. That',
  'I used to think it was courage',
  'The idea is yours until it works',
] as const

describe('sharing a finding', () => {
  let app: App
  let browser: Browser
  let study: Study
  let folder: string
  useStudy(async made => {
    ;({ app, browser, study } = made)
    folder = await mkdtemp(join(tmpdir(), 'polyphony-site-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  const narrative = (page: Page) => page.getByRole('textbox', { name: 'Narrative' })
  const voice = (page: Page, words: string) =>
    page.getByRole('list', { name: 'Voices' }).getByRole('listitem').filter({ hasText: words })

  it('goes from a claim over approved voices to a site that plays without a network', async () => {
    const wanda = await study.join('Wanda Holt', 'writer')
    const ada = await study.open(study.owner, `/w/${study.workspace}/findings`)
    const { page } = ada

    // A claim, with its theme.
    await page.getByRole('button', { name: 'New finding' }).click()
    await page.getByLabel('The claim, in a sentence').fill(CLAIM)
    await page.getByRole('dialog').getByLabel('Themes').first().fill('Voice')
    await page.getByRole('option', { name: 'Voice' }).click()
    // Its list closes; Escape would close the dialog.
    await page.keyboard.press('Tab')
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
    await page.waitForURL(/findings\/./)
    await see(page.getByRole('heading', { name: CLAIM }))
    const path = new URL(page.url()).pathname

    // Two write at once, and each sees the other's words come.
    const other = await study.open(wanda, path)
    await see(narrative(other.page))
    await narrative(page).click()
    await page.keyboard.type('Four people were asked, for once.')
    await see(narrative(other.page).getByText('Four people were asked, for once.'))
    await narrative(other.page).click()
    await other.page.keyboard.press('Control+End')
    await other.page.keyboard.press('Enter')
    await other.page.keyboard.type('None of them was surprised by the answer.')
    await see(narrative(page).getByText('None of them was surprised by the answer.'))
    await see(narrative(page).getByText('Wanda Holt'))
    await Promise.all([saved(page), saved(other.page)])

    // Voices, picked from what was highlighted.
    await page.getByRole('button', { name: 'Pick from highlights' }).click()
    for (const words of [SHARED, KEPT, OPEN]) {
      await page.getByRole('dialog').getByLabel('Find words').fill(words)
      await page
        .getByRole('button', { name: new RegExp(`^Pick “${words.slice(0, 12)}`) })
        .first()
        .click()
      await see(page.getByRole('button', { name: 'Picked' }))
    }
    await page.keyboard.press('Escape')
    await other.page.reload()
    for (const words of [SHARED, KEPT, OPEN]) await see(voice(other.page, words))
    expect(await other.page.getByRole('button', { name: 'Approve' }).count()).toBe(0)

    // Each is decided on its own, with the reason.
    await voice(page, SHARED).getByRole('button', { name: 'Approve' }).click()
    await page.getByLabel(/^Why, or under which condition/).fill('Juniper would like it heard.')
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
    await see(voice(page, SHARED).getByText('Approved'))
    await voice(page, KEPT).getByRole('button', { name: 'Decline' }).click()
    const decline = page.getByRole('dialog').getByRole('button', { name: 'Decline' })
    expect(await decline.isDisabled()).toBe(true)
    await page.getByLabel('Why not?').fill('The group would be known by it.')
    await decline.click()
    await see(voice(page, KEPT).getByText('Declined'))
    await other.page.reload()
    await see(voice(other.page, KEPT).getByText('The group would be known by it.'))

    await page.getByRole('button', { name: 'What will leave' }).click()
    await see(page.getByRole('region', { name: 'Leaves', exact: true }).getByText(SHARED))
    for (const words of [KEPT, OPEN])
      await see(page.getByRole('region', { name: 'Stays' }).getByText(words.slice(0, 20)))
    await page.keyboard.press('Escape')

    // The export, to the file in one's hands.
    await page.getByRole('link', { name: 'Exports' }).click()
    await page.getByLabel('Findings', { exact: true }).first().fill('Being asked')
    await page.getByRole('option', { name: CLAIM }).click()
    await page.keyboard.press('Escape')
    await see(page.getByText('2 of 3 excerpts will stay'))
    // What the team said to each other is never part of a site.
    const comments = page.getByRole('checkbox', { name: 'Comments of the team' })
    expect(await comments.count()).toBe(0)
    await page.getByRole('checkbox', { name: /^Tables/ }).check()
    await see(comments)
    await page.getByRole('checkbox', { name: /^Tables/ }).uncheck()
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const ready = page.getByRole('link', { name: /^Download/ })
    // At the start the bar has no width yet.
    await page
      .getByRole('progressbar', { name: 'Progress of the export' })
      .or(ready)
      .first()
      .waitFor({ state: 'attached' })
    // Made by a process of its own, which has to start, and cuts the sound.
    await ready.waitFor({ timeout: 3 * PATIENCE_MS })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Download/ }).click(),
    ])
    const files = unzipSync(await readFile(await download.path()))
    for (const [name, bytes] of Object.entries(files)) {
      if (name.endsWith('/')) continue
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), bytes)
    }
    const index = Object.keys(files).find(name => name.endsWith('index.html'))!
    const text = Object.entries(files)
      .filter(([name]) => name.endsWith('.html'))
      .map(([, bytes]) => Buffer.from(bytes).toString())
      .join('\n')
    for (const words of [KEPT, OPEN, 'Ada Moreau', 'Wanda Holt', 'example.org'])
      expect(text).not.toContain(words)
    expect(Object.keys(files).filter(name => name.endsWith('.mp3'))).toHaveLength(1)

    // Read by somebody of the community, from a stick, without any network.
    for (const colorScheme of ['light', 'dark'] as const) {
      const reader = await newPerson(browser, { colorScheme })
      await reader.context.setOffline(true)
      const asked: string[] = []
      reader.page.on('request', request => asked.push(request.url()))
      await reader.page.goto(pathToFileURL(join(folder, index)).href)
      await checkAccessibility(reader.page, `the site's list, ${colorScheme}`)
      await reader.page.getByRole('link', { name: CLAIM }).click()
      await see(reader.page.getByRole('heading', { name: CLAIM, level: 1 }))
      await see(reader.page.getByText('Four people were asked, for once.'))
      await see(reader.page.getByText('None of them was surprised by the answer.'))
      await see(reader.page.getByText(SHARED))
      await see(reader.page.getByText('Juniper', { exact: true }))
      expect(await reader.page.locator('audio').count()).toBe(1)
      const advanced = await reader.page.locator('audio').evaluate(
        (audio: HTMLAudioElement) =>
          new Promise<number>((resolve, reject) => {
            audio.addEventListener('timeupdate', () => audio.currentTime > 0.5 && resolve(audio.currentTime))
            audio.addEventListener('error', () => reject(new Error(audio.error?.message)))
            audio.play().catch(reject)
          }),
      )
      expect(advanced).toBeGreaterThan(0.5)
      await checkAccessibility(reader.page, `the site's finding, ${colorScheme}`)
      expect(asked.filter(url => !/^(file|data):/.test(url))).toEqual([])
      expectNoErrors(reader)
      await reader.context.close()
    }

    // Taken back, it leaves no more.
    await page.goto(app.url + path)
    await voice(page, SHARED).getByRole('button', { name: 'Take the decision back' }).click()
    await see(voice(page, SHARED).getByText('To decide'))
    await page.getByRole('button', { name: 'What will leave' }).click()
    await see(page.getByText(/No excerpt may leave yet/))
    expectNoErrors(ada, other)
  })

  it('asks the trustee in a queue of their own, who hears before deciding', async () => {
    const tomas = await study.join('Tomas Reed', 'trustee')
    const ada = await study.open(study.owner, `/w/${study.workspace}/findings`)
    await ada.page.getByRole('button', { name: 'New finding' }).click()
    await ada.page.getByLabel('The claim, in a sentence').fill('A room that cooks')
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
    await ada.page.waitForURL(/findings\/./)
    await ada.page.getByRole('button', { name: 'Pick from highlights' }).click()
    await ada.page.getByRole('dialog').getByLabel('Find words').fill('eleven countries on a Sunday')
    await ada.page.getByRole('button', { name: /^Pick “But we have eleven/ }).click()
    await see(ada.page.getByRole('button', { name: 'Picked' }))

    const trustee = await study.open(tomas, `/w/${study.workspace}/to-decide`)
    const { page } = trustee
    const waiting = page
      .getByRole('list', { name: 'To decide' })
      .getByRole('listitem')
      .filter({ hasText: 'A room that cooks' })
    await see(waiting)
    await waiting.getByRole('button', { name: /^Play “/ }).click()
    await see(waiting.getByRole('button', { name: /^Stop “/ }))
    await waiting.getByRole('button', { name: 'Approve' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
    await seeNoMore(waiting)
    await page.getByText('Approved', { exact: true }).click()
    await eventually(() =>
      page.getByRole('list', { name: 'Approved' }).getByText('A room that cooks').count(),
    ).toBe(1)
    expectNoErrors(ada, trustee)
  })
})
