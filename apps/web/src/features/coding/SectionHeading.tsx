import { memo, useCallback, useSyncExternalStore } from 'react'
import { useDesk } from '../desk/DeskContext.tsx'
import { codesOf } from './codesOf.ts'
import styles from './SectionHeading.module.css'

/** The sections of the guide that begin in a turn, as headings above it. */
export const SectionHeading = memo(({ turn }: { turn: string }) => {
  const desk = useDesk()
  const subscribe = useCallback(
    (listener: () => void) => {
      const disposers = [desk.annotations.onTurn(turn, listener), desk.shown.onChange(listener)]
      return () => {
        for (const dispose of disposers) dispose()
      }
    },
    [desk, turn],
  )
  const names = useSyncExternalStore(subscribe, () =>
    [
      ...new Set(
        desk.annotations
          .inTurn(turn)
          .filter(piece => piece.begins)
          .flatMap(piece => codesOf(desk.facts.get().ontology, desk.annotations.get(piece.key)!))
          .filter(code => code.kind === 'structural')
          .map(code => code.name),
      ),
    ].join(' · '),
  )
  return names ? <h2 className={styles.heading}>{names}</h2> : null
})
