import type { Conversation, Member } from '@polyphony/contract'
import { Act } from '@polyphony/document'
import { type Code, isLive, type Ontology } from '@polyphony/ontology'
import { IconListCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useCodings } from '../../api/conversations.ts'
import { history as undoWords } from '../../text/history.ts'
import { splitting as text } from '../../text/splitting.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { notifyBriefly } from '../../ui/notify.ts'
import { PageLoading } from '../../ui/PageLoading.tsx'
import type { useCodebookCommands } from '../codebook/useCodebookCommands.ts'
import { player } from '../findings/player.ts'
import { quoteOfRow } from './quoteOfRow.ts'
import { RetireSplit } from './RetireSplit.tsx'
import { type Assignment, livingParts, type SortingRow as Row, rowsToSort, rulingFor } from './rowsToSort.ts'
import { type Shown, SortingBar } from './SortingBar.tsx'
import { SortingRow } from './SortingRow.tsx'
import type { Sorting } from './sorting.ts'
import styles from './splitting.module.css'
import { usePeopleVersion, useRulingsVersion } from './useSorting.ts'

interface SortingListProps {
  workspace: string
  ontology: Ontology
  code: Code
  conversations: readonly Conversation[]
  members: readonly Member[]
  me: string
  editable: boolean
  sorting: Sorting
  commands: ReturnType<typeof useCodebookCommands>
}

/** Words of so many excerpts are fetched together. */
const BLOCK = 50
/** A row of two lines of words; measured when it is drawn. */
const ROW_PX = 118
const HEADING_PX = 46

type Item = { kind: 'heading'; conversation: Conversation } | { kind: 'row'; row: Row; index: number }

const blockAt = (excerpts: readonly string[], index: number): readonly string[] => {
  const from = Math.floor(index / BLOCK) * BLOCK
  return excerpts.slice(from, from + BLOCK)
}

/** Every excerpt of a code that is split, each to be given to one of the new codes, by several people at once. */
export const SortingList = (props: SortingListProps) => {
  const { workspace, ontology, code, conversations, members, me, editable, sorting, commands } = props
  const client = useQueryClient()
  const codings = useCodings(workspace)
  const rulingsVersion = useRulingsVersion(sorting)
  const peopleVersion = usePeopleVersion(sorting)
  const [shown, setShown] = useState<Shown>('open')
  const [analyst, setAnalyst] = useState<string | null>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  /** Rows that stay in the list of open ones although they are assigned by now: nothing goes away under one's hands. */
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const list = useRef<HTMLElement>(null)
  const toFocus = useRef<string | null>(null)

  const rows = useMemo(
    () =>
      rowsToSort(
        ontology,
        code.id,
        codings.data ?? [],
        (conversation, key) => sorting.rulingsOf(conversation, key),
        conversations.map(({ id }) => id),
      ),
    [ontology, code.id, codings.data, conversations, sorting, rulingsVersion],
  )
  const inConversations = [...new Set(rows.map(({ conversation }) => conversation))].join()
  useEffect(() => {
    if (inConversations) sorting.follow(inConversations.split(','))
  }, [sorting, inConversations])

  const targets = useMemo(
    () => livingParts(ontology, code.id).map(id => ontology.codes[id]!),
    [ontology, code.id],
  )
  const people = useMemo(() => new Map(members.map(member => [member.id, member])), [members])
  const counts = useMemo(() => {
    const found = new Map<string, number>()
    for (const { codes } of rows) for (const id of codes) found.set(id, (found.get(id) ?? 0) + 1)
    return found
  }, [rows])
  const done = rows.filter(({ assigned }) => assigned).length
  const analysts = useMemo(
    () => members.filter(({ id }) => rows.some(({ coding }) => coding.member === id)),
    [members, rows],
  )
  const peers = useMemo(() => sorting.people(), [sorting, peopleVersion])

  // What was open when one looked stays until one looks anew.
  const open = rows.filter(({ assigned }) => !assigned)
  const news = open.filter(({ key }) => !kept.has(key))
  useEffect(() => {
    if (news.length > 0) setKept(now => new Set([...now, ...news.map(({ key }) => key)]))
  }, [news])

  const listed = useMemo(
    () =>
      rows.filter(
        row =>
          (shown === 'all' || !row.assigned || kept.has(row.key)) &&
          (analyst === null || row.coding.member === analyst),
      ),
    [rows, shown, kept, analyst],
  )
  const excerpts = useMemo(() => rows.map(({ excerpt }) => excerpt), [rows])
  const blocks = useMemo(() => {
    const found = new Map<string, readonly string[]>()
    for (let from = 0; from < excerpts.length; from += BLOCK) {
      const block = blockAt(excerpts, from)
      for (const excerpt of block) found.set(excerpt, block)
    }
    return found
  }, [excerpts])
  const items = useMemo(() => {
    const byId = new Map(conversations.map(one => [one.id, one]))
    const all: Item[] = []
    let last: string | null = null
    for (const [index, row] of listed.entries()) {
      if (row.conversation !== last) all.push({ kind: 'heading', conversation: byId.get(row.conversation)! })
      last = row.conversation
      all.push({ kind: 'row', row, index })
    }
    return all
  }, [listed, conversations])

  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY)
  }, [items.length])
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: index => (items[index]?.kind === 'heading' ? HEADING_PX : ROW_PX),
    getItemKey: index => {
      const item = items[index]!
      return item.kind === 'row' ? item.row.key : item.conversation.id
    },
    overscan: 6,
    scrollMargin: top,
    // The bar and the header lie over the list's beginning.
    scrollPaddingStart: 260,
    scrollPaddingEnd: 80,
  })

  const active = listed.some(({ key }) => key === current) ? current : (listed[0]?.key ?? null)
  useEffect(() => {
    const row = listed.find(({ key }) => key === current)
    sorting.stand(
      row && editable
        ? { conversation: row.conversation, key: row.key.slice(row.conversation.length + 1) }
        : null,
    )
  }, [sorting, listed, current, editable])

  const focusRow = useCallback(
    (key: string | null | undefined) => {
      if (!key) return
      const index = items.findIndex(item => item.kind === 'row' && item.row.key === key)
      if (index < 0) return
      setCurrent(key)
      toFocus.current = key
      virtual.scrollToIndex(index, { align: 'auto' })
    },
    [items, virtual],
  )
  // The row that is gone to may be drawn only now.
  useEffect(() => {
    const key = toFocus.current
    if (key === null) return
    const element = list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)
    if (!element) return
    toFocus.current = null
    element.focus({ preventScroll: true })
  })

  const quote = (row: Row) => quoteOfRow(client, workspace, blocks.get(row.excerpt), row)
  const rule = (several: readonly Row[], assignment: Assignment, label: string) =>
    sorting.rule(
      several.map(row => ({
        conversation: row.conversation,
        coding: row.coding,
        codes: rulingFor(ontology, code.id, row, assignment),
      })),
      new Act(label, { about: several[0]!.key }),
    )
  const labelOf = (several: readonly Row[], assignment: Assignment): string => {
    const [row] = several
    const { acts } = text
    if (assignment === 'none')
      return several.length > 1 ? acts.clearSeveral(several.length) : acts.clear(quote(row!))
    const id = 'to' in assignment ? assignment.to : assignment.toggle
    const name = ontology.codes[id]?.name ?? ''
    if (several.length > 1) return acts.assignSeveral(name, several.length)
    return 'to' in assignment ? acts.assign(name, quote(row!)) : acts.add(name, quote(row!))
  }
  /** The chosen rows, or the one at hand; then the next that is open. */
  const assign = (at: Row | undefined, assignment: Assignment, goOn: boolean) => {
    const several = chosen.size > 0 ? rows.filter(({ key }) => chosen.has(key)) : at ? [at] : []
    if (!editable || several.length === 0) return
    rule(several, assignment, labelOf(several, assignment))
    setChosen(new Set())
    if (!goOn || assignment === 'none' || 'toggle' in assignment) return
    const last = listed.findIndex(({ key }) => key === several.at(-1)!.key)
    const ruled = new Set(several.map(({ key }) => key))
    const next = listed.find((row, index) => index > last && !row.assigned && !ruled.has(row.key))
    focusRow(next?.key)
  }
  const step = (direction: 'undo' | 'redo') => {
    const taken = sorting.history[direction]()
    if (!taken) {
      notifyBriefly('history', direction === 'undo' ? undoWords.nothing : undoWords.nothingRedo)
      return
    }
    const label = taken.act?.label ?? undoWords.something
    notifyBriefly('history', direction === 'undo' ? undoWords.undone(label) : undoWords.redone(label))
    focusRow(taken.act?.about)
  }
  const choose = useCallback(
    (key: string, { shiftKey }: { shiftKey: boolean }) => {
      setChosen(before => {
        const next = new Set(before)
        if (shiftKey && current !== null && current !== key) {
          const [from, to] = [current, key]
            .map(one => listed.findIndex(row => row.key === one))
            .sort((a, b) => a - b)
          for (const row of listed.slice(from, to! + 1)) next.add(row.key)
        } else if (!next.delete(key)) next.add(key)
        return next
      })
      setCurrent(key)
    },
    [listed, current],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (target.closest('input:not([type=checkbox]), textarea, [role=dialog]')) return
    if ((event.ctrlKey || event.metaKey) && event.code === 'KeyZ') {
      event.preventDefault()
      return editable ? step(event.shiftKey ? 'redo' : 'undo') : undefined
    }
    if ((event.ctrlKey || event.metaKey) && event.code === 'KeyA' && editable) {
      event.preventDefault()
      return setChosen(new Set(listed.map(({ key }) => key)))
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = listed.findIndex(({ key }) => key === active)
    const row = listed[at]
    const number = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1]
    const act = (work: () => void) => {
      event.preventDefault()
      work()
    }
    if (number === '0' || event.key === 'Backspace') return act(() => assign(row, 'none', false))
    if (number !== undefined) {
      const to = targets[Number(number) - 1]
      if (to) act(() => assign(row, event.shiftKey ? { toggle: to.id } : { to: to.id }, true))
      return
    }
    switch (event.key) {
      case 'ArrowDown':
      case 'j':
        return act(() => focusRow(listed[at + 1]?.key))
      case 'ArrowUp':
      case 'k':
        return act(() => focusRow(listed[at - 1]?.key))
      case 's':
        return act(() => focusRow(listed.find((one, i) => i > at && !one.assigned)?.key))
      case 'x':
        return act(() => row && editable && choose(row.key, { shiftKey: false }))
      case 'p':
        return act(() => {
          if (!row || row.start === null || row.end === null) return
          if (player.playing() === row.key) player.stop()
          else player.play([{ id: row.key, conversation: row.conversation, start: row.start, end: row.end }])
        })
      case 'Escape':
        if (chosen.size > 0) act(() => setChosen(new Set()))
        return
    }
  }
  // Undo works wherever the focus is on this page.
  const keys = useRef(onKeyDown)
  keys.current = onKeyDown
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (list.current?.contains(event.target as Node)) return
      if ((event.ctrlKey || event.metaKey) && event.code === 'KeyZ')
        keys.current(event as unknown as KeyboardEvent)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  const assignLatest = useRef(assign)
  assignLatest.current = assign
  const onAssign = useCallback(
    (row: Row, assignment: Assignment) => assignLatest.current(row, assignment, false),
    [],
  )

  if (codings.isError) return <ErrorState error={codings.error} onRetry={() => codings.refetch()} />
  if (codings.isPending) return <PageLoading />
  if (rows.length === 0)
    return (
      <EmptyState
        icon={<IconListCheck size={24} />}
        title={text.none}
        actions={
          editable && isLive(code) && <RetireSplit code={code} parts={targets} open={0} commands={commands} />
        }
      >
        {text.noneText(code.name)}
      </EmptyState>
    )
  const justDone = shown === 'open' ? listed.filter(({ assigned }) => assigned).length : 0
  return (
    <div>
      <SortingBar
        ontology={ontology}
        code={code}
        targets={targets}
        counts={counts}
        done={done}
        all={rows.length}
        shown={shown}
        analyst={analyst}
        analysts={analysts}
        chosen={chosen.size}
        justDone={justDone}
        sorting={sorting}
        editable={editable}
        onShown={value => {
          setShown(value)
          setKept(new Set())
        }}
        onAnalyst={setAnalyst}
        onAssign={to =>
          assign(
            listed.find(({ key }) => key === active),
            { to },
            true,
          )
        }
        onClear={() => setChosen(new Set())}
        onUndo={() => step('undo')}
        onRedo={() => step('redo')}
        onHide={() => setKept(new Set())}
      />
      {editable && isLive(code) && (
        <div className={styles.finish} data-done={done === rows.length || undefined}>
          {done === rows.length && <p role="status">{text.allDoneText(rows.length, code.name)}</p>}
          <RetireSplit code={code} parts={targets} open={rows.length - done} commands={commands} />
        </div>
      )}
      {listed.length === 0 && (
        <p className={styles.noneShown}>
          {done === rows.length && shown === 'open' ? text.allDone : text.noneShown}
        </p>
      )}
      <section
        ref={list}
        aria-label={text.list}
        className={styles.list}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index]!
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={styles.item}
              style={{ transform: `translateY(${start - virtual.options.scrollMargin}px)` }}
            >
              {item.kind === 'heading' ? (
                <h2 className={styles.conversation}>{item.conversation.title}</h2>
              ) : (
                <SortingRow
                  workspace={workspace}
                  ontology={ontology}
                  code={code.id}
                  targets={targets}
                  row={item.row}
                  index={item.index}
                  count={listed.length}
                  block={blocks.get(item.row.excerpt)!}
                  audible={conversations.some(
                    ({ id, recording }) => id === item.row.conversation && recording !== null,
                  )}
                  members={people}
                  me={me}
                  peers={peers.get(item.row.key)}
                  chosen={chosen.has(item.row.key)}
                  current={active === item.row.key}
                  editable={editable}
                  onFocus={setCurrent}
                  onChoose={choose}
                  onAssign={onAssign}
                />
              )}
            </div>
          )
        })}
      </section>
      {editable && <p className={styles.keys}>{text.keys}</p>}
    </div>
  )
}
