import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { expectNoErrors } from './support/deskActions.ts'
import type { WatchedPage } from './support/openBrowser.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('the history of the codebook', () => {
  let app: App
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ app, study } = made)
    mira = await study.join('Mira Sand', 'analyst')
  })

  const history = (): string => `/w/${study.workspace}/codebook/history`
  /** Changes the codebook as a browser would, and says at which revision it is. */
  const change = async ({ page }: WatchedPage, ...operations: object[]): Promise<number> => {
    const answer = await page.request.post(
      `${app.url}/api/workspaces/${study.workspace}/ontology/operations`,
      {
        data: { operations },
        headers: { origin: app.url },
      },
    )
    if (!answer.ok()) throw new Error(await answer.text())
    return ((await answer.json()) as { revision: number }).revision
  }
  const create = (id: string, name: string) => ({ type: 'create', id, name })
  const row = (page: Page, words: string | RegExp): Locator =>
    page.getByRole('listitem').filter({ hasText: words })

  it('tells who did what and why, live, and finds it by person, kind and code', async () => {
    const ada = await study.open(study.owner, history())
    const { page } = ada
    await see(page.getByRole('heading', { name: 'History', level: 1 }))
    const other = await study.open(mira, history())
    await see(other.page.getByRole('heading', { name: 'Today' }))
    await change(ada, create('heron', 'Heron'), create('egret', 'Egret'))
    await change(ada, { type: 'merge', ids: ['egret'], into: 'heron', reason: 'One bird to us.' })
    await change(other, create('ibis', 'Ibis'))

    for (const each of [page, other.page]) {
      await see(row(each, 'merged “Egret” into “Heron”').getByText('One bird to us.'))
      await see(row(each, 'proposed “Ibis”').getByText('Mira Sand'))
    }
    // Who proposed it may take it back; what leads did, they may not.
    await see(row(other.page, 'proposed “Ibis”').getByRole('button', { name: /^Take back/ }))
    expect(await row(other.page, 'merged “Egret”').getByRole('button').count()).toBe(0)

    await page.getByRole('combobox', { name: 'Person' }).click()
    await page.getByRole('option', { name: 'Mira Sand' }).click()
    await see(row(page, 'proposed “Ibis”'))
    await seeNoMore(row(page, 'merged “Egret”'))
    await page.reload()
    await see(row(page, 'proposed “Ibis”'))
    expect(await row(page, 'merged “Egret”').count()).toBe(0)

    await page.goto(`${app.url}${history()}?code=heron`)
    await see(row(page, 'merged “Egret” into “Heron”'))
    await seeNoMore(row(page, 'proposed “Ibis”'))
    await page.getByRole('combobox', { name: 'Kind of change' }).click()
    await page.getByRole('option', { name: 'Made or proposed' }).click()
    await see(row(page, 'made “Heron”'))
    await seeNoMore(row(page, 'merged “Egret”'))
    await page.getByLabel('Up to the end of').fill('2020-01-01')
    await see(page.getByRole('heading', { name: 'No change is like this.' }))
    await page.getByRole('button', { name: 'Show all changes' }).click()
    await see(row(page, 'proposed “Ibis”'))
    await checkAccessibility(page, 'the timeline')
    expectNoErrors(ada, other)
  })

  it('shows the codebook as it was, and what differs between two moments', async () => {
    const ada = await study.open(study.owner, history(), { colorScheme: 'dark' })
    const { page } = ada
    await see(page.getByRole('heading', { name: 'Today' }))
    const made = await change(ada, create('oak', 'Oak'), create('fir', 'Fir'))
    const later = await change(
      ada,
      { type: 'rename', id: 'oak', name: 'Holm oak' },
      { type: 'define', id: 'oak', definition: { short: 'Evergreen.' } },
      { type: 'retire', id: 'fir', reason: 'Nobody coded it.' },
    )
    await row(page, 'made “Fir”')
      .getByRole('link', { name: /^The codebook then/ })
      .click()
    await see(page.getByRole('heading', { name: `The codebook after no. ${made}` }))
    await page.getByLabel('Find a code').fill('oak')
    const codes = page.getByRole('region', { name: 'Codes' })
    await see(codes.getByText('Oak', { exact: true }))
    await page.getByLabel('Find a code').fill('fir')
    await see(codes.getByText('Fir', { exact: true }))
    await see(codes.getByText('changed here'))
    await checkAccessibility(page, 'the codebook as it was')

    await page.getByRole('link', { name: 'Compare with now' }).click()
    await see(page.getByRole('region', { name: 'Renamed' }).getByText('“Oak” is called “Holm oak”'))
    await see(page.getByRole('region', { name: 'Adopted, retired, restored' }).getByText('Nobody coded it.'))
    await see(page.getByRole('region', { name: 'Described otherwise' }).getByText('Evergreen.'))
    await page.getByLabel('From change no.').fill(String(later - 1))
    await page.getByLabel('From change no.').press('Enter')
    await seeNoMore(page.getByRole('region', { name: 'Renamed' }))
    await see(page.getByText('1 difference', { exact: true }))
    await page.getByRole('button', { name: 'The other way round' }).click()
    await see(page.getByText('“Fir” is adopted; it was retired'))
    await checkAccessibility(page, 'two moments compared')
    expectNoErrors(ada)
  })

  it('says what taking back would do, does it, and takes that back; or says why it cannot be', async () => {
    const ada = await study.open(study.owner, history())
    const { page } = ada
    await see(page.getByRole('heading', { name: 'Today' }))
    await change(ada, create('moth', 'Moth'), create('wasp', 'Wasp'), {
      type: 'merge',
      ids: ['moth'],
      into: 'wasp',
      reason: 'Insects.',
    })
    const dialog = page.getByRole('dialog', { name: 'Take this change back?' })
    await page.getByRole('button', { name: 'Take back: merged “Moth” into “Wasp”' }).click()
    await see(dialog.getByText('“Moth”; it was merged into “Wasp”'))
    await checkAccessibility(page, 'taking back', '[role=dialog]')
    await dialog.getByRole('button', { name: 'Take back' }).click()
    await seeNoMore(dialog)
    await see(row(page, 'merged “Moth” into “Wasp”').getByText(/^taken back by no\./))
    await page.getByRole('button', { name: 'Undo' }).click()
    await eventually(() =>
      row(page, 'merged “Moth” into “Wasp”')
        .getByText(/^taken back by/)
        .count(),
    ).toBe(0)

    // “Moth” has been merged since it was made: that comes first.
    await page.getByRole('button', { name: 'Take back: made “Moth”' }).click()
    await see(dialog.getByRole('alert').getByText(/changed again since/))
    expect(await dialog.getByRole('button', { name: 'Take back' }).count()).toBe(0)
    expectNoErrors(ada)
  })
})
