import type { Ontology } from '@polyphony/ontology'
import { parentOf } from '@polyphony/ontology'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { codebookTree as text } from '../../text/codebookTree.ts'
import { announce } from '../../ui/announce.ts'
import styles from './CodeTree.module.css'
import { CodeTreeRow, type RowActs } from './CodeTreeRow.tsx'
import type { CodeRow, Place, Shift } from './codeTree.ts'
import type { CodeUses, Measure } from './codeUses.ts'
import { pickOne, pickRange, type Selection, togglePick } from './selection.ts'
import { useTreeDrag } from './useTreeDrag.ts'
import { useWindow } from './useWindow.ts'

export const ROW_HEIGHT = 32
const INDENT = 18

interface CodeTreeProps {
  label: string
  ontology: Ontology
  rows: readonly CodeRow[]
  uses: ReadonlyMap<string, CodeUses>
  measures: readonly Measure[]
  /** The code that is shown beside the tree. */
  opened: string | null
  selection: Selection
  /** What this tree stands in, and scrolls. */
  scroller: HTMLElement | null
  /** Siblings stand in the order of the codebook. */
  ordered: boolean
  onOpen: (code: string) => void
  onSelect: (selection: Selection) => void
  onToggle: (codes: readonly string[], expanded: boolean) => void
  /** What one may do; left out for those who only read. */
  edit?: {
    onMove: (codes: readonly string[], place: Place) => void
    onShift: (codes: readonly string[], shift: Shift) => void
    onRename: (code: string) => void
    onMoveTo: (codes: readonly string[]) => void
    onRetire: (codes: readonly string[]) => void
    /** All that can be done with these, open. */
    menu: (codes: readonly string[], onClose: () => void) => ReactNode
  }
}

const SHIFTS: Partial<Record<string, Shift>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
}

/**
 * A tree of codes: one tab stop, arrow keys inside; several can be chosen, and dragged. Only rows near what is seen are
 * in the page, so that twenty thousand codes are as quick as twenty.
 */
export const CodeTree = (props: CodeTreeProps) => {
  const {
    label,
    ontology,
    rows,
    uses,
    measures,
    opened,
    selection,
    scroller,
    onOpen,
    onSelect,
    onToggle,
    edit,
  } = props
  const { picked } = selection
  const list = useRef<HTMLDivElement>(null)
  const ghost = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string | null>(null)
  const [menuFor, setMenuFor] = useState<string | null>(null)
  const [from, to] = useWindow(scroller, list, rows.length, ROW_HEIGHT)
  const at = active === null ? -1 : rows.findIndex(row => row.code.id === active)
  const focused = rows[Math.max(at, 0)]?.code.id ?? null

  const element = (id: string) => list.current?.querySelector<HTMLElement>(`[data-code="${CSS.escape(id)}"]`)
  const go = (row: CodeRow | undefined) => {
    if (!row) return
    // Rows far away are rendered only when they are the active one.
    flushSync(() => setActive(row.code.id))
    const target = element(row.code.id)
    target?.focus({ preventScroll: true })
    target?.scrollIntoView({ block: 'nearest' })
  }
  const place = opened === null ? -1 : rows.findIndex(row => row.code.id === opened)
  // Comes into view when it is opened elsewhere, not whenever rows above it come and go.
  const shown = useRef<string | null>(null)
  useEffect(() => {
    if (place < 0 || !scroller || !list.current || shown.current === opened) return
    shown.current = opened
    const box = scroller.getBoundingClientRect()
    const top = list.current.getBoundingClientRect().top + place * ROW_HEIGHT
    if (top < box.top + ROW_HEIGHT || top + ROW_HEIGHT > box.bottom)
      scroller.scrollTop += top - box.top - box.height / 3
  }, [opened, place, scroller])

  /** What is acted on from this row: all that is chosen, when it is among them. */
  const acting = (id: string): readonly string[] => (picked.has(id) && picked.size > 1 ? [...picked] : [id])
  const nameOf = (id: string) => ontology.codes[id]?.name ?? ''
  const order = () => rows.filter(row => row.matched).map(row => row.code.id)
  const choose = (next: Selection) => {
    onSelect(next)
    announce(text.picked(next.picked.size))
  }

  const { dragged, begin } = useTreeDrag({
    ontology,
    rows,
    rowHeight: ROW_HEIGHT,
    indent: INDENT,
    scroller,
    list,
    ghost,
    ordered: props.ordered,
    idsFor: acting,
    onStart: ids => announce(text.moving(ids.map(nameOf))),
    onDrop: (ids, to) => edit?.onMove(ids, to),
    onCancel: () => announce(text.notMoved),
    onExpand: id => onToggle([id], true),
  })

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, index: number) => {
    const row = rows[index]
    if (!row || event.target !== event.currentTarget) return
    const { id } = row.code
    const act = (action: (() => void) | undefined | false) => {
      if (!action) return
      event.preventDefault()
      action()
    }
    if (event.altKey) {
      const shift = SHIFTS[event.key]
      return act(edit && shift && (() => edit.onShift(acting(id), shift)))
    }
    const extend = (next: CodeRow | undefined) => {
      if (!next) return
      if (event.shiftKey) {
        const base = selection.anchor === null ? { ...selection, anchor: id } : selection
        choose(pickRange(base, order(), next.code.id))
      }
      go(next)
    }
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'a') return act(() => choose({ picked: new Set(order()), anchor: id }))
      if (event.key === ' ') return act(() => choose(togglePick(selection, id)))
      return
    }
    const siblings = () =>
      rows.filter(
        one =>
          one.depth === row.depth && parentOf(ontology, one.code)?.id === parentOf(ontology, row.code)?.id,
      )
    switch (event.key) {
      case 'ArrowDown':
        return act(() => extend(rows[index + 1]))
      case 'ArrowUp':
        return act(() => extend(rows[index - 1]))
      case 'Home':
        return act(() => extend(rows[0]))
      case 'End':
        return act(() => extend(rows.at(-1)))
      case 'PageDown':
        return act(() => extend(rows[Math.min(rows.length - 1, index + 15)]))
      case 'PageUp':
        return act(() => extend(rows[Math.max(0, index - 15)]))
      case 'ArrowRight':
        return act(() => {
          if (row.hasChildren && !row.expanded) onToggle([id], true)
          else if (row.expanded) go(rows[index + 1])
        })
      case 'ArrowLeft':
        return act(() => {
          if (row.expanded) onToggle([id], false)
          else go(rows.slice(0, index).findLast(one => one.depth < row.depth))
        })
      case '*':
        return act(() =>
          onToggle(
            siblings().map(one => one.code.id),
            true,
          ),
        )
      case 'Enter':
        return act(() => open(id))
      case ' ':
        return act(() => choose(togglePick(selection, id)))
      case 'Escape':
        return picked.size > 0 ? act(() => choose({ picked: new Set(), anchor: null })) : undefined
      case 'F2':
        return act(edit && (() => edit.onRename(id)))
      case 'm':
        return act(edit && (() => edit.onMoveTo(acting(id))))
      case 'Delete':
        return act(edit && (() => edit.onRetire(acting(id))))
      case 'ContextMenu':
        return act(() => openMenu(id))
      case 'F10':
        return event.shiftKey ? act(() => openMenu(id)) : undefined
    }
  }
  // A menu that is there before the key press has ended takes that press as one on itself, and closes.
  const openMenu = (id: string) => setTimeout(() => setMenuFor(id))
  const open = (id: string) => {
    onSelect(pickOne(id))
    onOpen(id)
  }
  const onClick = (event: MouseEvent, id: string) => {
    if (event.shiftKey) choose(pickRange(selection, order(), id, event.ctrlKey || event.metaKey))
    else if (event.ctrlKey || event.metaKey) choose(togglePick(selection, id))
    else open(id)
  }

  const latest = useRef<RowActs | null>(null)
  latest.current = {
    toggle: id => onToggle([id], !rows.find(row => row.code.id === id)?.expanded),
    pick: id => choose(togglePick(selection, id)),
    dragStart: begin,
    menu: setMenuFor,
  }
  const acts = useMemo<RowActs>(
    () => ({
      toggle: id => latest.current?.toggle(id),
      pick: id => latest.current?.pick(id),
      dragStart: (event, id) => latest.current?.dragStart(event, id),
      menu: id => latest.current?.menu(id),
    }),
    [],
  )

  const mark = dragged?.mark ?? null
  const going = new Set(dragged?.ids)
  const rendered = rows.slice(from, to).map((_, i) => from + i)
  // The row that has the keyboard stays, wherever one has scrolled to.
  const kept = Math.max(at, 0)
  if (rows.length > 0 && (kept < from || kept >= to)) rendered.push(kept)
  return (
    <div
      role="tree"
      aria-label={label}
      aria-multiselectable={edit ? true : undefined}
      className={styles.tree}
      ref={list}
      style={{ height: rows.length * ROW_HEIGHT }}
      data-dragging={dragged ? true : undefined}
    >
      {rendered.map(index => {
        const row = rows[index]!
        const { id } = row.code
        return (
          <CodeTreeRow
            key={id}
            row={row}
            top={index * ROW_HEIGHT}
            uses={uses.get(id)}
            measures={measures}
            opened={opened === id}
            picked={picked.has(id)}
            several={picked.size > 1}
            tabbable={focused === id}
            going={going.has(id)}
            into={mark?.index === index && mark.side === 'into'}
            onFocus={() => setActive(id)}
            onClick={event => onClick(event, id)}
            onKeyDown={event => onKeyDown(event, index)}
            editable={edit !== undefined}
            acts={acts}
            menu={
              menuFor === id
                ? edit?.menu(acting(id), () => {
                    setMenuFor(null)
                    element(id)?.focus({ preventScroll: true })
                  })
                : null
            }
          />
        )
      })}
      {mark && mark.side !== 'into' && (
        <div
          aria-hidden
          className={styles.line}
          style={{
            top: (mark.index + (mark.side === 'below' ? 1 : 0)) * ROW_HEIGHT,
            left: 22 + mark.depth * INDENT,
          }}
        />
      )}
      {dragged && (
        <div aria-hidden className={styles.ghost} ref={ghost} data-nowhere={mark ? undefined : true}>
          {dragged.ids.length === 1 ? nameOf(dragged.ids[0]!) : text.codes(dragged.ids.length)}
        </div>
      )}
    </div>
  )
}
