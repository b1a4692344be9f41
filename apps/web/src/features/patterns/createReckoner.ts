import { PolyphonyError } from '@polyphony/contract'
import { patterns as text } from '../../text/patterns.ts'
import type { AnswerTo, Question } from './figures/answer.ts'
import type { Source } from './figures/facts.ts'
import type { FromWorker, ToWorker } from './patternsWorker.ts'

export interface Reckoner {
  /** Computes away from the page. Giving up by the signal stops the computing itself. */
  ask: <Q extends Question>(question: Q, signal?: AbortSignal) => Promise<AnswerTo<Q>>
  close: () => void
}

interface Waiting {
  question: Question
  resolve: (answer: never) => void
  reject: (error: Error) => void
}

/** Computes figures of one source in a worker, which is started with the first question. */
export const createReckoner = (source: Source): Reckoner => {
  let worker: Worker | null = null
  let asked = 0
  const waiting = new Map<number, Waiting>()

  const say = (message: ToWorker) => worker!.postMessage(message)
  const start = () => {
    worker = new Worker(new URL('./patternsWorker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      const one = waiting.get(data.id)
      waiting.delete(data.id)
      if ('error' in data) one?.reject(new Error(data.error))
      else one?.resolve(data.answer as never)
    })
    worker.addEventListener('error', event => {
      event.preventDefault()
      stop()
      for (const { reject } of waiting.values())
        reject(new PolyphonyError('unavailable', text.cannotCompute, { cause: event.message }))
      waiting.clear()
    })
    say({ source })
  }
  const stop = () => {
    worker?.terminate()
    worker = null
  }
  /** A worker that computes hears nothing: it is ended, and another one gets what others still wait for. */
  const giveUp = (id: number) => {
    if (!waiting.delete(id)) return
    stop()
    if (waiting.size === 0) return
    start()
    for (const [other, { question }] of waiting) say({ id: other, question })
  }

  return {
    ask: (question, signal) =>
      new Promise((resolve, reject) => {
        const id = ++asked
        if (!worker) start()
        waiting.set(id, { question, resolve, reject })
        say({ id, question })
        signal?.addEventListener('abort', () => {
          giveUp(id)
          reject(new PolyphonyError('cancelled', text.cancelled))
        })
      }),
    close: () => {
      stop()
      for (const { reject } of waiting.values()) reject(new PolyphonyError('cancelled', text.cancelled))
      waiting.clear()
    },
  }
}
