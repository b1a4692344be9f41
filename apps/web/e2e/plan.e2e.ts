import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { expectNoErrors } from './support/deskActions.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

const MENTORING = 'Offer mentoring to everyone, by trained mentors'

describe('the plan', () => {
  let app: App
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ app, study } = made)
    mira = await study.join('Mira Sand', 'analyst')
  })

  const plan = (): string => `/w/${study.workspace}/codebook/plan`
  const mappedTo = (page: Page, title: string): Locator =>
    page.getByRole('list', { name: `Codes mapped to “${title}”` })

  it('several codes are mapped by keyboard and one by dragging; others see it; it is changed and taken back', async () => {
    const [ada, other] = await Promise.all([study.open(study.owner, plan()), study.open(mira, plan())])
    const { page } = ada
    await see(page.getByRole('heading', { name: 'Commitments' }))
    // Analysts read.
    await see(other.page.getByRole('heading', { name: 'Commitments' }))
    expect(await other.page.getByRole('checkbox').count()).toBe(0)

    for (const name of ['Being asked', 'Unwritten rules']) {
      await page.getByRole('checkbox', { name, exact: true }).focus()
      await page.keyboard.press('Space')
    }
    await page.getByRole('button', { name: `Map 2 here: 2 codes to “${MENTORING}”` }).press('Enter')
    for (const each of [page, other.page]) {
      await see(mappedTo(each, MENTORING).getByText('Being asked'))
      await see(mappedTo(each, MENTORING).getByText('Unwritten rules'))
    }
    await eventually(() => page.getByRole('checkbox', { checked: true }).count()).toBe(0)

    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('checkbox', { name: 'Heard at last', exact: true }) })
      .dragTo(page.getByRole('link', { name: /^4\. Reinforce positive interactions/ }))
    const commitment = 'Reinforce positive interactions and an enduring sense of belonging'
    await see(mappedTo(other.page, commitment).getByText('Heard at last'))

    await mappedTo(page, MENTORING)
      .getByRole('button', { name: /^Being asked/ })
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: /^part of it/ }).click()
    await dialog.getByLabel('Note').fill('Mentors ask.')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await see(mappedTo(other.page, MENTORING).getByText('part of it'))
    await checkAccessibility(page, 'the plan')

    await mappedTo(page, MENTORING)
      .getByRole('button', { name: /^Unwritten rules/ })
      .click()
    await dialog.getByRole('button', { name: 'Take the mapping away' }).click()
    await seeNoMore(mappedTo(other.page, MENTORING).getByText('Unwritten rules'))
    await page
      .getByRole('status')
      .filter({ hasText: '“Unwritten rules” is not mapped' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await see(mappedTo(other.page, MENTORING).getByText('Unwritten rules'))

    // The page's own undo goes on from there: how “Being asked” maps, then the dragging.
    await page.getByRole('button', { name: /^Undo: change how “Being asked” maps/ }).click()
    await seeNoMore(mappedTo(other.page, MENTORING).getByText('part of it'))
    await page.keyboard.press('Control+z')
    await seeNoMore(mappedTo(other.page, commitment).getByText('Heard at last'))
    await page.keyboard.press('Control+Shift+z')
    await see(mappedTo(other.page, commitment).getByText('Heard at last'))
    expectNoErrors(ada, other)
  })

  it('a code says what it is mapped to, and is mapped from its own page', async () => {
    const ada = await study.open(study.owner, `/w/${study.workspace}/codebook`)
    const { page } = ada
    await see(page.getByRole('treeitem', { name: /^Credit goes elsewhere/ }))
    const answer = await page.request.get(`${app.url}/api/workspaces/${study.workspace}/ontology`)
    const { codes } = (await answer.json()) as { codes: Record<string, { id: string; name: string }> }
    const { id } = Object.values(codes).find(({ name }) => name === 'Credit goes elsewhere')!
    await page.goto(`${app.url}/w/${study.workspace}/codebook/codes/${id}`)
    const section = page.getByRole('region', { name: 'Mapped to' })
    await see(section.getByText('This code is not mapped to the plan.'))
    await section.getByRole('button', { name: 'Map to…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Map “Credit goes elsewhere”' })
    await dialog.getByRole('combobox', { name: 'Priority, commitment or action' }).fill('wellbeing')
    await page.getByRole('option', { name: 'Run a wellbeing lab' }).click()
    await dialog.getByRole('button', { name: 'Map', exact: true }).click()
    await see(section.getByRole('link', { name: 'Run a wellbeing lab' }))
    await section.getByRole('button', { name: 'Remove: Run a wellbeing lab' }).click()
    await see(section.getByText('This code is not mapped to the plan.'))
    expectNoErrors(ada)
  })

  it('leads keep actions up to date, add their own and hide shipped ones; each change is on record', async () => {
    const [ada, other] = await Promise.all([
      study.open(study.owner, plan()),
      study.open(mira, `${plan()}/action-4-2`),
    ])
    const { page } = ada
    await see(other.page.getByText('Nothing has been changed; it is as it came.'))
    await page.getByRole('button', { name: 'Edit “Run a wellbeing lab”' }).click()
    await page.getByRole('menuitem', { name: 'Edit…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Status' }).selectOption('done')
    await dialog.getByRole('button', { name: 'Add an owner' }).click()
    await dialog.getByLabel('Who answers for it').fill('Dean of student life')
    await dialog.getByLabel('Goals').fill('Open every evening\nKnown to everyone')
    await dialog.getByLabel('Link').fill('javascript:alert(1)')
    await see(dialog.getByText('A link begins with https:// or http://.'))
    await dialog.getByLabel('Link').fill('https://example.org/lab')
    await checkAccessibility(page, 'an action being edited', '[role=dialog]')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await seeNoMore(dialog)
    await page.getByRole('link', { name: /^Run a wellbeing lab/ }).click()
    const facts = page.getByRole('article', { name: 'Run a wellbeing lab' })
    await see(facts.getByText('Dean of student life'))
    await see(facts.getByText('Known to everyone'))
    await see(page.getByText('Status: in progress → done'))
    // Others have it before them at once; analysts take nothing back.
    await see(other.page.getByText('Status: in progress → done'))
    expect(await other.page.getByRole('button', { name: /^Take back/ }).count()).toBe(0)
    await page.getByRole('button', { name: /^Take back: Run a wellbeing lab, Status/ }).click()
    await see(page.getByText('Status: done → in progress'))
    await seeNoMore(other.page.getByText('Dean of student life', { exact: true }))
    await page.keyboard.press('Control+z')
    await see(facts.getByText('Dean of student life'))
    await see(other.page.getByRole('article').getByText('Dean of student life'))

    await page.getByRole('link', { name: 'Back to the plan' }).click()
    await page.getByRole('button', { name: 'Add a commitment' }).click()
    await dialog.getByLabel('Title').fill('Listen every year')
    await dialog.getByLabel('Number').fill('6')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await see(page.getByRole('link', { name: /^6\. Listen every year/ }))

    await page.getByRole('button', { name: 'Edit “Listen every year”' }).click()
    await page.getByRole('menuitem', { name: 'Hide' }).click()
    await seeNoMore(page.getByRole('link', { name: /^6\. Listen every year/ }))
    await page.getByText('Hidden: 1').click()
    await page.keyboard.press('Control+z')
    await see(page.getByRole('link', { name: /^6\. Listen every year/ }))
    await page.keyboard.press('Control+z')
    await seeNoMore(page.getByRole('link', { name: /^6\. Listen every year/ }))
    await page.getByText('Hidden: 1').click()
    await page.getByRole('button', { name: 'Show “Listen every year” again' }).click()
    await see(page.getByRole('link', { name: /^6\. Listen every year/ }))
    expectNoErrors(ada, other)
  })

  it('a page tells what the themes say, with excerpts to hear, and what may leave is downloaded', async () => {
    const ada = await study.open(study.owner, plan(), { colorScheme: 'dark' })
    const { page } = ada
    // As the demo comes.
    await see(mappedTo(page, 'Belonging').getByText('nearly the same'))
    await page.getByRole('link', { name: /^Belonging: / }).click()
    await see(page.getByRole('heading', { name: 'Belonging', level: 1 }))
    const theme = page.getByRole('article', { name: 'Belonging' })
    await see(theme.getByText(/\d+ codings, \d+ (people speak|person speaks)/))
    await eventually(() => theme.getByRole('listitem').count()).toBe(3)
    await see(theme.getByRole('button', { name: /^Play/ }))
    await page.getByText('1', { exact: true }).first().click()
    await eventually(() => theme.getByRole('listitem').count()).toBe(1)
    await see(
      page.getByRole('region', { name: 'Tensions, connections, commonalities' }).getByText('Tension').first(),
    )
    await checkAccessibility(page, 'what the themes say')

    await page.getByText('10', { exact: true }).first().click()
    await eventually(() => theme.getByRole('listitem').count()).toBeGreaterThan(3)
    await see(theme.getByText('team only'))
    const stays = await theme
      .getByRole('listitem')
      .filter({ hasText: 'team only' })
      .first()
      .getByRole('paragraph')
      .first()
      .textContent()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ])
    const text = await readFile((await download.path())!, 'utf8')
    expect(text).toContain('# Belonging')
    expect(text).toContain('## Themes')
    // Nobody has decided on these words.
    expect(text).not.toContain(stays!.slice(-40))
    await page.emulateMedia({ media: 'print' })
    await seeNoMore(page.getByRole('button', { name: 'Print' }))
    await seeNoMore(theme.getByText('team only'))
    expectNoErrors(ada)
  })
})
