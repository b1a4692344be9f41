import { parseArgs } from 'node:util'
import { crashRounds } from './crashRounds.ts'

/* Kills the engine under load and counts what is missing: `tsx checks/crash.ts --rounds 50`. */

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } })
const report = await crashRounds(Number(values.rounds))
console.log(report)
process.exitCode = report.lost + report.inconsistent + report.torn > 0 ? 1 : 0
