import { type About, aboutOf, answer, type Question } from './figures/answer.ts'
import type { CodeList } from './figures/codeList.ts'
import { type Facts, gatherFacts, type Source } from './figures/facts.ts'

/** What the page says: first what there is, codings some at a time and the rest last; then a question at a time. */
export type ToWorker =
  | { codings: Source['codings'] }
  | { source: Omit<Source, 'codings'>; guide: CodeList }
  | { id: number; question: Question }
export type FromWorker = { id: number; answer: unknown } | { id: number; error: string }

let facts: Record<About, Facts> | null = null
const codings: Source['codings'][number][] = []

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('codings' in data) {
    for (const coding of data.codings) codings.push(coding)
    return
  }
  if ('source' in data) {
    const ideas = { ...data.source, codings }
    facts = { ideas: gatherFacts(ideas), guide: gatherFacts({ ...ideas, list: data.guide }) }
    return
  }
  const { id, question } = data
  let said: FromWorker
  try {
    if (!facts) throw new Error('A question came before what it is about.')
    said = { id, answer: answer(facts[aboutOf(question)], question) }
  } catch (error) {
    said = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  self.postMessage(said)
})
