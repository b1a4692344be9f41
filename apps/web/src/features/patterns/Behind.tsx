import { Button, Drawer } from '@mantine/core'
import type { Conversation, Passage } from '@polyphony/contract'
import { type Ontology, resolveCode } from '@polyphony/ontology'
import { IconArrowUpRight, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { useCodings } from '../../api/conversations.ts'
import { excerptKey, usePassages } from '../../api/passages.ts'
import { useEverybody } from '../../api/workspaces.ts'
import { paths } from '../../paths.ts'
import { common } from '../../text/common.ts'
import { formatTime } from '../../text/format.ts'
import { patterns } from '../../text/patterns.ts'
import { CodeChip } from '../../ui/CodeChip.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { PlayButton } from '../findings/PlayButton.tsx'
import { player } from '../findings/player.ts'
import type { Behind as BehindCell } from './figures/answer.ts'
import styles from './patterns.module.css'
import { type Computing, useFigure } from './useReckoner.ts'

const text = patterns.behind
const PAGE = 25

export interface Opened {
  of: BehindCell
  title: string
}

interface BehindProps {
  workspace: string
  computing: Computing | null
  ontology: Ontology | undefined
  conversations: readonly Conversation[]
  opened: Opened | null
  onClose: () => void
}

/** The passages behind a cell, to be read, heard and opened at the desk. */
export const Behind = ({ opened, onClose, ...props }: BehindProps) => (
  <Drawer
    opened={opened !== null}
    onClose={onClose}
    position="right"
    size={520}
    title={opened?.title ?? text.title}
    closeButtonProps={{ 'aria-label': common.close }}
    overlayProps={{ backgroundOpacity: 0.15 }}
  >
    {opened && <Passages {...props} of={opened.of} />}
  </Drawer>
)

const Passages = ({
  workspace,
  computing,
  ontology,
  conversations,
  of,
}: Omit<BehindProps, 'opened' | 'onClose'> & { of: BehindCell }) => {
  const found = useFigure(workspace, computing, { kind: 'behind', of })
  const [shown, setShown] = useState(PAGE)
  const keys = found.data ?? []
  const places = useMemo(() => new Map(conversations.map(one => [one.id, one])), [conversations])
  if (found.isError) return <ErrorState error={found.error} onRetry={() => found.refetch()} />
  if (!found.data) return <PageLoading />
  if (keys.length === 0) return <p className={styles.soft}>{text.none}</p>
  const pages = Array.from({ length: Math.ceil(Math.min(shown, keys.length) / PAGE) }, (_, i) =>
    keys.slice(i * PAGE, (i + 1) * PAGE),
  )
  return (
    <>
      <p className={styles.soft} role="status">
        {keys.length > shown ? text.shownOf(shown, keys.length) : text.count(keys.length)}
      </p>
      {pages.map(page => (
        <PassagePage
          key={page[0]}
          workspace={workspace}
          keys={page}
          ontology={ontology}
          conversations={places}
        />
      ))}
      {keys.length > shown && (
        <Button variant="default" mt="sm" onClick={() => setShown(shown + PAGE)}>
          {text.more}
        </Button>
      )}
    </>
  )
}

const PassagePage = ({
  workspace,
  keys,
  ontology,
  conversations,
}: {
  workspace: string
  keys: readonly string[]
  ontology: Ontology | undefined
  conversations: ReadonlyMap<string, Conversation>
}) => {
  const passages = usePassages(workspace, keys)
  const people = useEverybody(workspace)
  const codings = useCodings(workspace)
  const codesOf = useMemo(() => {
    const wanted = new Set(keys)
    const codes = new Map<string, Set<string>>()
    for (const coding of codings.data ?? []) {
      const key = excerptKey(coding)
      if (!wanted.has(key)) continue
      const known = codes.get(key) ?? new Set()
      for (const code of coding.codes) known.add(code)
      codes.set(key, known)
    }
    return codes
  }, [codings.data, keys])
  if (passages.isError) return <ErrorState error={passages.error} onRetry={() => passages.refetch()} />
  if (!passages.data) return <PageLoading />
  const found = keys.flatMap(key => passages.data.get(key) ?? [])
  const clips = found.flatMap(passage => clipOf(passage, conversations) ?? [])
  if (found.length === 0) return <p className={styles.soft}>{text.gone}</p>
  return (
    <>
      {clips.length > 1 && (
        <Button
          size="compact-sm"
          variant="default"
          my="xs"
          leftSection={<IconPlayerPlayFilled size={13} aria-hidden />}
          onClick={() => player.play(clips)}
        >
          {text.play}
        </Button>
      )}
      <ul className={styles.passages}>
        {found.map(passage => {
          const key = excerptKey(passage)
          const words = passage.turns.map(turn => turn.text).join(' ')
          const clip = clipOf(passage, conversations)
          const codes = ontology
            ? new Map(
                [...(codesOf.get(key) ?? [])]
                  .flatMap(id => resolveCode(ontology, id) ?? [])
                  .map(c => [c.id, c]),
              )
            : new Map()
          const start = words.length > 60 ? `${words.slice(0, 59)}…` : words
          return (
            <li key={key} className={styles.passage}>
              <div>{clip && <PlayButton clip={clip} words={start} />}</div>
              <div>
                {passage.turns.map((turn, i) => (
                  <p key={turn.turn} className={`${styles.words} voice`}>
                    {turn.speaker && passage.turns[i - 1]?.speaker !== turn.speaker && (
                      <span className={styles.who}>{turn.speaker}</span>
                    )}
                    {i === 0 && passage.before && <span className={styles.beside}>{passage.before} </span>}
                    {turn.text}
                    {i === passage.turns.length - 1 && passage.after && (
                      <span className={styles.beside}> {passage.after}</span>
                    )}
                  </p>
                ))}
                <p className={styles.source}>
                  <Link
                    className={styles.desk}
                    aria-label={text.deskOf(start)}
                    to={paths.desk(workspace, passage.conversation, {
                      highlight: passage.highlight,
                      member: passage.member,
                    })}
                  >
                    {conversations.get(passage.conversation)?.title}
                    {passage.start !== null && <span className="tabular"> {formatTime(passage.start)}</span>}
                    <IconArrowUpRight size={14} aria-hidden />
                  </Link>
                  <span>{people.data?.find(one => one.id === passage.member)?.name}</span>
                  {[...codes.values()].map(code => (
                    <CodeChip key={code.id} name={code.name} colour={code.colour} />
                  ))}
                </p>
              </div>
            </li>
          )
        })}
      </ul>
    </>
  )
}

const clipOf = (passage: Passage, conversations: ReadonlyMap<string, Conversation>) => {
  const { conversation, start, end } = passage
  if (start === null || end === null || !conversations.get(conversation)?.recording) return null
  return { id: `pattern ${excerptKey(passage)}`, conversation, start, end }
}
