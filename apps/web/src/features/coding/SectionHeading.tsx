import { memo, useCallback, useSyncExternalStore } from 'react'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import { codesOf } from './codesOf.ts'
import styles from './SectionHeading.module.css'

/** The sections of the guide that begin in a turn, as headings above it. */
export const SectionHeading = memo(({ turn }: { turn: string }) => {
  const desk = useDesk()
  const ontology = useFacts(facts => facts.ontology)
  const subscribe = useCallback(
    (listener: () => void) => desk.annotations.onTurn(turn, listener),
    [desk, turn],
  )
  const names = useSyncExternalStore(subscribe, () =>
    [
      ...new Set(
        desk.annotations
          .inTurn(turn)
          .filter(piece => piece.begins)
          .flatMap(piece => codesOf(ontology, desk.annotations.get(piece.key)!))
          .filter(code => code.kind === 'structural')
          .map(code => code.name),
      ),
    ].join(' · '),
  )
  return names ? <h2 className={styles.heading}>{names}</h2> : null
})
