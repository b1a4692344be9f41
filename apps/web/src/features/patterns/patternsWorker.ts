import { answer, type Question } from './figures/answer.ts'
import { type Facts, gatherFacts, type Source } from './figures/facts.ts'

/** What the page says: first what there is, then a question at a time. */
export type ToWorker = { source: Source } | { id: number; question: Question }
export type FromWorker = { id: number; answer: unknown } | { id: number; error: string }

let facts: Facts | null = null

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('source' in data) {
    facts = gatherFacts(data.source)
    return
  }
  const { id, question } = data
  let said: FromWorker
  try {
    if (!facts) throw new Error('A question came before what it is about.')
    said = { id, answer: answer(facts, question) }
  } catch (error) {
    said = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  self.postMessage(said)
})
