import { countNodes, deskSettled, openDesk, openWindow } from '../browser.ts'
import { figureOf, median } from '../figure.ts'
import type { DeskBar } from './deskBar.ts'

/**
 * P5: opening the desk by its address, the program itself in the browser's cache, no copy of the conversation. Time
 * until the first turns can be read and until the waveform is painted; DOM nodes beside the same page without highlights.
 */
export const p5OpenDesk: DeskBar = async ({ browser, url, plain, dense }, name, { rounds, print, say }) => {
  const readable: number[] = []
  const waveform: number[] = []
  const plainReadable: number[] = []
  const nodes = { plain: [] as number[], dense: [] as number[] }
  // The first opening fills the browser's caches and is not counted.
  for (let round = -1; round < rounds; round++) {
    for (const kind of ['plain', 'dense'] as const) {
      const context = await openWindow(browser, url)
      try {
        const page = await context.newPage()
        // The program is cached as for anybody who has been here; the conversation is new to this browser.
        await page.goto(url, { waitUntil: 'networkidle' })
        const opening = await openDesk(page, kind === 'plain' ? plain.address : dense.address)
        say(
          `${name} ${kind}: readable ${opening.readable.toFixed(0)} ms, waveform ${opening.waveform.toFixed(0)} ms`,
        )
        if (round < 0) continue
        await deskSettled(page, kind === 'dense')
        nodes[kind].push(await countNodes(page))
        if (kind === 'plain') plainReadable.push(opening.readable)
        else {
          readable.push(opening.readable)
          waveform.push(Math.max(0, opening.waveform - opening.readable))
        }
      } finally {
        await context.close()
      }
    }
  }
  print(figureOf(name, 'first turns readable after navigation', readable, 'ms', 1_000))
  print(figureOf(name, 'the same without highlights', plainReadable, 'ms'))
  print(figureOf(name, 'waveform painted after that', waveform, 'ms', 400))
  print(
    figureOf(
      name,
      'DOM nodes beside the same page without highlights',
      [median(nodes.dense) / median(nodes.plain)],
      'ratio',
      1.5,
    ),
  )
  print(figureOf(name, 'DOM nodes', nodes.dense, 'nodes'))
}
