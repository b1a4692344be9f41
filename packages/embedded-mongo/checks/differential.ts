import { parseArgs } from 'node:util'
import { compareEngines } from './compareEngines.ts'

/*
 * Asks two engines the same random filters and updates and shows where they differ:
 * `tsx checks/differential.ts URI_A URI_B --seed 1 --runs 1000 [--strange]`.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1000' },
    strange: { type: 'boolean', default: false },
    examples: { type: 'string', default: '20' },
  },
})
const [a, b] = positionals
if (!a || !b) throw new Error('Name two engines: differential.ts URI_A URI_B')
const { examples, ...counts } = await compareEngines([a, b], {
  seed: Number(values.seed),
  runs: Number(values.runs),
  strange: values.strange,
})
for (const example of examples.slice(0, Number(values.examples))) console.log(example)
console.log({ seed: Number(values.seed), strange: values.strange, ...counts })
