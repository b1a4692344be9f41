import type { Conversation, Member } from '@polyphony/contract'
import type { Code, Ontology } from '@polyphony/ontology'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { splitting as text } from '../../text/splitting.ts'
import type { Curating } from '../curating/curating.ts'
import { usePeopleVersion } from '../curating/useCurating.ts'
import type { Assignment, SortingRow as Row } from './rowsToSort.ts'
import { SortingRow } from './SortingRow.tsx'
import styles from './splitting.module.css'

/** What can be done with a row. */
export interface RowActions {
  onFocus: (key: string) => void
  onChoose: (key: string, event: { shiftKey: boolean }) => void
  onAssign: (row: Row, assignment: Assignment) => void
}

interface SortingRowsProps {
  workspace: string
  ontology: Ontology
  code: Code
  conversations: readonly Conversation[]
  members: readonly Member[]
  me: string
  editable: boolean
  curating: Curating
  targets: readonly Code[]
  listed: readonly Row[]
  /** By excerpt, those whose words are fetched together with it. */
  blocks: ReadonlyMap<string, readonly string[]>
  chosen: ReadonlySet<string>
  /** The row that the keyboard is at. */
  active: string | null
  /** The row to go to. */
  going: { to: string } | null
  onGone: (key: string) => void
  actions: RowActions
}

/** A row of two lines of words; measured when it is drawn. */
const ROW_PX = 118
const HEADING_PX = 46
/** What lies over the list's beginning: the header and the bar. */
const COVERED_PX = 260

type Item = { kind: 'heading'; conversation: Conversation } | { kind: 'row'; row: Row; index: number }

/** The excerpts under the titles of their conversations; only those near the view are drawn. */
export const SortingRows = (props: SortingRowsProps) => {
  const { conversations, members, listed, curating, blocks, chosen, active, going, onGone } = props
  const list = useRef<HTMLElement>(null)
  const toFocus = useRef<string | null>(null)
  const byId = useMemo(() => new Map(conversations.map(one => [one.id, one])), [conversations])
  const people = useMemo(() => new Map(members.map(member => [member.id, member])), [members])
  const version = usePeopleVersion(curating)
  const peers = useMemo(() => {
    // Who is where lies outside of React; its version tells when to look again.
    void version
    return curating.people()
  }, [curating, version])
  const items = useMemo(() => {
    const all: Item[] = []
    let last: string | null = null
    for (const [index, row] of listed.entries()) {
      if (row.conversation !== last) all.push({ kind: 'heading', conversation: byId.get(row.conversation)! })
      last = row.conversation
      all.push({ kind: 'row', row, index })
    }
    return all
  }, [listed, byId])

  const [top, setTop] = useState(0)
  // Whatever stands above may have grown or gone.
  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY)
  })
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: index => (items[index]?.kind === 'heading' ? HEADING_PX : ROW_PX),
    getItemKey: index => {
      const item = items[index]!
      return item.kind === 'row' ? item.row.key : item.conversation.id
    },
    overscan: 6,
    scrollMargin: top,
    scrollPaddingStart: COVERED_PX,
    scrollPaddingEnd: 80,
  })

  const shown = useRef({ items, virtual, onGone })
  shown.current = { items, virtual, onGone }
  useEffect(() => {
    if (!going) return
    const now = shown.current
    const index = now.items.findIndex(item => item.kind === 'row' && item.row.key === going.to)
    if (index < 0) return
    toFocus.current = going.to
    now.virtual.scrollToIndex(index, { align: 'auto' })
    now.onGone(going.to)
  }, [going])
  // The row that is gone to may be drawn only now.
  useEffect(() => {
    const key = toFocus.current
    const row = key && list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)
    if (!row) return
    toFocus.current = null
    row.focus({ preventScroll: true })
  })

  return (
    <section
      ref={list}
      data-sorting
      aria-label={text.list}
      className={styles.list}
      style={{ height: virtual.getTotalSize() }}
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
                workspace={props.workspace}
                ontology={props.ontology}
                code={props.code.id}
                targets={props.targets}
                row={item.row}
                index={item.index}
                count={listed.length}
                block={blocks.get(item.row.excerpt)!}
                audible={byId.get(item.row.conversation)?.recording !== null}
                members={people}
                me={props.me}
                peers={peers.get(item.row.key)}
                chosen={chosen.has(item.row.key)}
                current={active === item.row.key}
                editable={props.editable}
                {...props.actions}
              />
            )}
          </div>
        )
      })}
    </section>
  )
}
