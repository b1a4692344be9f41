import type { CodingRecord } from '@polyphony/contract'
import type { Code, Ontology } from '@polyphony/ontology'
import { useEffect, useRef, useState } from 'react'
import type { AskedForDuplicates, SuggestedPair } from './duplicates.worker.ts'
import { excerptsByCode } from './excerptsByCode.ts'

/** Changes that come one after the other are answered together. */
const GATHER_MS = 400
const NOTHING_SAID = { short: '', full: '', whenToUse: '', whenNotToUse: '' }

/** Names are compared, not definitions: those need not travel. */
const withoutDefinitions = (ontology: Ontology): Ontology => ({
  ...ontology,
  codes: Object.fromEntries(
    Object.entries(ontology.codes).map(([id, code]): [string, Code] => [
      id,
      { ...code, definition: NOTHING_SAID },
    ]),
  ),
})

/**
 * Pairs of codes that look like one, likeliest first, found beside the page. Null until they have been found for the
 * first time; while they are sought anew the former ones stand.
 */
export const useDuplicates = (
  ontology: Ontology | undefined,
  codings: readonly CodingRecord[] | undefined,
  limit: number,
) => {
  const [pairs, setPairs] = useState<SuggestedPair[] | null>(null)
  const [failed, setFailed] = useState(false)
  const comparing = useRef<{ ask: (asked: AskedForDuplicates) => void } | null>(null)

  useEffect(() => {
    const worker = new Worker(new URL('./duplicates.worker.ts', import.meta.url), { type: 'module' })
    let busy = false
    let next: AskedForDuplicates | null = null
    const send = () => {
      if (busy || !next) return
      worker.postMessage(next)
      busy = true
      next = null
    }
    worker.addEventListener('message', ({ data }: MessageEvent<SuggestedPair[]>) => {
      busy = false
      setPairs(data)
      setFailed(false)
      send()
    })
    worker.addEventListener('error', event => {
      console.error('Codes could not be compared.', event.message)
      busy = false
      setFailed(true)
    })
    comparing.current = {
      ask(asked) {
        next = asked
        send()
      },
    }
    return () => {
      comparing.current = null
      worker.terminate()
    }
  }, [])

  useEffect(() => {
    if (!ontology || !codings) return
    const timer = setTimeout(
      () =>
        comparing.current?.ask({
          ontology: withoutDefinitions(ontology),
          excerpts: excerptsByCode(codings),
          limit,
        }),
      GATHER_MS,
    )
    return () => clearTimeout(timer)
  }, [ontology, codings, limit])

  return { pairs, failed }
}
