import { PolyphonyError } from '@polyphony/contract'
import { nextTask } from '../../collab/nextTask.ts'
import { patterns as text } from '../../text/patterns.ts'
import type { AnswerTo, Question } from './figures/answer.ts'
import type { CodeList } from './figures/codeList.ts'
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

/** Codings handed over in one go: a few milliseconds. */
const HANDED_AT_ONCE = 1_000

/** Computes figures of one source, and of the guide's sections in it, in a worker, which the first question starts. */
export const createReckoner = (source: Source, guide: CodeList): Reckoner => {
  let worker: Worker | null = null
  /** It has been told everything and may be asked. */
  let ready = false
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
    void tellAll(worker)
  }
  const tellAll = async (to: Worker) => {
    const { codings, ...rest } = source
    for (let at = 0; at < codings.length; at += HANDED_AT_ONCE) {
      if (at > 0) await nextTask()
      // It was ended meanwhile.
      if (worker !== to) return
      say({ codings: codings.slice(at, at + HANDED_AT_ONCE) })
    }
    say({ source: rest, guide })
    ready = true
    for (const [id, { question }] of waiting) say({ id, question })
  }
  const stop = () => {
    worker?.terminate()
    worker = null
    ready = false
  }
  /** A worker that computes hears nothing: it is ended, and another one gets what others still wait for. */
  const giveUp = (id: number) => {
    if (!waiting.delete(id)) return
    stop()
    if (waiting.size > 0) start()
  }

  return {
    ask: (question, signal) =>
      new Promise((resolve, reject) => {
        const id = ++asked
        waiting.set(id, { question, resolve, reject })
        if (!worker) start()
        else if (ready) say({ id, question })
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
