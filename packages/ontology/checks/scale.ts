/**
 * How long the library takes with a codebook of 20,000 codes, 60 deep: `npx tsx packages/ontology/checks/scale.ts`.
 * Prints one line a task: the median of a few runs, in milliseconds of processor time, which a busy machine leaves alone.
 */
import { planImport, readCsv, readQdc, readSkos, toCsv, toQdc, toTurtle } from '../src/exchange/index.ts'
import {
  applyOperation,
  checkOntology,
  codebookRows,
  compareOntologies,
  emptyOntology,
  Ontology,
  type OperationInput,
  previewMerge,
  rebase,
  type StepInput,
  searchCodes,
  suggestDuplicates,
  walk,
} from '../src/index.ts'

const CODES = Number(process.argv[2] ?? 20_000)
const DEPTH = 60
const context = { actor: 'ada', at: '2026-03-14T09:00:00.000Z' }
const WORDS = ['belonging', 'voice', 'credit', 'silence', 'mentor', 'door', 'costs', 'hope', 'care', 'trust']

const name = (i: number) =>
  `${WORDS[i % 10]} ${WORDS[Math.floor(i / 10) % 10]} ${WORDS[Math.floor(i / 100) % 10]} ${Math.floor(i / 1000)}`
// Chains of 60 codes, side by side.
const steps: StepInput[] = Array.from({ length: CODES }, (_, i) => ({
  type: 'create',
  id: `c${i}`,
  name: name(i),
  parent: i % DEPTH === 0 ? null : `c${i - 1}`,
  definition: { short: `What ${name(i)} means.` },
}))
const batch: OperationInput = { type: 'batch', id: 'import', title: 'Imported', steps }

const timed = <T>(task: string, work: () => T, runs = 5): T => {
  const times: number[] = []
  let result: T | undefined
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage()
    result = work()
    const { user, system } = process.cpuUsage(start)
    times.push((user + system) / 1000)
  }
  const median = times.sort((a, b) => a - b)[Math.floor(runs / 2)]!
  console.log(`${task.padEnd(64)} ${median.toFixed(1).padStart(9)} ms`)
  return result as T
}

/** Another value with the same records: nothing has been computed for it yet. */
const fresh = (ontology: Ontology): Ontology => ({ ...ontology, codes: { ...ontology.codes } })

console.log(`${CODES} codes, ${DEPTH} deep, Node ${process.version}`)
const { ontology, inverse } = timed(
  'import as one batch, with its inverse',
  () => applyOperation(emptyOntology, batch, context),
  3,
)
timed('take the import back', () => applyOperation(ontology, inverse[0]!, context), 3)
timed('parse (zod)', () => Ontology.parse(ontology), 3)
timed('check all invariants', () => checkOntology(fresh(ontology)))
timed('walk the tree, first time', () => [...walk(fresh(ontology))].length)
timed('walk the tree, again', () => [...walk(ontology)].length)
let at = ontology
let n = 0
timed('create one code', () => {
  at = applyOperation(
    at,
    { type: 'create', id: `n${n++}`, name: `New ${n}`, parent: 'c59' },
    context,
  ).ontology
})
timed('rename one code', () => {
  at = applyOperation(at, { type: 'rename', id: 'c59', name: `Renamed ${n++}` }, context).ontology
})
timed('merge two codes', () =>
  applyOperation(ontology, { type: 'merge', ids: ['c60'], into: 'c59' }, context),
)
timed('rebase a merge', () => rebase({ type: 'merge', ids: ['c60'], into: 'c59' }, ontology, at))
const uses = Array.from({ length: 10_000 }, (_, i) => ({
  code: i % 2 === 0 ? 'c59' : 'c60',
  member: `m${i % 20}`,
  conversation: `k${i % 100}`,
  highlight: `h${i % 6000}`,
  from: i * 7,
  to: i * 7 + 20,
}))
timed('preview a merge of 10,000 codings', () => previewMerge(ontology, ['c60'], 'c59', uses))
timed('search, first time', () => searchCodes(fresh(ontology), 'mentr', 20), 3)
timed('search, again', () => searchCodes(ontology, 'mentr', 20))
timed('suggest duplicates by name', () => suggestDuplicates(ontology), 3)
timed('compare two states', () => compareOntologies(ontology, at))
timed('rows of the codebook', () => codebookRows(ontology).length, 3)

let id = 0
const options = { newId: () => `i${id++}`, title: 'Imported' }
const { text } = timed('write REFI-QDA', () => toQdc(ontology), 3)
const { codebook } = timed('read REFI-QDA', () => readQdc(text), 3)
timed('plan its import where there is nothing', () => planImport(emptyOntology, codebook, options), 3)
timed('plan its import where all of it is there', () => planImport(ontology, codebook, options), 3)
const table = timed('write CSV', () => toCsv(ontology).text, 3)
timed('read CSV', () => readCsv(table), 3)
const meta = { baseUri: 'https://example.org', title: 'Codes', created: context.at }
const turtle = timed('write Turtle', () => toTurtle(ontology, meta), 3)
const start = process.cpuUsage()
await readSkos(turtle)
const { user, system } = process.cpuUsage(start)
console.log(`${'read Turtle'.padEnd(64)} ${((user + system) / 1000).toFixed(1).padStart(9)} ms`)
