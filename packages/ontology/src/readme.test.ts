import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { expect, it } from 'vitest'
import * as library from './index.ts'

it('does what the example of the README says', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? []
  // A line that says in a comment what it gives is held to it.
  const told = example.replace(/^(.+?) \/\/ ('.*?').*$/gm, 'results.push([$1, $2])')
  const { code } = transformSync(told, { loader: 'ts', format: 'cjs' })
  const results: [unknown, unknown][] = []
  new Function('require', 'results', code)(() => library, results)
  expect(results).toHaveLength(2)
  for (const [given, said] of results) expect(given).toBe(said)
})
