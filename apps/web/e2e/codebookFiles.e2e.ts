import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { expectNoErrors } from './support/deskActions.ts'
import type { WatchedPage } from './support/openBrowser.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

const QDC = (codes: string) =>
  `<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Elsewhere 12"><Codes>${codes}</Codes></CodeBook>`

const HARBOUR = QDC(`
  <Code guid="c001" name="Harbour" isCodable="true" color="rgb(10,20,30)"><Description>Where ships rest.</Description>
    <Code guid="D7AA29DA-519B-4946-9B90-253B6DB8FD0A" name="Mooring" isCodable="true"/>
    <Code guid="D7AA29DA-519B-4946-9B90-253B6DB8FD0B" name="Fog" isCodable="true"/>
  </Code>
  <Code guid="D7AA29DA-519B-4946-9B90-253B6DB8FD0C" name="Belonging" isCodable="true">
    <Description>As another team understands it.</Description>
  </Code>`)

describe('codebooks as files', () => {
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ study } = made)
    mira = await study.join('Mira Sand', 'analyst')
  })

  const open = async (person: Person, options = {}): Promise<WatchedPage> => {
    const watched = await study.open(person, `/w/${study.workspace}/codebook`, options)
    await see(code(watched.page, 'Belonging'))
    return watched
  }
  const code = (page: Page, name: string): Locator =>
    page.getByRole('treeitem', { name: new RegExp(`^${name} ?([\\d,]+ codings?.*)?$`) })
  const handOver = async (page: Page, name: string, content: string): Promise<Locator> => {
    const dialog = page.getByRole('dialog', { name: 'Import a codebook' })
    if (!(await dialog.isVisible())) await page.getByRole('button', { name: 'Import…' }).click()
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })
    return dialog
  }
  const row = (dialog: Locator, name: string): Locator =>
    dialog
      .getByRole('listitem')
      .filter({ has: dialog.page().getByLabel(`What to do with “${name}”`, { exact: true }) })

  it('says what a format would leave out, and hands the file over; analysts export, and do not import', async () => {
    const { page, errors } = await open(mira)
    expect(await page.getByRole('button', { name: 'Import…' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Export…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Export the codebook' })
    await dialog.getByRole('radio', { name: /^SKOS, Turtle/ }).click()
    await see(dialog.getByText('Nothing of the codebook is left out.'))
    await dialog.getByRole('radio', { name: /^Table/ }).click()
    await see(dialog.getByText(/^Relations have no place in this format/))
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('link', { name: 'Download' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('codebook.csv')
    expect(await readFile((await download.path())!, 'utf8')).toContain('Being asked')
    expectNoErrors({ errors })
  })

  it('shows code by code what a file would do, imports it as one act, and takes it back as one', async () => {
    const [ada, other] = await Promise.all([open(study.owner), open(mira)])
    const { page } = ada
    const dialog = await handOver(page, 'harbour.qdc', HARBOUR)
    await see(row(dialog, 'Harbour').getByText('New', { exact: true }))
    await see(dialog.getByText('written by Elsewhere 12'))
    await see(dialog.getByText(/^Codes have a GUID that is none/))
    await see(dialog.getByText(/^Colours in another notation were converted/))
    await see(row(dialog, 'Belonging').getByText('is “Belonging”, known by name and place'))

    // Side by side where file and codebook differ; the codebook's stays unless one says otherwise.
    await row(dialog, 'Belonging')
      .getByRole('button', { name: /^1 difference of/ })
      .click()
    const ours = row(dialog, 'Belonging').getByRole('row', { name: /^In a sentence/ })
    await see(ours.getByText('As another team understands it.'))
    await see(ours.getByText('stays'))
    await dialog.getByText('Take the file’s').click()
    await see(ours.getByText('taken'))
    await dialog.getByText('Fill what is empty').click()
    await see(ours.getByText('stays'))

    await dialog.getByLabel('What to do with “Fog”').selectOption('Leave out')
    await see(row(dialog, 'Fog').getByText('is left out, as you decided'))
    await dialog.getByLabel('What to do with “Mooring”').selectOption('It is one of ours…')
    await dialog.getByLabel('Which code is “Mooring”?').fill('Unwritten')
    await page.getByRole('option', { name: 'Unwritten rules' }).click()
    await see(row(dialog, 'Mooring').getByText('is “Unwritten rules”, as you decided'))
    await see(dialog.getByRole('button', { name: 'Left out 1' }))
    await checkAccessibility(page, 'the plan of an import', '[role=dialog]')
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()

    await seeNoMore(dialog)
    for (const each of [page, other.page]) await see(code(each, 'Harbour'))
    expect(await code(page, 'Mooring').count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    for (const each of [page, other.page]) await seeNoMore(code(each, 'Harbour'))
    await see(code(page, 'Unwritten rules'))
    expectNoErrors(ada, other)
  })

  it('plans anew when somebody changes the codebook meanwhile, and forgets no decision', async () => {
    const [ada, other] = await Promise.all([open(study.owner), open(study.owner)])
    const { page } = ada
    const dialog = await handOver(
      page,
      'coast.qdc',
      QDC('<Code guid="a" name="Lighthouse" isCodable="true"/><Code guid="b" name="Dune" isCodable="true"/>'),
    )
    await dialog.getByLabel('What to do with “Dune”').selectOption('Leave out')
    await see(row(dialog, 'Lighthouse').getByText('New', { exact: true }))

    await other.page.getByRole('button', { name: 'New code', exact: true }).click()
    await other.page.getByRole('dialog').getByLabel('Name').fill('Lighthouse')
    await other.page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
    await see(dialog.getByText(/^Somebody changed the codebook meanwhile/))
    await see(row(dialog, 'Lighthouse').getByText('is “Lighthouse”, known by name and place'))
    await see(row(dialog, 'Dune').getByText('is left out, as you decided'))
    await see(dialog.getByText('All of it is here already: there is nothing to import.'))
    await eventually(() => dialog.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(
      true,
    )
    await dialog.getByRole('button', { name: 'Forget my one decision' }).click()
    await see(dialog.getByText('1 change, taken back as one'))
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    for (const each of [page, other.page]) await see(code(each, 'Dune'))
    expectNoErrors(ada, other)
  })

  it('says of a bad file what is wrong with it; thousands of codes are found and decided together', async () => {
    const { page, errors } = await open(study.owner, { colorScheme: 'dark' })
    const dialog = await handOver(page, 'evil.qdc', `<!DOCTYPE x [<!ENTITY e "x">]>${HARBOUR}`)
    await see(dialog.getByRole('alert').getByText(/document type/i))
    await checkAccessibility(page, 'a codebook that is refused', '[role=dialog]')
    await dialog.getByRole('button', { name: 'Another file' }).click()

    const rows = ['name,parent']
    for (let theme = 0; theme < 300; theme++) {
      rows.push(`Theme ${theme},`)
      for (let n = 0; n < 9; n++) rows.push(`Idea ${theme}.${n},Theme ${theme}`)
    }
    await handOver(page, 'many.csv', rows.join('\n'))
    await see(dialog.getByRole('button', { name: 'New 3,000' }))
    // Only what is in view is drawn.
    expect(await dialog.getByRole('listitem').count()).toBeLessThan(60)
    await dialog.getByLabel('Find in the file').fill('299')
    await see(row(dialog, 'Theme 299'))
    await dialog.getByRole('button', { name: 'Leave these 10 out' }).click()
    await see(dialog.getByText('2,990 changes, taken back as one'))
    await checkAccessibility(page, 'a plan in dark', '[role=dialog]')
    expectNoErrors({ errors })
  })
})
