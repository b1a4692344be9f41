import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { card, deskReady, expectNoErrors, goTo, palette, saved } from './support/deskActions.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('the desk by keyboard alone, and heard instead of seen', () => {
  let app: App
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ app, study } = made)
    mira = await study.join('Mira Sand', 'analyst')
  })

  const open = async (person: Person) => {
    const watched = await study.open(person, study.desk)
    await deskReady(watched.page)
    return watched
  }
  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const change = (page: Page, ...operations: object[]) =>
    page.request.post(`${app.url}/api/workspaces/${study.workspace}/ontology/operations`, {
      data: { operations },
      headers: { origin: app.url },
    })
  /** What the keyboard stands on, by its name; "nothing" when it has been lost. */
  const at = (page: Page) =>
    eventually(() =>
      page.evaluate(() => {
        const { activeElement: element, body } = document
        if (!element || element === body) return 'nothing'
        const field = element as HTMLInputElement
        return element.getAttribute('aria-label') ?? field.labels?.[0]?.textContent ?? element.textContent
      }),
    )
  /** What a screen reader adds to the name. */
  const description = (page: Page) =>
    eventually(() =>
      page.evaluate(() => {
        const element = document.activeElement!
        const by = element.getAttribute('aria-describedby')
        return by ? document.getElementById(by)!.textContent : element.getAttribute('aria-description')
      }),
    )
  const hear = (page: Page, words: string | RegExp) =>
    see(page.getByRole('status').filter({ hasText: words }))

  it('leads into the text at the first Tab, and the keyboard is never lost on the way', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    await press(page, 'Tab')
    await at(page).toBe('Skip to the transcript')
    await press(page, 'Enter')
    await at(page).toMatch(/^Turns/)
    await press(page, 'ArrowDown', 'ArrowDown')
    await at(page).toBe('Juniper, 0:26')
    await see(page.getByRole('button', { name: /^A place of our own MO/ }))
    await press(page, 'Tab')
    await at(page).toMatch(/^Juniper: change the speaker/)
    await press(page, 'Tab')
    await at(page).toBe('Play from 0:26')
    await press(page, 'Tab')
    await at(page).toMatch(/^A place of our own MO/)
    await press(page, 'Escape')
    await at(page).toBe('Juniper, 0:26')

    // Whatever is opened from the text leads back to it.
    for (const [key, there] of [
      ['/', 'Find in this conversation'],
      ['x', /^Only mine/],
      ['Control+h', /Misheard/],
      ['?', /^Find a shortcut/],
      ['Control+k', 'Search the workspace'],
      ['e', /^Correct what Juniper said/],
    ] as const) {
      await press(page, key)
      await at(page).toMatch(there)
      await press(page, 'Escape')
      await at(page).toBe('Juniper, 0:26')
    }
    await press(page, 's', 'm')
    await page.keyboard.type('a quiet place')
    await at(page).toBe('What do you notice here?')
    await press(page, 'Control+Enter')
    await at(page).toBe('Juniper, 0:26')
    await see(card(page, 'You').getByText('a quiet place'))
    await press(page, 'c')
    await at(page).toBe('Write to the team')
    await press(page, 'Escape')
    await at(page).toBe('Juniper, 0:26')

    // From a card as well, also when it is deleted where one stands on it.
    await press(page, 'Shift+L')
    await at(page).toMatch(/^Your highlight/)
    await press(page, 'Escape')
    await at(page).toBe('Juniper, 0:26')
    await press(page, 'Shift+L', 'Delete')
    await seeNoMore(card(page, 'You'))
    await at(page).not.toBe('nothing')
    await press(page, 'Control+z')
    await see(card(page, 'You').getByText('a quiet place'))
    await at(page).not.toBe('nothing')
    await saved(page)
    expectNoErrors(ada)
  })

  it('keeps what the keys have selected when a field that closes leaves the caret in the text', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    await press(page, 'Tab', 'Enter', 'ArrowDown', 'e')
    await at(page).toMatch(/^Correct what/)
    await press(page, 'Escape', 's')
    // The browser says where the caret has come to a frame later, or many on a slow machine.
    await page.evaluate(async () => {
      const text =
        document.querySelector('[data-turn] p, [data-turn] [data-text]') ??
        document.querySelector('[data-turn]')!
      document.getSelection()!.collapse(text, 0)
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    })
    await press(page, 'm')
    await at(page).toBe('What do you notice here?')
    expectNoErrors(ada)
  })

  it('reads turns, words and sentences out, with the highlights that begin and end there', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    await goTo(page, 'What was it that he did')
    await press(page, 'j')
    await at(page).toBe('Juniper, 2:25')
    await description(page).toMatch(
      /^\d highlights? by .*Mona Okafor.*\. He waited\. That's all\. He let there be/,
    )
    await press(page, 'ArrowRight')
    await hear(page, /^waited$/)
    await press(page, 'Control+ArrowRight')
    await hear(page, /^That's all\./)
    await press(page, 'j', 'Control+ArrowRight')
    await hear(page, /^My advisor and I had met every week for two years\./)
    await goTo(page, "There's a window")
    await press(page, 'ArrowLeft', 'ArrowRight')
    await hear(page, "There's. Begins: Mona Okafor: A place of our own")
    await press(page, 'ArrowLeft')
    await hear(page, 'third. Ends: Mona Okafor: A place of our own')

    await press(page, 's', 'Shift+ArrowRight')
    await hear(page, "Selected as well: There's")
    await press(page, 'Shift+ArrowLeft')
    await hear(page, "No longer selected: There's")
    expectNoErrors(ada)
  })

  it('says what was done by each key, once, and tells of saving only when it fails', async () => {
    const ada = await open(study.owner)
    const { page, context } = ada
    await goTo(page, 'You should. Bring a bowl')
    await press(page, 's', 'h')
    await hear(page, /^Done: highlight “You should\.”$/)
    await see(palette(page))
    await page.keyboard.type('being asked')
    await see(page.getByRole('option', { name: 'Being asked', selected: true }))
    await press(page, 'Enter')
    await hear(page, /^Done: code ‘Being asked’ on “You should\.”$/)
    await press(page, 'Enter')
    await press(page, 'Shift+L')
    await at(page).toBe('Your highlight: Being asked')
    await description(page).toBe('You should.')
    await press(page, 'Escape', '1')
    await hear(page, /^Done: take ‘Being asked’ off “You should\.”$/)
    await press(page, 'Delete')
    await hear(page, /^The highlight was deleted\./)
    await press(page, 'y')
    await hear(page, 'Colours by person')
    await press(page, '+')
    await hear(page, 'Zoomed in.')

    await saved(page)
    const badge = page.getByRole('status').filter({ hasText: /^Saved$/ })
    expect(await badge.getAttribute('aria-live')).toBe('off')
    await context.setOffline(true)
    await hear(page, /^You are offline/)
    await context.setOffline(false)
    await eventually(() =>
      page
        .getByRole('status')
        .filter({ hasText: /^The connection is back/ })
        .count(),
    ).toBe(1)
    expectNoErrors(ada)
  })

  it('tells what somebody else codes where one reads, and nothing of other places', async () => {
    const ada = await open(study.owner)
    const other = await open(mira)
    await goTo(ada.page, 'You should. Bring a bowl')
    await press(ada.page, 'j', 'k')
    await at(ada.page).toBe('Aspen, 4:18')
    const codeIt = async (words: string, code: string) => {
      await goTo(other.page, words)
      await press(other.page, 's', 'h')
      await see(palette(other.page))
      await other.page.keyboard.type(code)
      await see(other.page.getByRole('option', { name: code, selected: true }))
      await press(other.page, 'Enter', 'Enter')
      await seeNoMore(palette(other.page))
    }
    await codeIt('Pay them first', 'Time for people')
    await codeIt('You should. Bring a bowl', 'Being asked')
    await hear(ada.page, /^Mira Sand: Being asked, “You should\.”$/)
    await eventually(() =>
      ada.page
        .getByRole('status')
        .filter({ hasText: /Mira Sand: Time for people/ })
        .count(),
    ).toBe(0)
    expectNoErrors(ada, other)
  })

  it('goes through the codebook as one stop of Tab: arrows from code to code, and on to the buttons of each', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    const codebook = page.getByRole('region', { name: 'Codebook' })
    const codes = codebook.locator('li > div > button:first-child')
    const nameOf = async (index: number) => (await codes.nth(index).textContent())!
    const many = await codes.count()
    expect(many).toBeGreaterThan(10)
    await goTo(page, 'You should. Bring a bowl')
    await press(page, 's', 'Shift+K')
    await at(page).toBe(await nameOf(0))
    await eventually(() =>
      page.getByRole('toolbar', { name: 'Codebook' }).getAttribute('aria-describedby'),
    ).not.toBe(null)

    await press(page, 'End')
    await at(page).toBe(await nameOf(many - 1))
    await press(page, 'ArrowDown', 'Home', 'ArrowUp')
    await at(page).toBe(await nameOf(0))
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowUp')
    await at(page).toBe(await nameOf(1))
    // On to what can be done with it, and back.
    await press(page, 'ArrowRight')
    await at(page).toMatch(/^Keep applying/)
    await press(page, 'ArrowRight')
    await at(page).toMatch(/^Comment on the code/)
    await press(page, 'ArrowRight', 'ArrowRight')
    await at(page).toMatch(/^Show only/)
    await press(page, 'Enter')
    await see(page.getByRole('button', { name: /^Filter 1 choice/ }))
    await press(page, 'Enter')
    await press(page, 'ArrowLeft')
    await at(page).toMatch(/^Comment on the code/)
    await press(page, 'Escape')
    await at(page).toBe(await nameOf(1))
    await press(page, 'ArrowRight', 'ArrowDown')
    await at(page).toBe(await nameOf(2))

    // Out of the list by one Tab, and back to where one was.
    await press(page, 'ArrowRight', 'ArrowRight', 'Tab')
    expect(await codebook.evaluate(element => element.contains(document.activeElement))).toBe(false)
    await press(page, 'Shift+Tab')
    await at(page).toMatch(/^Comment on the code/)
    await press(page, 'Shift+Tab')
    expect(await codebook.evaluate(element => element.contains(document.activeElement))).toBe(false)
    await press(page, 'Tab')
    await at(page).toMatch(/^Comment on the code/)

    // What was selected in the text is coded from here.
    await press(page, 'ArrowLeft', 'ArrowLeft', 'Enter')
    const third = await codes.nth(2).locator('span').nth(1).textContent()
    await see(card(page, 'You').getByText(third!))
    await press(page, 'Delete')
    await saved(page)
    await checkAccessibility(page, 'codebook')
    expectNoErrors(ada)
  })

  it('keeps the place in the codebook when others move the code one stands on, or put it away', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    await change(
      page,
      { type: 'create', id: 'slowly', name: 'Slowly' },
      { type: 'create', id: 'slower', name: 'Slower' },
      { type: 'create', id: 'slowest', name: 'Slowest' },
    )
    await see(page.getByRole('button', { name: /^Slowest/ }))
    await press(page, 'Shift+K', 'End', 'ArrowUp')
    await at(page).toBe('Slower')
    await press(page, 'ArrowRight')
    await change(page, { type: 'move', id: 'slower', parent: 'slowly' })
    await see(
      page
        .getByRole('listitem')
        .filter({ hasText: /^Slowly/ })
        .getByRole('button', { name: /^Slower/ }),
    )
    await at(page).toBe('Keep applying “Slower”')
    await change(page, { type: 'retire', id: 'slower', reason: 'said twice' })
    await seeNoMore(page.getByRole('button', { name: /^Slower/ }))
    await at(page).toBe('Keep applying “Slowest”')
    expectNoErrors(ada)
  })

  it('goes through the sections of the guide and the codes not applied as one stop each', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    await change(page, { type: 'create', id: 'goodbye', name: 'Goodbye', kind: 'structural' })
    const guide = page.getByRole('navigation', { name: 'Guide' })
    const sections = guide.getByRole('listitem').getByRole('button')
    // By their times: until they are counted, they are among the codes not applied.
    await see(guide.getByRole('button', { name: /^Opening ?0:00$/ }))
    await see(guide.getByRole('button', { name: /^Closing ?11:31$/ }))
    await see(guide.getByText('Apply a structural code where a section begins'))
    await press(page, 'Shift+K', 'Tab')
    await at(page).toBe(await sections.first().textContent())
    await press(page, 'ArrowDown')
    await at(page).toBe(await sections.nth(1).textContent())
    await press(page, 'Tab')
    await at(page).toMatch(/^Apply a structural code/)
    await press(page, 'Enter', 'Tab')
    await at(page).toBe('Goodbye')
    await press(page, 'ArrowRight', 'ArrowRight')
    await at(page).toBe('Comment on the code “Goodbye”')
    await press(page, 'Tab')
    expect(await guide.evaluate(element => element.contains(document.activeElement))).toBe(false)
    expectNoErrors(ada)
  })

  it('leads to the codebook in a narrow window too, where Escape goes back from a button before it closes', async () => {
    const ada = await study.open(study.owner, study.desk, { viewport: { width: 390, height: 800 } })
    const { page } = ada
    await see(page.getByRole('slider', { name: 'Position in the recording' }))
    await press(page, 'Shift+K')
    const drawer = page.getByRole('dialog', { name: 'Codebook and guide' })
    await see(drawer)
    await at(page).toBe('Close panel')
    await press(page, 'Tab', 'ArrowDown')
    await at(page).toMatch(/^Being asked/)
    await press(page, 'ArrowRight', 'Escape')
    await at(page).toMatch(/^Being asked/)
    await see(drawer)
    await press(page, 'Escape')
    await seeNoMore(drawer)
    expectNoErrors(ada)
  })

  it('gives a turn to somebody else from its menu, opened by key', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    await goTo(page, 'Pay them first')
    await press(page, 'Shift+E')
    await at(page).toBe('Linden')
    await press(page, 'ArrowDown', 'ArrowDown')
    await at(page).toBe('Cedar')
    await press(page, 'Enter')
    await hear(page, /^Done: give a turn to Cedar$/)
    await see(page.getByRole('group', { name: 'Cedar, 9:42' }))
    await press(page, 'Control+z')
    await see(page.getByRole('group', { name: 'Rowan, 9:42' }))
    await at(page).not.toBe('nothing')
    expectNoErrors(ada)
  })

  it('leaves letters alone where they are switched off, in this browser', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    await press(page, '?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.getByRole('switch', { name: /^Letters, digits and signs/ }).press(' ')
    await checkAccessibility(page, 'shortcut sheet')
    await press(page, 'Escape')
    await seeNoMore(sheet)
    await goTo(page, 'You should. Bring a bowl')
    await press(page, 's', 'h', '?')
    await press(page, 'Control+ArrowRight')
    await hear(page, /^Bring a bowl/)
    expect(await sheet.count()).toBe(0)
    expect(await palette(page).count()).toBe(0)
    await page.reload()
    await deskReady(page)
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await see(sheet)
    expect(await sheet.getByRole('switch').isChecked()).toBe(false)
    expectNoErrors(ada)
  })
})
