/**
 * Simulates many runs of three people correcting one transcript and prints what was found.
 * npx tsx packages/document/checks/convergence.ts --runs 2000 --steps 150 [--first 1] [--no-undo]
 */
import { parseArgs } from 'node:util'
import { type Findings, simulateReplicas } from './simulateReplicas.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    steps: { type: 'string', default: '120' },
    first: { type: 'string', default: '1' },
    'no-undo': { type: 'boolean', default: false },
  },
})
const undo = !values['no-undo']
const first = Number(values.first)
const sum: Partial<Findings> = {}
const bad: number[] = []
for (let seed = first; seed < first + Number(values.runs); seed++) {
  const findings = simulateReplicas(seed, Number(values.steps), { undo })
  for (const [key, value] of Object.entries(findings) as [keyof Findings, number][])
    sum[key] = (sum[key] ?? 0) + value
  const { diverged, lost, duplicated, wrong, orphaned, disagreeing, staleIndices, pending, problems } =
    findings
  if (diverged + lost + duplicated + wrong + orphaned + disagreeing + staleIndices + pending + problems > 0)
    bad.push(seed)
}
console.log(
  JSON.stringify({ runs: Number(values.runs), steps: Number(values.steps), undo, ...sum, badSeeds: bad }),
)
process.exitCode = bad.length > 0 ? 1 : 0
