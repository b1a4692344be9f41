import { type Ontology, prepareSearch } from '@polyphony/ontology'
import { useEffect } from 'react'
import { nextTask } from '../../collab/nextTask.ts'
import { atLeisure } from '../../ui/atLeisure.ts'

/** Codes made ready in one go: a few milliseconds. */
const AT_ONCE = 500

/**
 * Makes a codebook ready to be searched before somebody types, some codes at a time: the first key typed in one of
 * twenty thousand codes would wait for half a second.
 */
export const usePreparedSearch = (ontology: Ontology): void =>
  useEffect(() => {
    let wanted = true
    const leisure = atLeisure(async () => {
      const codes = Object.values(ontology.codes)
      for (let at = 0; at < codes.length && wanted; at += AT_ONCE) {
        prepareSearch(codes.slice(at, at + AT_ONCE))
        await nextTask()
      }
    })
    leisure.request()
    return () => {
      wanted = false
      leisure.cancel()
    }
  }, [ontology])
