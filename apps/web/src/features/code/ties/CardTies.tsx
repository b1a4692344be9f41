import { Button, Menu } from '@mantine/core'
import type { TieRecord } from '@polyphony/contract'
import { useSyncExternalStore } from 'react'
import { excerptKey, usePassages, useTies } from '../../../api/passages.ts'
import { useStore } from '../../../collab/createStore.ts'
import { codePage } from '../../../text/codePage.ts'
import { type Annotation, annotationKey } from '../../coding/annotations.ts'
import { useAnnotationsVersion } from '../../coding/useAnnotationsVersion.ts'
import { useDesk } from '../../desk/DeskContext.tsx'
import { takeBack } from '../../history/historyCommands.ts'
import { firstWords } from '../Quote.tsx'
import { namedAnnotation, noteTieAtDesk, tiesAtDesk, untieAtDesk, wordsOfAnnotation } from './deskTies.ts'
import { beginTie, chooseOther, isOther, pendingTie } from './pendingTie.ts'
import { TieList } from './TieList.tsx'
import styles from './ties.module.css'
import { useTieCommands } from './useTieCommands.ts'

const text = codePage.ties

/** How the excerpt on a card stands to others, here and in other conversations, whoever says so. */
export const CardTies = ({ annotation }: { annotation: Annotation }) => {
  const desk = useDesk()
  const here = desk.conversation.id
  const key = excerptKey(namedAnnotation(desk, annotation).excerpt)
  const made = useSyncExternalStore(
    listener => desk.annotations.onChange(listener),
    () => tiesAtDesk(desk, key),
  )
  // What lies in layers of other conversations; those of this one are read live.
  const elsewhere = (useTies(desk.workspace, here).data ?? []).filter(
    tie => tie.conversation !== here && (excerptKey(tie.from) === key || excerptKey(tie.to) === key),
  )
  const ties = elsewhere.length > 0 ? [...made, ...elsewhere] : made
  return (
    ties.length > 0 && (
      <div className={styles.onCard}>
        <Ties of={key} ties={ties} />
      </div>
    )
  )
}

const Ties = ({ of, ties }: { of: string; ties: readonly TieRecord[] }) => {
  const desk = useDesk()
  const here = desk.conversation.id
  // What a relation leads to may stand elsewhere in the text.
  useAnnotationsVersion()
  const { remove, setNote } = useTieCommands(desk.workspace, desk.me.id, ties)
  const local = ({ conversation, member, highlight }: TieRecord['to']) =>
    conversation === here ? desk.annotations.get(annotationKey(member, highlight)) : undefined
  const others = ties.map(tie => (excerptKey(tie.from) === of ? tie.to : tie.from))
  // Highlights of this conversation may lie in a layer that has not been read yet: asked for like those of others.
  const asked = usePassages(
    desk.workspace,
    [...new Set(others.filter(other => !local(other)).map(excerptKey))].slice(0, 100),
  )
  const wordsOf = (key: string): string | undefined | null => {
    const other = others.find(one => excerptKey(one) === key)
    const annotation = other && local(other)
    if (annotation) return wordsOfAnnotation(annotation)
    if (!asked.data || asked.isPlaceholderData) return null
    const passage = asked.data.get(key)
    return passage && firstWords(passage)
  }
  return (
    <TieList
      workspace={desk.workspace}
      of={of}
      ties={ties}
      wordsOf={wordsOf}
      people={desk.members}
      me={desk.me.id}
      onRemove={
        desk.layer
          ? tie =>
              tie.conversation === here ? untieAtDesk(desk, tie, act => takeBack(desk, { act })) : remove(tie)
          : undefined
      }
      onNote={
        desk.layer
          ? async (tie, note) =>
              tie.conversation === here ? noteTieAtDesk(desk, tie, note) : setNote(tie, note)
          : undefined
      }
    />
  )
}

/** In a card's menu: begins to relate its excerpt to another. */
export const RelateItem = ({ annotation }: { annotation: Annotation }) => {
  const desk = useDesk()
  if (!desk.layer) return null
  return (
    <Menu.Item onClick={() => beginTie(desk.workspace, namedAnnotation(desk, annotation))}>
      {text.begin}
    </Menu.Item>
  )
}

/** On every other card while one is being related. */
export const RelateToThis = ({ annotation }: { annotation: Annotation }) => {
  const desk = useDesk()
  const from = useStore(pendingTie, state => (state.workspace === desk.workspace ? state.from : null))
  const named = namedAnnotation(desk, annotation)
  if (!desk.layer || !isOther(from, named.excerpt)) return null
  return (
    <div className={styles.onCard}>
      <Button size="compact-xs" aria-label={text.chooseLabel(named.words)} onClick={() => chooseOther(named)}>
        {text.choose}
      </Button>
    </div>
  )
}
