import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Conversation, Excerpt, HighlightRecord, Member } from '@polyphony/contract'
import { type Code, type Ontology, resolveCode, walk } from '@polyphony/ontology'
import { IconCheck, IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useHighlights } from '../../api/conversations.ts'
import { useAddExcerpt } from '../../api/findings.ts'
import { common } from '../../text/common.ts'
import { findings } from '../../text/findings.ts'
import { formatTime } from '../../text/format.ts'
import { CodeChip } from '../../ui/CodeChip.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import styles from './findings.module.css'
import { firstWords } from './leaving.ts'
import { PlayButton } from './PlayButton.tsx'

const text = findings.picker
/** Rows shown at once: more are found faster by narrowing the search than by scrolling. */
const SHOWN = 100

interface HighlightPickerProps {
  workspace: string
  finding: string
  opened: boolean
  onClose: () => void
  excerpts: Excerpt[]
  conversations: Map<string, Conversation>
  ontology: Ontology | undefined
  members: Member[]
}

/** Finds highlights by conversation, code, analyst and words; each can be heard, and picked as an excerpt. */
export const HighlightPicker = ({ opened, onClose, ...props }: HighlightPickerProps) => (
  <Modal
    opened={opened}
    onClose={onClose}
    title={text.title}
    size={860}
    closeButtonProps={{ 'aria-label': common.close }}
  >
    <Picker {...props} />
  </Modal>
)

const Picker = ({
  workspace,
  finding,
  excerpts,
  conversations,
  ontology,
  members,
}: Omit<HighlightPickerProps, 'opened' | 'onClose'>) => {
  const [conversation, setConversation] = useState<string | null>(null)
  const [code, setCode] = useState<string | null>(null)
  const [member, setMember] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [query] = useDebouncedValue(typed.trim().toLowerCase(), 150)
  // Codings with a code that was merged into the chosen one count for it: codes are compared here, after resolving.
  const found = useHighlights(
    workspace,
    { conversation: conversation ?? undefined, member: member ?? undefined },
    10_000,
  )
  const add = useAddExcerpt(workspace, finding)
  const picked = new Set(excerpts.map(e => `${e.member} ${e.highlight}`))
  const living = (h: HighlightRecord) => [
    ...new Map(
      (ontology ? h.codes.flatMap(id => resolveCode(ontology, id) ?? []) : []).map(c => [c.id, c]),
    ).values(),
  ]
  const all = (found.data?.highlights ?? []).filter(
    h =>
      h.passages.length > 0 &&
      (code !== null || !isSection(living(h))) &&
      (!code || living(h).some(c => c.id === code)) &&
      (!query || wordsOf(h).toLowerCase().includes(query) || h.memo?.toLowerCase().includes(query)),
  )
  const unfiltered = !conversation && !code && !member && !query
  return (
    <div className={styles.picker}>
      <div className={styles.filters}>
        <TextInput
          data-autofocus
          label={text.search}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <Select
          label={text.conversation}
          placeholder={text.any}
          data={[...conversations.values()].map(c => ({ value: c.id, label: c.title }))}
          value={conversation}
          onChange={setConversation}
          searchable
          clearable
        />
        <Select
          label={text.code}
          placeholder={text.any}
          data={
            ontology
              ? [...walk(ontology)].map(({ code: c, depth }) => ({
                  value: c.id,
                  label: `${'\u2003'.repeat(depth)}${c.name}`,
                }))
              : []
          }
          value={code}
          onChange={setCode}
          searchable
          clearable
        />
        <Select
          label={text.analyst}
          placeholder={text.any}
          data={members.map(m => ({ value: m.id, label: m.name }))}
          value={member}
          onChange={setMember}
          searchable
          clearable
        />
      </div>
      {found.isPending && <PageLoading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => found.refetch()} />}
      {found.isSuccess && (
        <p className={styles.soft} role="status">
          {all.length > 0 ? text.found(all.length) : unfiltered ? text.none : text.empty}
        </p>
      )}
      <ul className={styles.found}>
        {all.slice(0, SHOWN).map(highlight => {
          const words = wordsOf(highlight)
          const place = conversations.get(highlight.conversation)
          const done = picked.has(`${highlight.member} ${highlight.highlight}`)
          const { start, end } = highlight
          return (
            <li key={`${highlight.member} ${highlight.highlight}`} className={styles.foundRow}>
              <div className={styles.playColumn}>
                {place?.recording && start !== null && end !== null && (
                  <PlayButton
                    clip={{
                      id: `pick ${highlight.highlight}`,
                      conversation: highlight.conversation,
                      start,
                      end,
                    }}
                    words={firstWords(words)}
                  />
                )}
              </div>
              <div>
                <p className={`${styles.turn} ${styles.clamped} voice`}>{words}</p>
                {highlight.memo && <p className={styles.soft}>{highlight.memo}</p>}
                <p className={styles.source}>
                  <span>{place?.title}</span>
                  {start !== null && <span className="tabular">{formatTime(start)}</span>}
                  <span>{members.find(m => m.id === highlight.member)?.name}</span>
                  {living(highlight).map(c => (
                    <CodeChip key={c.id} name={c.name} colour={c.colour} />
                  ))}
                </p>
              </div>
              <Button
                size="compact-sm"
                variant="default"
                disabled={done}
                loading={add.isPending && add.variables?.highlight === highlight.highlight}
                leftSection={done ? <IconCheck size={14} aria-hidden /> : <IconPlus size={14} aria-hidden />}
                aria-label={done ? undefined : text.addOf(firstWords(words))}
                onClick={() =>
                  add.mutate({
                    conversation: highlight.conversation,
                    member: highlight.member,
                    highlight: highlight.highlight,
                  })
                }
              >
                {done ? text.added : text.add}
              </Button>
            </li>
          )
        })}
      </ul>
      {(all.length > SHOWN || found.data?.next) && <p className={styles.soft}>{text.more}</p>}
    </div>
  )
}

/** Marks where a part of the conversation guide runs: a stretch to find one's way, no passage to quote. */
const isSection = (codes: Code[]): boolean => codes.length > 0 && codes.every(c => c.kind === 'structural')

const wordsOf = (highlight: HighlightRecord): string => highlight.passages.map(p => p.text).join(' ')
