import type { Browser } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { expectNoErrors } from './support/deskActions.ts'
import { newPerson, openBrowser } from './support/openBrowser.ts'
import { type App, startApp } from './support/startApp.ts'
import { see } from './support/waiting.ts'

const ADA = { name: 'Ada Moreau', email: 'ada@example.org', password: 'four words picked at random' }

describe('the first start', () => {
  let app: App
  let browser: Browser
  beforeEach(async () => {
    ;[app, browser] = await Promise.all([startApp(), openBrowser()])
  })
  afterEach(async () => {
    await browser?.close()
    await app?.close()
  })

  it('makes the owner, a workspace and the demo by a link that works once; then one signs in and out', async () => {
    const ada = await newPerson(browser)
    const dark = await newPerson(browser, { colorScheme: 'dark' })
    const { page } = ada

    // Whoever comes without the link learns what to do.
    await page.goto(app.url)
    await see(page.getByRole('heading', { name: 'Almost ready' }))

    await page.goto(app.setupUrl!)
    await see(page.getByRole('heading', { name: 'Welcome. Begin here.' }))
    await checkAccessibility(page, 'setting up, light')
    await dark.page.goto(app.setupUrl!)
    await see(dark.page.getByRole('heading', { name: 'Welcome. Begin here.' }))
    await checkAccessibility(dark.page, 'setting up, dark')

    await page.getByLabel('Your name').fill(ADA.name)
    await page.getByLabel('E-mail').fill(ADA.email)
    await page.getByLabel('Password').first().fill('short')
    await page.getByLabel('Name of the workspace').fill('Listening sessions')
    await page.getByRole('button', { name: 'Begin' }).click()
    await see(page.getByText('Use at least 10 characters.'))
    await page.getByLabel('Password').first().fill(ADA.password)
    await page.getByRole('button', { name: 'Begin' }).click()

    await see(page.getByRole('heading', { name: 'Conversations', level: 1 }))
    await see(page.getByRole('link', { name: 'East wing, 14 March' }))
    await checkAccessibility(page, 'conversations, light')

    // The link is spent.
    const late = await newPerson(browser)
    await late.page.goto(app.setupUrl!)
    await see(late.page.getByRole('heading', { name: 'This server is already set up.' }))
    const token = new URL(app.setupUrl!).hash.slice(1)
    const again = await late.context.request.post(`${app.url}/api/setup`, {
      data: { ...ADA, email: 'eve@example.org', token, workspace: 'Mine', demo: false },
    })
    expect(again.ok()).toBe(false)

    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await see(page.getByRole('heading', { name: 'Sign in' }))
    await checkAccessibility(page, 'signing in, light')

    await page.getByLabel('E-mail').fill(ADA.email)
    await page.getByLabel('Password').first().fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await see(page.getByText('This e-mail and password do not belong together.'))
    await page.getByLabel('Password').first().fill(ADA.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    // Back where she was when she left, or at home: both workspaces are hers.
    await see(page.getByRole('button', { name: 'Your account' }))
    await page.getByRole('link', { name: /^Polyphony/ }).click()
    await see(page.getByRole('link', { name: 'Listening sessions' }))
    await see(page.getByRole('link', { name: 'Campus dialogues (demo)' }))
    await checkAccessibility(page, 'home, light')

    await dark.page.goto(`${app.url}/sign-in`)
    await see(dark.page.getByRole('button', { name: 'Sign in' }))
    await checkAccessibility(dark.page, 'signing in, dark')
    await dark.page.getByLabel('E-mail').fill(ADA.email)
    await dark.page.getByLabel('Password').first().fill(ADA.password)
    await dark.page.getByRole('button', { name: 'Sign in' }).click()
    await see(dark.page.getByRole('heading', { name: 'Your workspaces' }))
    await checkAccessibility(dark.page, 'home, dark')
    await dark.page.getByRole('link', { name: 'Campus dialogues (demo)' }).click()
    await see(dark.page.getByRole('link', { name: 'East wing, 14 March' }))
    await checkAccessibility(dark.page, 'conversations, dark')

    expectNoErrors(ada, dark, late)
  })

  it('gives nothing of a workspace to whoever is not signed in', async () => {
    const stranger = await newPerson(browser)
    await stranger.page.goto(`${app.url}/account`)
    await see(stranger.page.getByText(/^(Sign in|Almost ready)$/).first())
    const answer = await stranger.context.request.get(`${app.url}/api/workspaces`)
    expect(answer.status()).toBe(401)
    expectNoErrors(stranger)
  })
})
