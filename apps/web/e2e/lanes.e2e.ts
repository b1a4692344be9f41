import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
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
  saved,
} from './support/deskActions.ts'
import type { WatchedPage } from './support/openBrowser.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('seeing many codings', () => {
  let study: Study
  let analysts: { mira: Person; tess: Person }
  useStudy(async made => {
    ;({ study } = made)
    analysts = {
      mira: await study.join('Mira Sand', 'analyst'),
      tess: await study.join('Tess Lind', 'analyst'),
    }
  })

  /** People at the same desk, each in a browser of their own. */
  const atDesk = async <N extends 'ada' | 'mira' | 'tess'>(...names: N[]) => {
    const people = { ada: study.owner, ...analysts }
    const opened = await Promise.all(
      names.map(async name => [name, await study.open(people[name], study.desk)] as const),
    )
    await Promise.all(opened.map(([, { page }]) => deskReady(page)))
    return Object.fromEntries(opened) as Record<N, WatchedPage>
  }
  const WORDS = 'Nobody organised it'
  /** Two of them code the same words, each in their own way. */
  const disagree = async (mira: Page, tess: Page) => {
    await codeWords(mira, WORDS, 'Rules on one page')
    await codeWords(tess, WORDS, 'Unwritten rules')
    await Promise.all([saved(mira), saved(tess)])
  }

  const painted = (page: Page, words: string) =>
    eventually(async () => (await paintedWords(page)).includes(words))
  const lane = (page: Page, code: string, person: string) =>
    page.getByRole('button', { name: new RegExp(`^${code} .*${person}`) })
  const bar = (page: Page): Locator => page.getByRole('region', { name: 'What is shown' })
  const choices = (page: Page): Locator => page.getByRole('dialog', { name: 'Show only' })
  const choice = (page: Page, name: string | RegExp): Locator =>
    choices(page).getByRole('button', { name }).first()
  const openFilter = async (page: Page) => {
    await page.keyboard.press('x')
    await see(choices(page))
  }
  const closeFilter = async (page: Page) => {
    await page.keyboard.press('Escape')
    await seeNoMore(choices(page))
  }
  /** What the last jump said to those who cannot see. */
  const said = (page: Page) =>
    eventually(async () => (await bar(page).getByRole('status').allTextContents()).join(' '))

  it('three people code the same words at once, and nobody gets in another’s way', async () => {
    const { ada, mira, tess } = await atDesk('ada', 'mira', 'tess')
    const words = 'I know what an hour is worth in the middle of March'
    const codes = ['Time for people', 'Heard at last', 'Being asked'] as const
    const pages = [ada.page, mira.page, tess.page]
    await Promise.all(pages.map((page, i) => codeWords(page, words, codes[i]!)))
    const names = ['Ada Moreau', 'Mira Sand', 'Tess Lind'] as const
    for (const page of pages) for (const [i, code] of codes.entries()) await see(lane(page, code, names[i]!))
    await Promise.all(pages.map(saved))

    // Taking one’s own back leaves the others theirs.
    await ada.page.keyboard.press('Delete')
    for (const page of pages) {
      await seeNoMore(lane(page, codes[0], names[0]))
      await see(lane(page, codes[1], names[1]))
      await see(lane(page, codes[2], names[2]))
    }
    await ada.page.keyboard.press('Control+z')
    for (const page of pages) await see(lane(page, codes[0], names[0]))
    expectNoErrors(ada, mira, tess)
  })

  it('says on labels and cards who coded differently, goes to it by key, and forgets it when they agree', async () => {
    const { ada, mira, tess } = await atDesk('ada', 'mira', 'tess')
    const { page } = ada
    const words = 'I water the plants in the corridor'
    await lookAt(page, words)
    await codeWords(mira.page, words, 'A place of our own')
    await codeWords(tess.page, words, 'Outside looking in')
    const disputed = page.getByRole('button', { name: /^A place of our own .*Mira Sand\. Coded differently/ })
    await see(disputed)
    await disputed.click()
    await see(
      card(page, 'Mira Sand').getByText('Mira Sand: A place of our own · Tess Lind: Outside looking in'),
    )

    await goTo(page, 'Thank you for coming')
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('d')
      await said(page).toMatch(/Disagreement \d+ of \d+: |That was the last/)
      if ((await bar(page).textContent())?.includes(words)) break
    }
    await said(page).toContain(`Mira Sand: A place of our own · Tess Lind: Outside looking in: “${words}`)

    await codeWords(tess.page, words, 'A place of our own')
    await tess.page.getByRole('button', { name: 'Take “Outside looking in” back' }).click()
    await seeNoMore(disputed)
    await see(lane(page, 'A place of our own', 'Mira Sand, Tess Lind'))
    expectNoErrors(ada, mira, tess)
  })

  it('codes the words of another’s highlight for oneself, by key and by button, and leaves theirs alone', async () => {
    const { mira, tess } = await atDesk('mira', 'tess')
    const { page } = tess
    const words = 'Cedar. Fourth year'
    await lookAt(page, words)
    await codeWords(mira.page, words, 'Being asked')
    await lane(page, 'Being asked', 'Mira Sand').click()
    await see(card(page, 'Mira Sand'))
    expect(await card(page, 'You').count()).toBe(0)

    await page.keyboard.press('h')
    await see(palette(page))
    await applyCode(page, 'Heard at last')
    await page.keyboard.press('Escape')
    await see(lane(mira.page, 'Heard at last', 'Tess Lind'))
    await see(card(page, 'You').getByText(words))

    // A number takes it off again, with theirs in focus as with one's own.
    await card(page, 'Mira Sand').getByText(words).click()
    await page.keyboard.press('1')
    await seeNoMore(lane(mira.page, 'Heard at last', 'Tess Lind'))
    await card(page, 'Mira Sand').getByText(words).click()
    await page.keyboard.press('1')
    await see(lane(mira.page, 'Heard at last', 'Tess Lind'))

    await card(page, 'Mira Sand').getByRole('button', { name: 'Code too' }).click()
    await see(palette(page))
    await applyCode(page, 'Being asked')
    await page.keyboard.press('Escape')
    await see(lane(mira.page, 'Being asked', 'Mira Sand, Tess Lind'))
    expect(await card(page, 'You').count()).toBe(1)
    await see(card(page, 'Mira Sand'))

    // Who walks on words that both have highlighted comes to one’s own.
    await goTo(page, 'Thank you for coming')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await see(card(page, 'You').getByText(words))
    await page.keyboard.press('Delete')
    await seeNoMore(card(page, 'You'))
    await see(lane(mira.page, 'Being asked', 'Mira Sand$'))
    expectNoErrors(mira, tess)
  })

  it('filters by person, code, theme and comment, keeps the choice, and clears it with one key', async () => {
    const { ada, mira } = await atDesk('ada', 'mira')
    const { page } = ada
    const [hers, mine] = ['I think somebody graduated', 'You stop telling people which year it is']
    await codeWords(mira.page, hers, 'Not a matter of courage')
    await codeWords(page, mine.replace('You', 'you'), 'Speaking up costs')
    await painted(page, hers).toBe(true)

    await openFilter(page)
    await choice(page, 'Only mine').click()
    await painted(page, hers).toBe(false)
    await painted(page, 'you stop telling people which year it is').toBe(true)
    await choice(page, /^Ada Moreau/).click()
    await choice(page, /^Mira Sand/).click()
    await painted(page, hers).toBe(true)
    await painted(page, 'you stop telling people which year it is').toBe(false)
    await choice(page, /^Mira Sand/).click()

    // A theme stands for everything below it.
    await choice(page, /^Voice \d+, with all below it/).click()
    await painted(page, hers).toBe(true)
    await painted(page, 'you stop telling people which year it is').toBe(true)
    await choice(page, /^Not a matter of courage/).click()
    await choice(page, /^Voice \d+, with all below it/).click()
    await painted(page, 'you stop telling people which year it is').toBe(false)
    await choice(page, /^A memo/).click()
    await see(bar(page).getByText('Nothing matches the filter.'))
    await choice(page, /^A memo/).click()
    await closeFilter(page)

    // What is counted follows, and so do jumps.
    await see(bar(page).getByText(/^\d+ of \d+ shown$/))
    const codebook = page.getByRole('region', { name: 'Codebook' })
    await seeNoMore(codebook.getByRole('button', { name: /^Speaking up costs ?\d/ }))
    await page.keyboard.press('t')
    await said(page).toContain('No comments')

    await page.reload()
    await deskReady(page)
    await see(bar(page).getByRole('button', { name: 'Not a matter of courage: remove from the filter' }))
    await page.keyboard.press('Shift+X')
    await seeNoMore(bar(page).getByText(/of \d+ shown/))
    await see(codebook.getByRole('button', { name: /^Speaking up costs ?\d/ }))
    expectNoErrors(ada, mira)
  })

  it('jumps to comments, to highlights without a code and to what nobody has coded, and says what was reached', async () => {
    const { mira, tess } = await atDesk('mira', 'tess')
    const { page } = mira
    const words = 'She wrote it down'
    await dragOver(page, words)
    await page.keyboard.press('h')
    await see(palette(page))
    await page.keyboard.press('Escape')
    await page.keyboard.press('c')
    await page.getByRole('textbox', { name: 'Write to the team' }).fill('Who is she?')
    await page.getByRole('button', { name: 'Send' }).click()
    await saved(page)

    const { page: other } = tess
    await goTo(other, 'Thank you for coming')
    await other.keyboard.press('u')
    await said(other).toMatch(/Highlight without a code \d+ of \d+: highlighted, not coded, Mira Sand/)
    await see(card(other, 'Mira Sand').getByText(words))
    await other.keyboard.press('g')
    await said(other).toMatch(/Stretch nobody coded \d+ of \d+: \d+ turns?/)
    // By buttons: the kind is the one jumped by last.
    await bar(other).getByRole('button', { name: 'Previous: Stretch nobody coded' }).click()
    await said(other).toMatch(/Stretch nobody coded|That was the first/)
    await goTo(other, 'Thank you for coming')
    await other.keyboard.press('t')
    await said(other).toMatch(/^.*Comment \d+ of \d+: \d+ comments? on “/)
    expectNoErrors(mira, tess)
  })

  it('leads the keyboard through the margin, shows what each label says, and colours by person', async () => {
    const { mira, tess } = await atDesk('mira', 'tess')
    const { page } = tess
    await codeWords(mira.page, WORDS, 'Rules on one page')
    await mira.page.keyboard.press('m')
    await mira.page.keyboard.type('Organised by hunger.')
    await mira.page.keyboard.press('Control+Enter')
    await codeWords(page, WORDS, 'Unwritten rules')
    await see(lane(page, 'Rules on one page', 'Mira Sand'))
    await goTo(page, WORDS)
    await page.keyboard.press('l')
    const label = lane(page, 'Rules on one page', 'Mira Sand')
    for (let i = 0; i < 4; i++) {
      if (await label.evaluate(element => element === document.activeElement)) break
      await page.keyboard.press('ArrowDown')
    }
    const tip = page.getByRole('tooltip').filter({ hasText: 'Organised by hunger.' })
    await see(tip)
    await see(tip.getByText(/Mira Sand: Rules on one page ·/))
    await page.keyboard.press('Enter')
    await see(card(page, 'Mira Sand').getByText('Organised by hunger.'))
    await page.keyboard.press('Escape')
    await seeNoMore(tip)
    await eventually(() => page.evaluate(() => document.activeElement?.hasAttribute('data-turn'))).toBe(true)

    const tints = () =>
      page.evaluate(() =>
        [...CSS.highlights].filter(([name, set]) => name.startsWith('tint') && set.size > 0),
      )
    const names = async () => new Set((await tints()).map(([name]) => name.split('-')[1]))
    const byCode = await names()
    await page.keyboard.press('y')
    await see(bar(page).getByRole('button', { name: 'Colours by person', pressed: true }))
    await eventually(async () => [...(await names())].some(name => !byCode.has(name))).toBe(true)
    await page.keyboard.press('y')
    expectNoErrors(mira, tess)
  })

  it('tells which codings have no lane of their own, and leads to each by key, mouse and finger', async () => {
    const { ada, mira, tess } = await atDesk('ada', 'mira', 'tess')
    const words = 'I know how that sounds'
    const codes = ['Time for people', 'Heard at last', 'Being asked', 'Unwritten rules', 'A place of our own']
    await Promise.all(
      [ada.page, mira.page, tess.page].map(async page => {
        await dragOver(page, words)
        await page.keyboard.press('h')
        for (const code of codes) await applyCode(page, code)
        await page.keyboard.press('Escape')
        await saved(page)
      }),
    )
    const { page } = ada
    await lookAt(page, words)
    // Twelve lanes, the last of which stands for the rest.
    const fold = page.getByRole('button', { name: /^\+\d+: \d+ more codings run here/ }).first()
    await see(fold)
    const folded = Number(/\d+/.exec((await fold.textContent())!)![0])
    expect(folded).toBeGreaterThanOrEqual(4)
    await fold.hover()
    const tip = page.getByRole('tooltip').filter({ hasText: `${folded} more codings run here` })
    await see(tip)
    expect(await tip.getByText(/(You|Ada Moreau|Mira Sand|Tess Lind), /).count()).toBe(Math.min(8, folded))
    await checkAccessibility(page, 'the card of folded codings')
    await page.mouse.move(5, 5)
    await seeNoMore(tip)

    await goTo(page, words)
    await page.keyboard.press('l')
    for (let i = 0; i < 8; i++) {
      if (await fold.evaluate(element => element === document.activeElement)) break
      await page.keyboard.press('ArrowDown')
    }
    await see(tip)
    await page.keyboard.press('Enter')
    const items = page.getByRole('menuitem')
    await see(items)
    expect(await items.count()).toBe(folded)
    await checkAccessibility(page, 'the list of folded codings')
    await page.keyboard.press('ArrowDown')
    const chosen = await items.first().textContent()
    const author = ['Mira Sand', 'Tess Lind'].find(name => chosen!.includes(name)) ?? 'You'
    await page.keyboard.press('Enter')
    await see(card(page, author))
    await page.keyboard.press('Escape')
    expectNoErrors(ada, mira, tess)
  })

  it('puts a highlight that lost its words back: where they are found again, or on a selection', async () => {
    const { ada, mira } = await atDesk('ada', 'mira')
    const words = 'That I could be wrong in front of them'
    const field = ada.page.getByRole('textbox', { name: /^Correct what/ })
    /** Puts the caret of a correction before some words, and takes so many characters away. */
    const correct = async (before: string, remove: number, type = '') => {
      await goTo(ada.page, before)
      await ada.page.keyboard.press('e')
      await see(field)
      await field.evaluate((element, text) => {
        const node = element.firstChild!
        document.getSelection()!.collapse(node, node.textContent!.indexOf(text))
      }, before)
      if (type) await ada.page.keyboard.type(type)
      for (let i = 0; i < remove; i++) await ada.page.keyboard.press('Delete')
      await ada.page.keyboard.press('Escape')
      await saved(ada.page)
    }
    await correct('Nobody organised it', 0, `${words}. `)
    await codeWords(mira.page, words, 'Belonging')
    await correct(words, words.length + 2)
    // Somebody types the words again, elsewhere and not quite the same.
    await correct('I know what an hour is worth', 0, 'That I might be wrong in front of them. ')

    const lost = (page: Page) => page.getByText(/^1 highlight has lost its place$/)
    await mira.page.keyboard.press('Escape')
    await lost(mira.page).click()
    const orphan = card(mira.page, 'You').filter({ hasText: words })
    await see(orphan.getByText('It may belong here:'))
    // Others see it, and leave it to its author.
    await lost(ada.page).click()
    const seen = card(ada.page, 'Mira Sand').filter({ hasText: words })
    await see(seen)
    expect(await seen.getByRole('button', { name: /Attach|Choose/ }).count()).toBe(0)

    await orphan.getByRole('button', { name: 'Attach there' }).click()
    await painted(ada.page, 'That I might be wrong in front of them').toBe(true)
    await seeNoMore(lost(ada.page))
    await mira.page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await painted(ada.page, 'That I might be wrong in front of them').toBe(false)

    await mira.page.keyboard.press('Escape')
    await dragOver(mira.page, 'I know what an hour is worth')
    await mira.page.keyboard.press('Shift+A')
    await painted(ada.page, 'I know what an hour is worth').toBe(true)
    await seeNoMore(lost(ada.page))
    expectNoErrors(ada, mira)
  })

  it('keeps a strip of the margin in a narrow window, which opens what was said of the turn', async () => {
    const { mira, tess } = await atDesk('mira', 'tess')
    await disagree(mira.page, tess.page)
    const narrow = await study.open(study.owner, study.desk, { viewport: { width: 390, height: 800 } })
    const { page } = narrow
    await see(page.getByRole('group').first())
    await lookAt(page, WORDS)
    const strip = page.getByRole('button', { name: /codings in this turn: show what was said of it/ })
    await see(strip)
    await checkAccessibility(page, 'the strip')
    await strip.first().click()
    const drawer = page.getByRole('dialog', { name: 'On this passage' })
    await see(drawer.getByText('In this turn'))
    await page.keyboard.press('Escape')
    await seeNoMore(drawer)
    await openFilter(page)
    await checkAccessibility(page, 'the filter, narrow')
    expectNoErrors(narrow, mira, tess)
  })

  it('codes from a card in a narrow window too: what lies over the text makes way', async () => {
    const { tess } = await atDesk('tess')
    const { page } = tess
    await lane(page, 'A place of our own', 'Mona Okafor').first().click()
    await page.setViewportSize({ width: 390, height: 800 })
    await page.getByRole('button', { name: 'Show what is said on this passage' }).click()
    await card(page, 'Mona Okafor').getByRole('button', { name: 'Code too' }).click()
    await seeNoMore(page.getByRole('dialog', { name: 'On this passage' }))
    await eventually(() => palette(page).evaluate(field => field === document.activeElement)).toBe(true)
    await page.getByRole('option', { name: /^Found my people/ }).click()
    await see(page.getByRole('option', { name: /^Found my people/ }).getByLabel('applied'))
    expectNoErrors(tess)
  })

  it('is accessible with its filter, card and chips open, in both schemes', async () => {
    const { mira, tess } = await atDesk('mira', 'tess')
    await disagree(mira.page, tess.page)
    const { page } = mira
    await see(lane(page, 'Unwritten rules', 'Tess Lind'))
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.keyboard.press('Escape')
      await openFilter(page)
      await choice(page, /^Tess Lind/).click()
      await choice(page, /^Disagreements/).click()
      await checkAccessibility(page, `the filter, ${scheme}`)
      await closeFilter(page)
      await checkAccessibility(page, `the chips, ${scheme}`)
      await page.keyboard.press('Shift+X')
      await goTo(page, WORDS)
      await page.keyboard.press('l')
      await see(page.getByRole('tooltip'))
      await checkAccessibility(page, `the card, ${scheme}`)
      await page.keyboard.press('Escape')
    }
    expectNoErrors(mira, tess)
  })
})
