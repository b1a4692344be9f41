import { ActionIcon, Button } from '@mantine/core'
import { resolveCode } from '@polyphony/ontology'
import { IconMessage2, IconX } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { codePage } from '../../text/codePage.ts'
import { threads as words } from '../../text/threads.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { useDesk, useDeskState, useFacts } from '../desk/DeskContext.tsx'
import styles from './AboutCode.module.css'
import { CodeThreadList } from './CodeThreadList.tsx'
import { Threads } from './Threads.tsx'
import { ThreadView } from './ThreadView.tsx'
import { withMerged } from './withMerged.ts'

/** What was said of a code: here, where one can answer, and in other conversations, to be read. */
export const AboutCode = ({ code: id }: { code: string }) => {
  const desk = useDesk()
  const ontology = useFacts(facts => facts.ontology)
  const code = resolveCode(ontology, id)
  const writing = useDeskState(state => state.writing?.key === `code:${id}`)
  const heading = useRef<HTMLHeadingElement>(null)
  const close = () => desk.state.set({ aboutCode: null })
  useCloseWithPassage(close)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [])
  const codes = useMemo(() => withMerged(ontology, code?.id ?? id), [ontology, code, id])
  const all = useSyncExternalStore(
    listener => desk.annotations.onChange(listener),
    () => desk.annotations.threads(),
  )
  const merged = codes.filter(one => one !== id)
  const here = all.filter(({ place }) => place?.type === 'code' && codes.includes(place.code))
  const name = code?.name ?? ontology.codes[id]?.name ?? id
  const subject = words.acts.code(name)
  return (
    <section className={styles.panel} aria-labelledby="about-code">
      <header className={styles.head}>
        <h2 id="about-code" ref={heading} tabIndex={-1}>
          {code && <CodeSign colour={code.colour} />} {words.onCode.title(name)}
        </h2>
        <ActionIcon size="sm" aria-label={words.onCode.close} onClick={close}>
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </header>
      {code?.definition.short && <p className={styles.definition}>{code.definition.short}</p>}
      {code && (
        <p className={styles.hint}>
          <Link to={paths.code(desk.workspace, code.id)}>{codePage.open}</Link>
        </p>
      )}
      <h3 className={styles.where}>{words.onCode.here}</h3>
      {here.length === 0 && !writing && <p className={styles.hint}>{words.onCode.none}</p>}
      <Threads place={{ type: 'code', code: id }} placeKey={`code:${id}`} subject={subject} />
      {here
        .filter(({ place }) => place?.type === 'code' && merged.includes(place.code))
        .map(thread => (
          <ThreadView key={thread.key} thread={thread} placeKey={`code:${id}`} subject={subject} />
        ))}
      {desk.layer && !writing && (
        <Button
          size="compact-sm"
          variant="default"
          className={styles.write}
          leftSection={<IconMessage2 size={14} aria-hidden />}
          onClick={() => desk.state.set({ writing: { kind: 'comment', key: `code:${id}` } })}
        >
          {words.onCode.write}
        </Button>
      )}
      <h3 className={styles.where}>{words.onCode.elsewhere}</h3>
      <CodeThreadList
        workspace={desk.workspace}
        codes={codes}
        except={desk.conversation.id}
        people={desk.members}
        me={desk.me.id}
        none={words.onCode.noneElsewhere}
      />
    </section>
  )
}

/** Whoever turns to a passage wants to see what was said of that. */
const useCloseWithPassage = (close: () => void) => {
  const selection = useDeskState(state => state.selection)
  const caret = useDeskState(state => state.caret)
  const focus = useDeskState(state => state.focus)
  const first = useRef(true)
  const latest = useRef(close)
  latest.current = close
  // Dependencies: what is turned to
  useEffect(() => {
    if (!first.current) latest.current()
    first.current = false
  }, [selection, caret, focus])
}
