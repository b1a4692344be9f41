import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { deskReady, expectNoErrors } from './support/deskActions.ts'
import { newPerson } from './support/openBrowser.ts'
import { PASSWORD, type Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { see } from './support/waiting.ts'

describe('opening a desk by its address', () => {
  let app: App
  let browser: Browser
  let study: Study
  useStudy(made => {
    ;({ app, browser, study } = made)
  })

  /** What is asked of conversations: paths below `/api/conversations/<id>/`. */
  const watch = (page: Page): string[] => {
    const asked: string[] = []
    page.on('request', request => {
      const { pathname, search } = new URL(request.url())
      if (pathname.startsWith('/api/conversations/'))
        asked.push(pathname.split('/').slice(4).join('/') + search)
    })
    return asked
  }

  it('asks for each part of the conversation once, though it is asked for ahead of the program', async () => {
    const ada = await study.open(study.owner, '/account')
    const asked = watch(ada.page)
    await ada.page.goto(app.url + study.desk)
    await deskReady(ada.page)
    for (const what of ['', 'documents?part=text', 'documents?part=layers', 'words'])
      expect(asked.filter(path => path === what)).toHaveLength(1)
    expectNoErrors(ada)
  })

  it('goes on by itself where asking ahead failed', async () => {
    const ada = await study.open(study.owner, '/account')
    let failures = 0
    await ada.page.route('**/documents?part=text', route =>
      failures++ === 0 ? route.abort() : route.continue(),
    )
    await ada.page.goto(app.url + study.desk)
    await deskReady(ada.page)
    expect(failures).toBe(2)
  })

  it('says which browsers can show highlights in one that cannot, and leads back to the list', async () => {
    const ada = await study.open(study.owner, '/account')
    await ada.page.addInitScript(() => {
      Reflect.deleteProperty(window, 'Highlight')
    })
    await ada.page.goto(app.url + study.desk)
    await see(ada.page.getByRole('heading', { name: 'This browser cannot show highlights' }))
    await ada.page.getByRole('link', { name: 'All conversations' }).click()
    await see(ada.page.getByRole('heading', { name: 'Conversations', level: 1 }))
    expectNoErrors(ada)
  })

  it('asks nothing of a conversation for somebody who is not signed in, but leads to the door', async () => {
    const stranger = await newPerson(browser)
    const asked = watch(stranger.page)
    await stranger.page.goto(app.url + study.desk)
    await see(stranger.page.getByRole('button', { name: 'Sign in' }))
    expect(asked).toEqual([])
    expectNoErrors(stranger)
  })

  it('opens for whoever signs in after a session that ended, though what was asked ahead was refused', async () => {
    const ada = await study.open(study.owner, '/account')
    await see(ada.page.getByRole('main'))
    await ada.page.context().clearCookies()
    await ada.page.goto(app.url + study.desk)
    await ada.page.getByLabel('E-mail').fill(study.owner.email)
    await ada.page.getByLabel('Password').first().fill(PASSWORD)
    await ada.page.getByRole('button', { name: 'Sign in' }).click()
    await deskReady(ada.page)
  })

  it('has the program of the desk before anybody goes to one', async () => {
    const ada = await study.open(study.owner, '/account')
    const program = await ada.page.locator('meta[name="desk-program"]').getAttribute('content')
    await ada.page.waitForFunction(files => {
      const fetched = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
      return files.every(file => fetched.includes(file))
    }, program!.split(' '))
  })
})
