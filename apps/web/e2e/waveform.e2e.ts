import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { clickWords, codeWords, deskReady, dragOver, expectNoErrors, goTo } from './support/deskActions.ts'
import { importRecording, wavWithSilence } from './support/importRecording.ts'
import type { Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see } from './support/waiting.ts'

const RECORDING = 'section[aria-label="Recording"]'
const recording = (page: Page) => page.getByRole('region', { name: 'Recording' })
const slider = (page: Page) => page.getByRole('slider', { name: 'Position in the recording' })
const button = (page: Page, name: string) => recording(page).getByRole('button', { name, exact: true })
const pressed = (page: Page, name: string) => button(page, name).getAttribute('aria-pressed')

/** Keeps what the page asks of media keys, where its one player stands, and where it was sent. */
const WATCH = `{
  window.mediaHandlers = {}
  const set = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession)
  navigator.mediaSession.setActionHandler = (action, handler) => {
    if (handler) window.mediaHandlers[action] = handler
    else delete window.mediaHandlers[action]
    set(action, handler)
  }
  const Player = window.Audio
  window.Audio = function () {
    const player = (window.player = new Player())
    window.jumps = []
    player.addEventListener('seeking', () => window.jumps.push(player.currentTime))
    return player
  }
}`

/** Where the recording stands, to the hundredth of a second. */
const now = (page: Page): Promise<number> => page.evaluate('window.player.currentTime')

/** The places it was sent to, in seconds, the last one last. */
const jumps = (page: Page): Promise<number[]> => page.evaluate('window.jumps')

/** Dots of a layer that are painted, between two heights. */
const painted = (page: Page, layer: 'still' | 'moving', top: number, bottom: number): Promise<number> =>
  page.locator(`canvas[data-layer="${layer}"]`).evaluate(
    (element, [from, to]) => {
      const canvas = element as HTMLCanvasElement
      const ratio = canvas.height / canvas.clientHeight
      const { data } = canvas
        .getContext('2d')!
        .getImageData(0, from! * ratio, canvas.width, (to! - from!) * ratio)
      return data.reduce((dots, value, i) => dots + Number(i % 4 === 3 && value > 40), 0)
    },
    [top, bottom],
  )

/** Every dot of the strip of marks. */
const marksOver = (page: Page): Promise<string> =>
  page.locator('canvas[data-layer="still"]').evaluate(element => {
    const canvas = element as HTMLCanvasElement
    const ratio = canvas.height / canvas.clientHeight
    return canvas
      .getContext('2d')!
      .getImageData(0, 18 * ratio, canvas.width, 15 * ratio)
      .data.join()
  })

describe('the waveform', () => {
  let app: App
  let study: Study
  useStudy(made => {
    ;({ app, study } = made)
  })

  const openDesk = async () => {
    const ada = await study.open(study.owner, '/')
    await ada.page.addInitScript(WATCH)
    await ada.page.goto(app.url + study.desk)
    await deskReady(ada.page)
    await eventually(() => button(ada.page, 'Zoom in').isEnabled()).toBe(true)
    return ada
  }

  it('is drawn in the colours of the system where that chooses them, also when it begins to', async () => {
    const ada = await openDesk()
    const { page } = ada
    await goTo(page, 'It would mean an answer')
    /** How light (0 to 255) the veil over what is still to come is, and the lightest solid dot of the ruler. */
    const lightness = () =>
      page.evaluate(() => {
        const dots = (layer: string, top: number, bottom: number) => {
          const canvas = document.querySelector<HTMLCanvasElement>(`canvas[data-layer="${layer}"]`)!
          const ratio = canvas.height / canvas.clientHeight
          return canvas.getContext('2d')!.getImageData(0, top * ratio, canvas.width, (bottom - top) * ratio)
            .data
        }
        const ruler = dots('still', 4, 16)
        const solid = ruler.filter((_, i) => i % 4 === 0 && ruler[i + 3] === 255)
        return { veil: dots('moving', 40, 44).at(-4)!, ruler: solid.reduce((a, b) => Math.max(a, b), 0) }
      })
    await eventually(async () => (await lightness()).veil).toBeGreaterThan(230)
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' })
    await eventually(lightness).toEqual({ veil: 0, ruler: 255 })
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
    await eventually(lightness).toEqual({ veil: 255, ruler: 0 })
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
    await eventually(async () => (await lightness()).ruler).toBeGreaterThan(200)
    expectNoErrors(ada)
  })

  it('zooms to words that play when clicked, with the whole recording below, and moves by wheel and by hand', async () => {
    const ada = await openDesk()
    const { page } = ada
    await goTo(page, 'It would mean an answer')
    const { x, y, width } = (await slider(page).boundingBox())!
    expect(await painted(page, 'still', 90, 108)).toBe(0)

    // With Ctrl the wheel zooms around the pointer, until words have room.
    const at = await now(page)
    const about = await page.request.get(`${app.url}/api/conversations/${study.conversation}`)
    const { duration } = ((await about.json()) as { recording: { duration: number } }).recording
    const pointer = Math.round(x + (at / duration) * width)
    const under = ((pointer - x) / width) * duration
    await page.mouse.move(pointer, y + 60)
    await page.keyboard.down('Control')
    for (let i = 0; i < 12; i++) await page.mouse.wheel(0, -120)
    await page.keyboard.up('Control')
    await eventually(() => button(page, 'Zoom in').isDisabled()).toBe(true)
    await eventually(() => painted(page, 'still', 57, 84)).toBeGreaterThan(300)
    await eventually(() => painted(page, 'still', 90, 108)).toBeGreaterThan(300)

    await checkAccessibility(page, 'zoomed to words', RECORDING)

    // The words of the source, spoken at these times: a click on one plays from it.
    const words = (await (
      await page.request.get(`${app.url}/api/conversations/${study.conversation}/words`)
    ).json()) as { text: string[]; start: number[] }
    const first = words.start.findIndex(start => start / 1000 >= at - 0.05)
    const next = words.start[first + 1]! / 1000
    await page.mouse.click(pointer + (next - under) * 240 + 6, y + 64)
    await see(button(page, 'Pause'))
    await page.keyboard.press(' ')
    await see(button(page, 'Play'))
    const sent = (await jumps(page)).at(-1)!
    expect(sent).toBeGreaterThanOrEqual(next - 0.02)
    expect(sent).toBeLessThan(next + 1)

    const before = await slider(page).screenshot()
    await page.mouse.wheel(0, 400)
    await eventually(async () => (await slider(page).screenshot()).equals(before)).toBe(false)
    // A press on the whole recording shows that part, and leaves the playhead where it is.
    const stands = await now(page)
    await page.mouse.click(x + 20, y + 100)
    expect(await now(page)).toBe(stands)
    await page.keyboard.press('0')
    await eventually(() => button(page, 'Zoom out').isDisabled()).toBe(true)
    await eventually(() => painted(page, 'still', 90, 108)).toBe(0)
    expectNoErrors(ada)
  })

  it('says whose highlight is under the pointer and which code, and brings it into focus', async () => {
    const ada = await openDesk()
    const { page } = ada
    const list = (await (
      await page.request.get(`${app.url}/api/workspaces/${study.workspace}/highlights`)
    ).json()) as { highlights: { start: number; end: number; codes: string[] }[] }
    const first = list.highlights
      .filter(one => one.end - one.start > 5)
      .sort((a, b) => a.start - b.start)
      .find(one => one.start > 30)!
    const { x, y, width } = (await slider(page).boundingBox())!
    await eventually(() => painted(page, 'still', 18, 33)).toBeGreaterThan(100)
    const stands = await now(page)
    await page.mouse.move(x + ((first.start + 2) / 766) * width, y + 20)
    await see(page.getByText(/ · (Mona Okafor|Teo Kallas)$/))
    await page.mouse.down()
    await page.mouse.up()
    await see(page.getByRole('article', { name: /’s highlight/ }))
    expect(await now(page)).toBe(stands)
    expectNoErrors(ada)
  })

  it('loops what is selected until it is let go', async () => {
    const ada = await openDesk()
    const { page } = ada
    await goTo(page, 'It would mean an answer')
    await dragOver(page, "We're asked all the time")
    await page.keyboard.press('Shift+P')
    await see(button(page, 'Pause'))
    await eventually(() => pressed(page, 'Loop the selection or highlight')).toBe('true')
    const from = await now(page)
    let turns = 0
    let last = from
    await eventually(async () => {
      const at = await now(page)
      if (at < last) turns++
      last = at
      return turns
    }).toBeGreaterThanOrEqual(2)
    expect(await now(page)).toBeLessThan(from + 4)
    await page.keyboard.press('Shift+P')
    await eventually(() => pressed(page, 'Loop the selection or highlight')).toBe('false')
    await eventually(() => now(page)).toBeGreaterThan(from + 4)
    await page.keyboard.press(' ')

    expectNoErrors(ada)
  })

  it('passes over silence, which counts as heard', async () => {
    const ada = await study.open(study.owner, '/')
    const { page } = ada
    const id = await importRecording(ada.context, app.url, study.workspace, wavWithSilence())
    await page.addInitScript(WATCH)
    await page.goto(`${app.url}/w/${study.workspace}/conversations/${id}`)
    await eventually(() => button(page, 'Zoom in').isEnabled()).toBe(true)
    await button(page, 'Skip silence').click()
    await eventually(() => pressed(page, 'Skip silence')).toBe('true')
    await see(page.getByText('Silence is skipped: 1 pause, 0:11 in all. What is skipped counts as heard.'))
    await button(page, 'Play').click()
    await eventually(() => now(page)).toBeGreaterThan(14.5)
    // From within the silence, which begins at 2 seconds, to its end at 14, at one jump.
    expect(await jumps(page)).toContainEqual(expect.toSatisfy((at: number) => at > 12 && at < 14.1))
    await button(page, 'Pause').click()
    await eventually(async () => {
      const list = await page.request.get(`${app.url}/api/conversations/${id}/listening`)
      return ((await list.json()) as { heard: [number, number][] }[])[0]?.heard.map(([from, to]) => [
        from,
        to > 14,
      ])
    }).toEqual([[0, true]])
    expectNoErrors(ada)
  })

  it('obeys media keys, and tells the system what plays', async () => {
    const ada = await openDesk()
    const { page } = ada
    const key = (action: string, details = {}) =>
      page.evaluate(`window.mediaHandlers.${action}(${JSON.stringify({ action, ...details })})`)
    expect(await page.evaluate('Object.keys(window.mediaHandlers).sort()')).toEqual([
      'nexttrack',
      'pause',
      'play',
      'previoustrack',
      'seekbackward',
      'seekforward',
      'seekto',
      'stop',
    ])
    const told = await page.evaluate(
      '({ title: navigator.mediaSession.metadata.title, artist: navigator.mediaSession.metadata.artist })',
    )
    expect(told).toEqual({ title: 'East wing, 14 March', artist: 'Campus dialogues (demo)' })
    await key('seekto', { seekTime: 30 })
    await eventually(() => now(page)).toBe(30)
    await key('nexttrack')
    await eventually(() => now(page)).toBeGreaterThan(40)
    const turn = await now(page)
    await key('seekforward', { seekOffset: 4 })
    await key('previoustrack')
    await eventually(() => now(page)).toBe(turn)
    await key('play')
    await see(button(page, 'Pause'))
    await eventually(() => page.evaluate('navigator.mediaSession.playbackState')).toBe('playing')
    await key('pause')
    await see(button(page, 'Play'))
    await page.goto(`${app.url}/w/${study.workspace}/conversations`)
    expectNoErrors(ada)
  })

  it('says what is wrong with the recording, and goes on when that is mended', async () => {
    const ada = await study.open(study.owner, '/', { colorScheme: 'dark' })
    const { page, context } = ada
    await context.route('**/recording', route => route.fulfill({ status: 503 }))
    await context.route('**/peaks', route => route.fulfill({ status: 503 }))
    await page.goto(app.url + study.desk)
    await deskReady(page)
    await see(page.getByRole('alert').filter({ hasText: 'cannot be fetched at the moment' }))
    await checkAccessibility(page, 'a recording that fails', RECORDING)
    await context.unroute('**/recording')
    await recording(page).getByRole('button', { name: 'Try again' }).first().click()
    await see(page.getByText('The waveform could not be fetched.'))
    await context.unroute('**/peaks')
    await recording(page).getByRole('button', { name: 'Try again' }).click()
    await clickWords(page, 'It would mean an answer')
    await see(button(page, 'Pause'))
    await eventually(() => recording(page).getByRole('button', { name: 'Try again' }).count()).toBe(0)

    await context.route('**/recording', route =>
      route.fulfill({ status: 200, contentType: 'audio/mpeg', body: 'no audio at all' }),
    )
    await page.reload()
    await see(page.getByRole('alert').filter({ hasText: 'This browser cannot play this recording' }))
    expect(ada.errors.filter(error => !/waveform/.test(error))).toEqual([])
  })

  it('shows a new highlight over the recording, here and elsewhere, until it is taken back', async () => {
    const ada = await openDesk()
    const elsewhere = await openDesk()
    const same = () =>
      eventually(async () => (await marksOver(ada.page)) === (await marksOver(elsewhere.page))).toBe(true)
    await same()
    const before = await marksOver(elsewhere.page)
    await codeWords(ada.page, 'It would mean an answer', 'Time for people')
    await eventually(async () => (await marksOver(elsewhere.page)) === before).toBe(false)
    await same()
    // What was drawn mark by mark is what a desk shows that draws all of them.
    await elsewhere.page.reload()
    await same()
    const coded = await marksOver(elsewhere.page)
    await ada.page.keyboard.press('Control+z')
    await ada.page.keyboard.press('Control+z')
    await eventually(async () => (await marksOver(elsewhere.page)) === coded).toBe(false)
    await same()
    await elsewhere.page.reload()
    await same()
    expectNoErrors(ada, elsewhere)
  })

  it('leaves nothing behind, however often a desk is opened', { timeout: 360_000 }, async () => {
    const ada = await study.open(study.owner, `/w/${study.workspace}/conversations`)
    const { page, context } = ada
    const devtools = await context.newCDPSession(page)
    const countOf = async (type: string): Promise<number> => {
      const { result } = await devtools.send('Runtime.evaluate', { expression: `${type}.prototype` })
      const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! })
      const { result: length } = await devtools.send('Runtime.callFunctionOn', {
        objectId: objects.objectId!,
        functionDeclaration: 'function () { return this.length }',
        returnByValue: true,
      })
      await devtools.send('Runtime.releaseObject', { objectId: objects.objectId! })
      return length.value as number
    }
    const look = async () => {
      await devtools.send('HeapProfiler.collectGarbage')
      const { metrics } = await devtools.send('Performance.getMetrics')
      return {
        audio: await countOf('HTMLAudioElement'),
        canvas: await countOf('HTMLCanvasElement'),
        listeners: metrics.find(({ name }) => name === 'JSEventListeners')!.value,
      }
    }
    await devtools.send('Performance.enable')
    const visit = async () => {
      await page.getByRole('link', { name: 'East wing, 14 March' }).first().click()
      await eventually(() => button(page, 'Zoom in').isEnabled()).toBe(true)
      await page.goBack()
      await see(page.getByRole('heading', { name: 'Conversations', exact: true }))
    }
    for (let i = 0; i < 3; i++) await visit()
    const before = await look()
    for (let i = 0; i < 50; i++) await visit()
    // Documents of the last desk stay open for a moment, and a connection to the offline copy closes in its own time.
    await eventually(async () => {
      const after = await look()
      return {
        audio: after.audio > before.audio,
        canvas: after.canvas > before.canvas,
        listeners: after.listeners > before.listeners * 1.1,
      }
    }).toEqual({ audio: false, canvas: false, listeners: false })
    // Nothing is drawn for a desk that is not there.
    const frames = await page.evaluate(`new Promise(resolve => {
      const request = window.requestAnimationFrame
      let asked = 0
      window.requestAnimationFrame = callback => { asked++; return request.call(window, callback) }
      setTimeout(() => { window.requestAnimationFrame = request; resolve(asked) }, 500)
    })`)
    expect(frames).toBe(0)
  })
})
