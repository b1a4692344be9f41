import { ActionIcon, Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { cardKey } from '@polyphony/document'
import { type Code, children, path, resolveCode, searchCodes, walk } from '@polyphony/ontology'
import { IconCheck, IconPlus, IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useCodings, useConversations } from '../../api/conversations.ts'
import { excerptKey, useAllPassages } from '../../api/passages.ts'
import { boards } from '../../text/boards.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { useBoardHere, useBoardState } from './BoardContext.tsx'
import styles from './board.module.css'
import { countByCode } from './cardFacts.ts'

const text = boards.panel
/** Rows shown at once: more are found faster by narrowing the search than by scrolling. */
const SHOWN = 150
const EXCERPTS_SHOWN = 100

/** Codes and excerpts to put on the board. */
export const AddPanel = ({ onClose }: { onClose: () => void }) => {
  const { session } = useBoardHere()
  const [what, setWhat] = useState<'codes' | 'excerpts'>('codes')
  // Whoever closes it goes on where they came from.
  const [cameFrom] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (document.activeElement === document.body && cameFrom instanceof HTMLElement)
        cameFrom.focus({ preventScroll: true })
    },
    [cameFrom],
  )
  const show = (key: string) => {
    // In a narrow window it lies over the board.
    if (matchMedia('(max-width: 900px)').matches) onClose()
    session.show(key)
  }
  return (
    <aside className={styles.panel} aria-label={text.title} data-scrolls>
      <div className={styles.panelHead}>
        <SegmentedControl
          size="xs"
          aria-label={text.tabs}
          value={what}
          onChange={value => setWhat(value as typeof what)}
          data={[
            { value: 'codes', label: text.codes },
            { value: 'excerpts', label: text.excerpts },
          ]}
        />
        <ActionIcon variant="subtle" color="gray" aria-label={text.close} onClick={onClose}>
          <IconX size={17} />
        </ActionIcon>
      </div>
      {what === 'codes' ? <Codes onShow={show} /> : <Excerpts onShow={show} />}
    </aside>
  )
}

/** Codes to choose from in a tree's order, indented. */
const useCodeOptions = () => {
  const { ontology } = useBoardHere()
  return useMemo(
    () =>
      [...walk(ontology, 'thematic')].map(({ code, depth }) => ({
        value: code.id,
        label: `${'\u2003'.repeat(depth)}${code.name}`,
      })),
    [ontology],
  )
}

interface ChoicesProps {
  /** Brings a card that is on the board into sight. */
  onShow: (key: string) => void
}

const Codes = ({ onShow }: ChoicesProps) => {
  const { ontology, session } = useBoardHere()
  const cards = useBoardState(state => state.board.cards)
  const { data: codings } = useCodings(useBoardHere().workspace)
  const [query, setQuery] = useState('')
  const [branch, setBranch] = useState<string | null>(null)
  const options = useCodeOptions()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const counts = useMemo(() => countByCode(ontology, codings ?? []), [ontology, codings])

  const keyOf = (code: Code) => cardKey({ type: 'code', code: code.id })
  const found = query.trim()
    ? searchCodes(ontology, query).map(({ code }) => code)
    : [...walk(ontology, 'thematic')].map(({ code }) => code)
  const inBranch = (code: Code) => !branch || path(ontology, code.id).some(({ id }) => id === branch)
  const codes = found.filter(code => code.kind === 'thematic' && inBranch(code))
  const fresh = codes.filter(code => !cards.has(keyOf(code)))
  const proposed = fresh.filter(code => code.status === 'proposed')
  const outside = fresh.filter(code => code.parent === null && children(ontology, code.id).length === 0)
  const add = (list: readonly Code[]) => session.add(list.map(code => ({ type: 'code', code: code.id })))

  return (
    <>
      <TextInput
        ref={field}
        aria-label={text.search}
        placeholder={text.search}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={query}
        onChange={event => setQuery(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && fresh[0]) add([fresh[0]])
        }}
      />
      <Select
        aria-label={text.branch}
        placeholder={text.anyBranch}
        data={options}
        value={branch}
        onChange={setBranch}
        searchable
        clearable
        comboboxProps={{ withinPortal: true }}
      />
      <div className={styles.all}>
        {fresh.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => add(fresh)}>
            {text.addAll(fresh.length)}
          </Button>
        )}
        {proposed.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => add(proposed)}>
            {text.addProposed(proposed.length)}
          </Button>
        )}
        {outside.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => add(outside)}>
            {text.addUnclustered(outside.length)}
          </Button>
        )}
      </div>
      <ul className={styles.choices}>
        {codes.slice(0, SHOWN).map(code => {
          const there = cards.has(keyOf(code))
          return (
            <li key={code.id}>
              <button
                type="button"
                className={styles.choice}
                onClick={() => (there ? onShow(keyOf(code)) : add([code]))}
              >
                <CodeSign colour={code.colour} />
                <span className="visually-hidden">{there ? text.show : text.add} </span>
                <span className={styles.choiceWords}>{code.name}</span>
                <span className={styles.choiceMore}>
                  {there ? text.there : boards.codings(counts.get(code.id) ?? 0)}
                </span>
                {there ? <IconCheck size={15} aria-hidden /> : <IconPlus size={15} aria-hidden />}
              </button>
            </li>
          )
        })}
      </ul>
      {codes.length === 0 && <p className={styles.soft}>{text.noCodes}</p>}
      {codes.length > SHOWN && <p className={styles.soft}>{text.more(codes.length - SHOWN)}</p>}
    </>
  )
}

const Excerpts = ({ onShow }: ChoicesProps) => {
  const { ontology, session, workspace } = useBoardHere()
  const cards = useBoardState(state => state.board.cards)
  const selection = useBoardState(state => state.selection)
  const { data: codings = [] } = useCodings(workspace)
  const { data: conversations = [] } = useConversations(workspace)
  const options = useCodeOptions()
  // The code one has just had in hand is the one whose excerpts are wanted.
  const [code, setCode] = useState<string | null>(() => {
    const first = cards.get([...selection][0] ?? '')?.content
    return first?.type === 'code' ? (resolveCode(ontology, first.code)?.id ?? null) : null
  })
  const excerpts = useMemo(() => {
    if (code === null) return []
    const mine = codings.filter(
      ({ codes, passages }) =>
        passages.length > 0 && codes.some(id => resolveCode(ontology, id)?.id === code),
    )
    return [...new Map(mine.map(coding => [excerptKey(coding), coding])).values()]
  }, [code, codings, ontology])
  const listed = excerpts.slice(0, EXCERPTS_SHOWN)
  const { passages } = useAllPassages(workspace, listed.map(excerptKey))
  const contentOf = ({ conversation, member, highlight }: (typeof excerpts)[number]) =>
    ({ type: 'excerpt', excerpt: { conversation, member, highlight } }) as const
  const fresh = excerpts.filter(coding => !cards.has(cardKey(contentOf(coding))))
  return (
    <>
      <Select
        label={text.code}
        placeholder={text.chooseCode}
        data={options}
        value={code}
        onChange={setCode}
        searchable
        comboboxProps={{ withinPortal: true }}
      />
      {fresh.length > 1 && (
        <div className={styles.all}>
          <Button size="compact-sm" variant="default" onClick={() => session.add(fresh.map(contentOf))}>
            {text.addAll(fresh.length)}
          </Button>
        </div>
      )}
      {code !== null && excerpts.length === 0 && <p className={styles.soft}>{text.noExcerpts}</p>}
      <ul className={styles.choices}>
        {listed.map(coding => {
          const key = cardKey(contentOf(coding))
          const there = cards.has(key)
          const passage = passages.get(excerptKey(coding))
          const words = passage?.turns.map(turn => turn.text).join(' … ')
          const speakers = [...new Set(passage?.turns.map(turn => turn.speaker))].join(', ')
          const title = conversations.find(({ id }) => id === coding.conversation)?.title
          return (
            <li key={key}>
              <button
                type="button"
                className={styles.choice}
                onClick={() => (there ? onShow(key) : session.add([contentOf(coding)]))}
              >
                <span className="visually-hidden">{there ? text.showExcerpt : text.addExcerpt} </span>
                <span className={styles.choiceText}>
                  <span className={`${styles.choiceWords} voice`}>{words || boards.excerptLoading}</span>
                  <span className={styles.more}>{[speakers, title].filter(Boolean).join(' · ')}</span>
                </span>
                {there ? <IconCheck size={15} aria-hidden /> : <IconPlus size={15} aria-hidden />}
              </button>
            </li>
          )
        })}
      </ul>
      {excerpts.length > EXCERPTS_SHOWN && (
        <p className={styles.soft}>{text.more(excerpts.length - EXCERPTS_SHOWN)}</p>
      )}
    </>
  )
}
