// `npm run bench [-- P1 P5 --rounds 5]`: prints a line of JSON for each figure. Needs the build, and Chromium from P5 on.
import { parseArgs } from 'node:util'
import type { Bar, BarOptions } from './bars/bar.ts'
import type { DeskBar } from './bars/deskBar.ts'
import { longAndBusy } from './bars/longAndBusy.ts'
import { p1Propagation } from './bars/p1Propagation.ts'
import { p3WireAndState } from './bars/p3WireAndState.ts'
import { p4Join } from './bars/p4Join.ts'
import { p5OpenDesk } from './bars/p5OpenDesk.ts'
import { p6RemoteWhileScrolling } from './bars/p6RemoteWhileScrolling.ts'
import { p7CorrectWord } from './bars/p7CorrectWord.ts'
import { p9Merge } from './bars/p9Merge.ts'
import { type Figure, printFigure } from './figure.ts'
import { withDesk } from './workload/deskStudy.ts'

const SERVER_BARS: Record<string, Bar> = {
  P1: p1Propagation,
  P3: p3WireAndState,
  P4: p4Join,
  P9: p9Merge,
}
/** Taken on one study, so that it is made once. */
const DESK_BARS: Record<string, DeskBar> = {
  P5: p5OpenDesk,
  P6: p6RemoteWhileScrolling,
  P7: p7CorrectWord,
}
/** `LONG` is all of these, `LONG-P6` one of them. */
const LONG_BARS = Object.entries(longAndBusy).map(([name, bar]) => ({ asked: `LONG-${name}`, name, bar }))
const NAMES = [
  ...Object.keys(SERVER_BARS),
  ...Object.keys(DESK_BARS),
  'LONG',
  ...LONG_BARS.map(({ asked }) => asked),
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, quiet: { type: 'boolean', default: false } },
})
const rounds = Number(values.rounds)
const isWanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name)
if (positionals.some(name => !NAMES.includes(name)) || !Number.isInteger(rounds) || rounds < 1) {
  console.error(`Use: npm run bench -- [${NAMES.join(' ')}] [--rounds 3] [--quiet]`)
  process.exit(2)
}

const missed: Figure[] = []
const options: BarOptions = {
  rounds,
  print(figure) {
    printFigure(figure)
    if (figure.pass === false) missed.push(figure)
  },
  say: line => values.quiet || console.error(line),
}
for (const [name, bar] of Object.entries(SERVER_BARS)) if (isWanted(name)) await bar(options)

const onDesk = Object.entries(DESK_BARS).filter(([name]) => isWanted(name))
if (onDesk.length > 0)
  await withDesk(
    { size: { words: 20_000, turns: 600, seconds: 7_200 }, highlights: 5_000, say: options.say },
    async desk => {
      for (const [name, bar] of onDesk) await bar(desk, name, options)
    },
  )
const onLongDesk = LONG_BARS.filter(({ asked }) => isWanted('LONG') || isWanted(asked))
if (onLongDesk.length > 0)
  await withDesk(
    { size: { words: 29_000, turns: 700, seconds: 7_200 }, highlights: 10_000, say: options.say },
    async desk => {
      for (const { name, bar } of onLongDesk) await bar(desk, `LONG ${name}`, options)
    },
  )
for (const { bar, what } of missed) console.error(`missed: ${bar} ${what}`)
process.exit(missed.length > 0 ? 1 : 0)
