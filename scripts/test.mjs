// `npm test`: everything that must hold, from formatting to two browsers. `npm test -- unit` runs the steps named.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findChromium } from './findChromium.mjs'
import { install, requireNode, run, tool } from './prepareWorkspace.mjs'

requireNode()
const reports = mkdtempSync(join(tmpdir(), 'polyphony-test-'))
const totals = { passed: 0, failed: 0, skipped: 0 }
/** Characters of each: a counterexample may be long. */
const MESSAGE_LENGTH = 4_000
/** What failed and why, said again at the very end: a long log is often kept by its last lines alone. */
const failures = { tests: [], secondTries: [] }

const vitest = async project => {
  const report = join(reports, `${project}.json`)
  const code = await run(tool('vitest'), [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    totals.passed += numPassedTests
    totals.failed += numFailedTests
    totals.skipped += numPendingTests
    for (const { name, status, message, assertionResults } of testResults) {
      const file = relative(process.cwd(), name)
      const failed = assertionResults.filter(({ failureMessages }) => failureMessages.length > 0)
      for (const { fullName, status, failureMessages } of failed)
        (status === 'passed' ? failures.secondTries : failures.tests).push(
          `${file}: ${fullName}\n${failureMessages.join('\n').slice(0, MESSAGE_LENGTH)}`,
        )
      // A file that never came to its tests (an import, a hook) has a message of its own and no test to its name.
      if (status === 'failed' && failed.length === 0) failures.tests.push(`${file}\n${message}`)
    }
  }
  return code
}

const steps = {
  format: () => run(tool('biome'), ['ci', '.']),
  lint: () => run(tool('knip'), []),
  types: () => run(tool('turbo'), ['run', 'types', '--output-logs=errors-only']),
  build: () => run(tool('turbo'), ['run', 'build', '--output-logs=errors-only']),
  unit: () => vitest('unit'),
  e2e: async () => {
    const chromium = await findChromium()
    if (!chromium) return 1
    process.env.CHROMIUM_PATH = chromium
    return vitest('e2e')
  },
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !(name in steps))
if (unknown.length > 0) {
  console.error(`No step is named ${unknown.join(', ')}. Steps: ${Object.keys(steps).join(', ')}.`)
  process.exit(2)
}

await install()
const failedSteps = []
const times = []
for (const [name, step] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n── ${name} ──`)
  const began = Date.now()
  if ((await step()) !== 0) failedSteps.push(name)
  times.push(`${name} ${((Date.now() - began) / 1000).toFixed(0)} s`)
  // Without a build there is nothing to try in a browser.
  if (name === 'build' && failedSteps.includes('build')) break
}
rmSync(reports, { recursive: true, force: true })

for (const test of failures.secondTries) console.log(`\nPassed at the second try only: ${test}`)
for (const test of failures.tests) console.log(`\nFailed: ${test}`)
console.log(`\n${times.join(', ')}`)
if (failedSteps.length > 0) console.log(`Failed: ${failedSteps.join(', ')}`)
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
process.exit(failedSteps.length > 0 ? 1 : 0)
