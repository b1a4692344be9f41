import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { deskReady, dragOver, expectNoErrors, goTo, lookAt, paragraph, saved } from './support/deskActions.ts'
import { openBrowser, type PersonOptions, type WatchedPage } from './support/openBrowser.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('being at one desk', () => {
  let app: App
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ app, study } = made)
    mira = await study.join('Mira Sand', 'analyst')
  })

  const both = async (options: PersonOptions = {}): Promise<[WatchedPage, WatchedPage]> => {
    const people = await Promise.all([
      study.open(study.owner, study.desk, options),
      study.open(mira, study.desk),
    ])
    await Promise.all(people.map(({ page }) => deskReady(page)))
    return people
  }
  const leave = async (...people: WatchedPage[]) => {
    expectNoErrors(...people)
    await Promise.all(people.map(({ context }) => context.close()))
  }
  const person = (page: Page, name: string) =>
    page.getByRole('list', { name: 'Here now' }).getByRole('button', { name: new RegExp(`^${name},`) })
  const choose = async (page: Page, name: string, item: string) => {
    await person(page, name).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  const follow = async (page: Page, name: string) => {
    await choose(page, name, `Follow ${name}`)
    await see(page.getByText(`Following ${name}`))
  }
  const followed = (page: Page, name: string) =>
    page.getByRole('status').filter({ hasText: `${name} follows you` })
  /** Whether words stand within the view of the transcript. */
  const inView = (page: Page, words: string) =>
    paragraph(page, words).evaluate(element => {
      const view = element.closest('[data-transcript]')!.getBoundingClientRect()
      const { top, bottom } = element.getBoundingClientRect()
      return bottom > view.top && top < view.bottom
    })
  const playing = (page: Page) => page.getByRole('button', { name: 'Pause' }).isVisible()
  const position = async (page: Page) =>
    Number(
      await page.getByRole('slider', { name: 'Position in the recording' }).getAttribute('aria-valuenow'),
    )

  it('following somebody: their view is mine, they see it, and Esc leaves', async () => {
    const [ada, other] = await both()
    await follow(ada.page, 'Mira Sand')
    await see(followed(other.page, 'Ada Moreau'))
    await checkAccessibility(ada.page, 'the desk, following')
    const far = 'I wanted somebody to write back'
    expect(await inView(ada.page, far)).toBe(false)
    await lookAt(other.page, far)
    await eventually(() => inView(ada.page, far)).toBe(true)
    // What they select is shown to me.
    await dragOver(other.page, far)
    await eventually(() =>
      ada.page.evaluate(() =>
        [...CSS.highlights]
          .filter(([name]) => name.startsWith('peer'))
          .flatMap(([, ranges]) => [...ranges].map(range => range as StaticRange))
          .map(range => range.startContainer.textContent!.slice(range.startOffset, range.endOffset)),
      ),
    ).toContain(far)

    await ada.page.keyboard.press('Escape')
    await seeNoMore(ada.page.getByText('Following Mira Sand'))
    await seeNoMore(followed(other.page, 'Ada Moreau'))
    await lookAt(other.page, 'Cedar. Fourth year')
    await see(person(ada.page, 'Mira Sand'))
    expect(await inView(ada.page, far)).toBe(true)
    await leave(ada, other)
  })

  it('playback goes along: play, pause, a jump and the speed', async () => {
    const [ada, other] = await both({ colorScheme: 'dark' })
    await follow(ada.page, 'Mira Sand')
    await checkAccessibility(ada.page, 'the desk, following, dark')
    await goTo(other.page, 'bite my tongue')
    await eventually(() =>
      position(ada.page).then(async at => Math.abs(at - (await position(other.page))) <= 6),
    ).toBe(true)
    await other.page.getByRole('button', { name: /^Speed/ }).click()
    await other.page.getByRole('menuitemradio', { name: '1.5×' }).click()
    await see(ada.page.getByRole('button', { name: 'Speed: 1.5×' }))
    await other.page.getByRole('button', { name: 'Play', exact: true }).click()
    await eventually(() => playing(ada.page)).toBe(true)
    await other.page.getByRole('button', { name: 'Pause' }).click()
    await eventually(() => playing(ada.page)).toBe(false)
    await see(ada.page.getByText('Following Mira Sand'))
    await leave(ada, other)
  })

  it('what I scroll, select or play myself ends it; so does their leaving', async () => {
    const [ada, other] = await both()
    await follow(ada.page, 'Mira Sand')
    await ada.page.getByRole('main', { name: 'Transcript' }).hover()
    await ada.page.mouse.wheel(0, 300)
    await seeNoMore(ada.page.getByText('Following Mira Sand'))

    await follow(ada.page, 'Mira Sand')
    await ada.page.keyboard.press('j')
    await seeNoMore(ada.page.getByText('Following Mira Sand'))

    await follow(ada.page, 'Mira Sand')
    await ada.page.getByRole('button', { name: 'Play', exact: true }).click()
    await seeNoMore(ada.page.getByText('Following Mira Sand'))
    await eventually(() => playing(ada.page)).toBe(true)
    await ada.page.getByRole('button', { name: 'Pause' }).click()

    await follow(ada.page, 'Mira Sand')
    await other.context.close()
    await see(ada.page.getByText('Mira Sand has left; you are by yourself again.'))
    await seeNoMore(ada.page.getByText('Following Mira Sand'))
    await leave(ada)
    expectNoErrors(other)
  })

  it('a browser that may not play by itself says so, and a press plays along', async () => {
    const [ada, other] = await both()
    await ada.page.evaluate(() => {
      const play = HTMLMediaElement.prototype.play
      HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
        return navigator.userActivation.isActive && document.activeElement?.textContent === 'Play along'
          ? play.call(this)
          : Promise.reject(new DOMException('play() needs a gesture', 'NotAllowedError'))
      }
    })
    await follow(ada.page, 'Mira Sand')
    await other.page.getByRole('button', { name: 'Play', exact: true }).click()
    await see(ada.page.getByText(/Your browser plays only after a press/))
    expect(await playing(ada.page)).toBe(false)
    await ada.page.getByRole('button', { name: 'Play along' }).click()
    await eventually(() => playing(ada.page)).toBe(true)
    await see(ada.page.getByText('Following Mira Sand'))
    await leave(ada, other)
  })

  it('pointing at words: the others see it, are told, and may go there', async () => {
    const [ada, other] = await both()
    const far = 'I wanted somebody to write back'
    await lookAt(other.page, far)
    const box = (await paragraph(other.page, far).boundingBox())!
    await other.page.mouse.move(box.x + 40, box.y + 14)
    await other.page.keyboard.down('w')
    const offer = ada.page.getByRole('button', { name: 'Go there' })
    await see(offer)
    await see(ada.page.getByRole('status').filter({ hasText: /^Mira Sand points at \d+:\d\d$/ }))
    await offer.click()
    await eventually(() => inView(ada.page, far)).toBe(true)
    await seeNoMore(offer)
    // Pointing shows; it plays nothing.
    await other.page.mouse.click(box.x + 60, box.y + 14)
    expect(await playing(other.page)).toBe(false)
    await other.page.keyboard.up('w')

    await lookAt(other.page, 'Cedar. Fourth year')
    await other.page.getByRole('button', { name: /^Point at words/ }).click()
    await paragraph(other.page, 'Cedar. Fourth year').hover({ position: { x: 30, y: 10 } })
    await see(offer)
    await other.page.keyboard.press('Escape')
    await seeNoMore(offer)
    await leave(ada, other)
  })

  it('a lost connection: nobody is shown as present who may not be, and all is right afterwards', async () => {
    const [ada, other] = await both()
    await Promise.all([saved(ada.page), saved(other.page)])
    await see(person(ada.page, 'Mira Sand'))
    await see(person(other.page, 'Ada Moreau'))
    await app.kill()
    await see(ada.page.getByRole('button', { name: /^Mira Sand, was here when the connection broke/ }))
    await app.restart()
    // Nobody does anything: it is known all the same.
    await see(ada.page.getByRole('button', { name: /^Mira Sand, (reading|listening)/ }))
    await see(other.page.getByRole('button', { name: /^Ada Moreau, (reading|listening)/ }))

    await other.context.setOffline(true)
    await see(other.page.getByRole('button', { name: /^Ada Moreau, was here/ }))
    await seeNoMore(person(ada.page, 'Mira Sand'))
    await other.context.setOffline(false)
    await see(person(ada.page, 'Mira Sand'))
    await see(other.page.getByRole('button', { name: /^Ada Moreau, (reading|listening)/ }))
    await leave(ada, other)
  })

  it('a browser that crashes leaves no ghost', async () => {
    const ada = await study.open(study.owner, study.desk)
    await deskReady(ada.page)
    const crashing = await openBrowser()
    const context = await crashing.newContext({ storageState: mira.signedIn })
    const page = await context.newPage()
    await page.goto(app.url + study.desk)
    await see(person(ada.page, 'Mira Sand'))
    const cdp = await context.newCDPSession(page)
    void cdp.send('Page.crash').catch(() => {})
    await seeNoMore(person(ada.page, 'Mira Sand'))
    await crashing.close()
    await leave(ada)
  })
})
