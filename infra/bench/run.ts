// `npm run bench [-- P1 P5 --rounds 5]`: prints a line of JSON for each figure. Needs the build, and Chromium from P5 on.
import { parseArgs } from 'node:util'
import type { Bar } from './bars/bar.ts'
import { p1Propagation } from './bars/p1Propagation.ts'
import { p3WireAndState } from './bars/p3WireAndState.ts'
import { p4Join } from './bars/p4Join.ts'
import { type Figure, printFigure } from './figure.ts'

const BARS: Record<string, Bar> = {
  P1: p1Propagation,
  P3: p3WireAndState,
  P4: p4Join,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, quiet: { type: 'boolean', default: false } },
})
const rounds = Number(values.rounds)
const unknown = positionals.filter(name => !(name in BARS))
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
  console.error(`Use: npm run bench -- [${Object.keys(BARS).join(' ')}] [--rounds 3] [--quiet]`)
  process.exit(2)
}

const missed: Figure[] = []
for (const [name, bar] of Object.entries(BARS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  await bar({
    rounds,
    print(figure) {
      printFigure(figure)
      if (figure.pass === false) missed.push(figure)
    },
    say: line => values.quiet || console.error(line),
  })
}
for (const { bar, what } of missed) console.error(`missed: ${bar} ${what}`)
process.exit(missed.length > 0 ? 1 : 0)
