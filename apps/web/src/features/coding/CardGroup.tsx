import { IconChevronRight } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { desk as words } from '../../text/desk.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { useDesk, useDeskState, useFacts } from '../desk/DeskContext.tsx'
import { AnnotationCard } from './AnnotationCard.tsx'
import type { Annotation } from './annotations.ts'
import { codesOf } from './codesOf.ts'
import styles from './PassagePanel.module.css'

interface CardGroupProps {
  member: string
  /** All of this person here. */
  annotations: readonly Annotation[]
  /** Those of which cards are made. */
  cards: readonly Annotation[]
}

/** What one person said of a passage, under their name; can be folded away. */
export const CardGroup = ({ member, annotations, cards }: CardGroupProps) => {
  const desk = useDesk()
  const ontology = useFacts(facts => facts.ontology)
  const holdsFocus = useDeskState(({ focus }) => annotations.some(({ key }) => key === focus))
  const [opened, setOpened] = useState(true)
  useEffect(() => {
    if (holdsFocus) setOpened(true)
  }, [holdsFocus])
  const person = desk.members.get(member)
  const name = member === desk.me.id ? words.passage.you : (person?.name ?? words.passage.someone)
  const codes = new Map(
    annotations.flatMap(annotation => codesOf(ontology, annotation)).map(code => [code.id, code]),
  )
  return (
    <section className={styles.group} aria-label={name}>
      <button
        type="button"
        className={styles.groupHead}
        aria-expanded={opened}
        data-card=""
        onClick={() => setOpened(!opened)}
      >
        <IconChevronRight size={14} stroke={2} aria-hidden />
        <MemberAvatar name={person?.name ?? '?'} colour={person?.colour ?? '#888888'} size={20} />
        <strong>{name}</strong> <small>{annotations.length}</small>
        <span className={styles.signs}>
          {[...codes.values()].slice(0, 8).map(code => (
            <CodeSign key={code.id} colour={code.colour} size={9} />
          ))}
        </span>
      </button>
      {opened && cards.map(annotation => <AnnotationCard key={annotation.key} annotation={annotation} />)}
    </section>
  )
}
