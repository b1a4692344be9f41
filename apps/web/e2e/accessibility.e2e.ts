import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { deskReady, dragOver, expectNoErrors, goTo, palette } from './support/deskActions.ts'
import type { Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see } from './support/waiting.ts'

const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 420, height: 800 }
const LOOKS = [
  { colorScheme: 'light', viewport: WIDE },
  { colorScheme: 'dark', viewport: WIDE },
  { colorScheme: 'light', viewport: NARROW },
  { colorScheme: 'dark', viewport: NARROW },
] as const

describe('accessibility', () => {
  let app: App
  let study: Study
  useStudy(made => {
    ;({ app, study } = made)
  })

  /** Every page but the desk: its path below the workspace, and what shows that it is there. */
  const pages: [path: string, there: (page: Page) => Promise<void>][] = [
    ['conversations', page => see(page.getByRole('link', { name: 'East wing, 14 March' }))],
    [
      'codebook',
      async page => {
        await page.getByRole('treeitem', { name: /^Time for people/ }).click()
        await see(page.getByRole('article', { name: 'Time for people' }))
      },
    ],
    ['import', page => see(page.getByRole('heading', { name: 'Import a conversation' }))],
    ['findings', page => see(page.getByRole('link', { name: /^People here do not ask for applause/ }))],
    ['to-decide', page => see(page.getByRole('heading', { name: 'To decide' }))],
    [
      'to-decide?state=approved',
      page => see(page.getByRole('list', { name: 'Approved' }).getByRole('listitem')),
    ],
    ['exports', page => see(page.getByText('No exports yet'))],
    ['team', page => see(page.getByRole('heading', { name: 'What the roles may do' }))],
  ]

  it.each(LOOKS)('every page, $colorScheme, $viewport.width wide', async look => {
    const ada = await study.open(study.owner, '/', look)
    const { page } = ada
    const where = `${look.colorScheme}, ${look.viewport.width} wide`
    await see(page.getByRole('heading', { name: 'Your workspaces' }))
    await checkAccessibility(page, `home, ${where}`)
    for (const [path, there] of pages) {
      await page.goto(`${app.url}/w/${study.workspace}/${path}`)
      await there(page)
      await checkAccessibility(page, `${path}, ${where}`)
    }
    await page.goto(`${app.url}/w/${study.workspace}/findings`)
    await page.getByRole('link', { name: /^People here do not ask for applause/ }).click()
    await see(page.getByRole('textbox', { name: 'Narrative' }))
    await see(page.getByRole('list', { name: 'Voices' }))
    await checkAccessibility(page, `finding, ${where}`)
    await page.goto(`${app.url}/account`)
    await see(page.getByText('No tokens.'))
    await checkAccessibility(page, `account, ${where}`)
    expectNoErrors(ada)
  })

  it.each(LOOKS)(
    'the desk with thread, palette and sheet, $colorScheme, $viewport.width wide',
    async look => {
      const ada = await study.open(study.owner, study.desk, look)
      const { page } = ada
      const where = `${look.colorScheme}, ${look.viewport.width} wide`
      await see(page.getByText('Thank you for coming, all four of you'))
      await see(page.getByRole('button', { name: 'Play', exact: true }))
      await checkAccessibility(page, `desk, ${where}`)

      // A highlight that two people wrote to each other about.
      await goTo(page, 'she put down her pen')
      if (look.viewport.width < 1160)
        await page.getByRole('button', { name: 'Show what is said on this passage' }).click()
      await see(page.getByText('The advisor broke a rule that only Cedar could see.', { exact: false }))
      await checkAccessibility(page, `desk, thread, ${where}`)
      if (look.viewport.width < 1160) await page.keyboard.press('Escape')

      await dragOver(page, 'outlasted')
      await page.keyboard.press('h')
      await see(palette(page))
      await palette(page).fill('a')
      await checkAccessibility(page, `desk, palette, ${where}`)
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await see(page.getByRole('dialog', { name: 'Keyboard shortcuts' }))
      await checkAccessibility(page, `desk, shortcuts, ${where}`)
      expectNoErrors(ada)
    },
  )

  it('the desk is reached and worked by Tab and keys, and one sees where one is', async () => {
    const ada = await study.open(study.owner, study.desk)
    const { page } = ada
    await deskReady(page)
    // Codings are counted at leisure.
    await see(page.getByRole('button', { name: /^Being asked ?\d/ }))
    /** The name of what the keyboard stands on, after it was found to be seen; null where it is on nothing. */
    const nameSeen = async (): Promise<string | null> => {
      const at = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement
        if (element === document.body) return null
        const style = getComputedStyle(element)
        const ring = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0
        const { width, height } = element.getBoundingClientRect()
        return {
          name: element.getAttribute('aria-label') ?? element.textContent!.trim(),
          seen: (ring || style.boxShadow !== 'none') && width > 0 && height > 0,
        }
      })
      if (at) expect(at.seen, `focus on “${at.name}” is visible`).toBe(true)
      return at?.name ?? null
    }
    const reached: string[] = []
    for (let i = 0; i < 120; i++) {
      await page.keyboard.press('Tab')
      const name = await nameSeen()
      if (name === null) break
      reached.push(name)
      // All codes are one stop; arrows go on from it.
      if (name !== 'Belonging') continue
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) {
        await page.keyboard.press(key)
        reached.push((await nameSeen())!)
      }
    }
    for (const name of [
      /^Keyboard shortcuts$/,
      /^Your account$/,
      /^Being asked ?\d+/,
      /^Keep applying “Being asked”$/,
      /^Show only .*Being asked/,
      /^Opening ?0:00$/,
      /^Play$/,
      /Back 3 seconds$/,
      /^Speed: 1×$/,
      /^Keep the sentence just heard$/,
      /^Zoom in$/,
      /^Position in the recording$/,
    ])
      expect(
        reached.some(text => name.test(text)),
        `${name} is reached by Tab`,
      ).toBe(true)

    // From turn to turn, to a highlight, and to what is said of it.
    await page.locator('body').press('j')
    await page.keyboard.press('j')
    await eventually(() =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''),
    ).toMatch(/^(Linden|Juniper), \d/)
    await page.keyboard.press(']')
    await see(page.getByRole('complementary', { name: 'On this passage' }).getByRole('article'))
    await page.keyboard.press(' ')
    await see(page.getByRole('button', { name: 'Pause' }))
    await page.keyboard.press(' ')
    await see(page.getByRole('button', { name: 'Play', exact: true }))
    expectNoErrors(ada)
  })
})
