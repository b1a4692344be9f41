import { useCallback } from 'react'
import { codings as words } from '../../text/codings.ts'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import styles from './AnnotationCard.module.css'
import type { Annotation } from './annotations.ts'
import { describeSides } from './describeSides.ts'
import { sidesOver } from './disagreements.ts'
import { touchesSpan } from './touchesSpan.ts'
import { useAnnotationsVersion } from './useAnnotationsVersion.ts'

/** A quiet line on a card: who has coded these words differently. Nothing where nobody has. */
export const Disputed = ({ annotation }: { annotation: Annotation }) => {
  const desk = useDesk()
  const { resolution } = annotation
  const concerns = useCallback(
    ({ index }: Desk, turns: ReadonlySet<string>) =>
      'span' in resolution && touchesSpan(index, resolution.span, turns),
    [resolution],
  )
  useAnnotationsVersion({ prompt: true, concerns })
  useFacts(facts => facts.ontology)
  const sides = sidesOver(desk.shown.disagreements.of(annotation))
  if (sides.length === 0) return null
  return (
    <p className={styles.disputed}>
      <strong>{words.disagreement.title}</strong> {describeSides(desk, sides, annotation.member)}
    </p>
  )
}
