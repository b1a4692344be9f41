import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import {
  applyCode,
  card,
  codeWords,
  deskReady,
  dragOver,
  expectNoErrors,
  goTo,
  lookAt,
  paintedWords,
  palette,
  paragraph,
  saved,
} from './support/deskActions.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('undo', () => {
  let app: App
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ app, study } = made)
    mira = await study.join('Mira Sand', 'analyst')
  })

  const both = async () => {
    const people = await Promise.all([study.open(study.owner, study.desk), study.open(mira, study.desk)])
    await Promise.all(people.map(({ page }) => deskReady(page)))
    return people as [(typeof people)[0], (typeof people)[0]]
  }
  const button = (page: Page, which: 'Undo' | 'Redo') =>
    page.getByRole('banner').getByRole('button', { name: new RegExp(`^${which}: `) })
  const label = (page: Page, which: 'Undo' | 'Redo') =>
    eventually(() => button(page, which).getAttribute('aria-label'))

  it('takes back everything done on the desk in one order, says what, and leaves what others do', async () => {
    const [ada, other] = await both()
    const { page } = ada
    await lookAt(other.page, 'Pay them first')
    await label(page, 'Undo').toBe('Undo: nothing yet')

    // In the layer, in the transcript, and in the layer again; the other works between, in the same turn too.
    await codeWords(page, 'Then train the six', 'Time for people')
    await goTo(page, 'Pay them first')
    await page.keyboard.press('e')
    await see(page.getByRole('textbox', { name: 'Correct what Rowan said' }))
    await page.keyboard.insertText('Indeed. ')
    await page.keyboard.press('Escape')
    await see(paragraph(other.page, 'Indeed. Pay them first.'))
    await goTo(other.page, 'Pay them first')
    await other.page.keyboard.press('e')
    await see(other.page.getByRole('textbox', { name: 'Correct what Rowan said' }))
    await other.page.keyboard.insertText('I say: ')
    await other.page.keyboard.press('Escape')
    await see(paragraph(page, 'Indeed. I say: Pay them first.'))
    await codeWords(other.page, 'pay them', 'Belonging')
    await goTo(page, 'Pay them first')
    await page.keyboard.press('e')
    await see(page.getByRole('textbox', { name: 'Correct what Rowan said' }))
    await page.keyboard.press('Enter')
    await see(paragraph(other.page, /^Pay them first\.$/))
    await page.keyboard.press('Escape')
    await dragOver(page, 'the whole corridor')
    await page.keyboard.press('c')
    await page.getByRole('textbox', { name: 'Write to the team' }).pressSequentially('Which corridor?')
    await page.keyboard.press('Control+Enter')
    await see(card(page, 'You').getByText('Which corridor?'))
    await saved(page)

    const steps = [
      /^comment on .*corridor/i,
      /^highlight “the whole corridor”$/,
      /^split Rowan’s turn$/,
      /^typing in Rowan’s turn$/,
      /^code ‘Time for people’ on “Then train the six”$/,
      /^highlight “Then train the six”$/,
    ]
    const said: string[] = []
    for (const step of steps) {
      await label(page, 'Undo').toMatch(new RegExp(step.source.replace('^', '^Undo: '), step.flags))
      said.push((await button(page, 'Undo').getAttribute('aria-label'))!.replace('Undo: ', ''))
      if (said.length % 2 === 0) await page.keyboard.press('Control+z')
      else await button(page, 'Undo').click()
      await see(page.getByRole('status').filter({ hasText: `Taken back: ${said.at(-1)}` }))
    }
    await label(page, 'Undo').toBe('Undo: nothing yet')
    // What the other did is there still, in the turn that was joined again.
    await see(paragraph(other.page, /^I say: Pay them first\.$/))
    await see(paragraph(page, /^I say: Pay them first\.$/))
    await eventually(() => paintedWords(page)).toContain('pay them')
    await eventually(() => paintedWords(page)).not.toContain('Then train the six')

    for (const what of said.toReversed()) {
      await label(page, 'Redo').toBe(`Redo: ${what}`)
      await page.keyboard.press('Control+Shift+z')
      await see(page.getByRole('status').filter({ hasText: `Done again: ${what}` }))
    }
    await see(paragraph(other.page, /^Pay them first\.$/))
    await eventually(() => paintedWords(other.page)).toContain('Then train the six')
    await saved(page)
    expectNoErrors(ada, other)
  })

  it('within a turn being corrected takes back what was typed, not what was coded before', async () => {
    const [ada] = await both()
    const { page } = ada
    await codeWords(page, 'The marks in the drawer', 'Speaking up costs')
    await goTo(page, 'I want Cedar')
    await page.keyboard.press('e')
    const field = page.getByRole('textbox', { name: 'Correct what Juniper said' })
    await see(field)
    await page.keyboard.insertText('Now ')
    await eventually(() => field.textContent()).toContain('Now I want Cedar')
    await page.keyboard.press('Control+z')
    await eventually(() => field.textContent()).not.toContain('Now I want')
    await page.keyboard.press('Escape')
    await label(page, 'Undo').toBe('Undo: code ‘Speaking up costs’ on “The marks in the drawer”')
    expectNoErrors(ada)
  })

  it('withdraws a code that was just made, brings it back, and keeps it once others use it', async () => {
    const [ada, other] = await both()
    const { page } = other
    const status = (name: string) =>
      eventually(async () => {
        const answer = await page.request.get(`${app.url}/api/workspaces/${study.workspace}/ontology`)
        const { codes } = (await answer.json()) as { codes: Record<string, { name: string; status: string }> }
        return Object.values(codes).find(code => code.name === name)?.status
      })
    await dragOver(page, 'I was being polite')
    await page.keyboard.press('v')
    await see(page.getByText('“I was being polite” was proposed as a code.'))
    await status('I was being polite').toBe('proposed')
    await see(ada.page.getByRole('button', { name: /^I was being polite/ }))

    await page.keyboard.press('Control+z')
    await see(page.getByText('Taken back: new code ‘I was being polite’ on “I was being polite”'))
    await status('I was being polite').toBe('retired')
    await seeNoMore(card(page, 'You'))
    await seeNoMore(ada.page.getByRole('button', { name: /^I was being polite/ }))
    await page.keyboard.press('Control+Shift+z')
    await status('I was being polite').toBe('proposed')
    await see(card(page, 'You').getByText('I was being polite').nth(1))

    await see(ada.page.getByRole('button', { name: /^I was being polite/ }))
    await dragOver(ada.page, 'I was being polite')
    await ada.page.keyboard.press('h')
    await see(palette(ada.page))
    await applyCode(ada.page, 'I was being polite')
    await saved(ada.page)
    await see(card(page, 'Ada Moreau'))
    await page.locator('body').press('Control+z')
    await see(page.getByText('Others have applied this code meanwhile: it stays in the codebook.'))
    await status('I was being polite').toBe('proposed')
    await see(card(page, 'Ada Moreau').getByText('I was being polite').nth(1))
    expectNoErrors(ada, other)
  })
})
