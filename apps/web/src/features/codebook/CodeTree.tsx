import type { Ontology } from '@polyphony/ontology'
import { parentOf } from '@polyphony/ontology'
import { IconChevronRight } from '@tabler/icons-react'
import { type DragEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { codebook as text } from '../../text/codebook.ts'
import { formatNumber } from '../../text/format.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import styles from './codebook.module.css'
import { type CodeCounts, type CodeRow, dropPlace, type Place } from './codeTree.ts'

interface CodeTreeProps {
  label: string
  ontology: Ontology
  rows: CodeRow[]
  counts: Map<string, CodeCounts>
  selected: string | null
  onOpen: (code: string) => void
  onToggle: (code: string, expanded: boolean) => void
  /** Left out where codes may not be moved. */
  onMove?: (code: string, place: Place) => void
  onRename?: (code: string) => void
  onMoveTo?: (code: string) => void
  /** The menu of a row; `opened` when the keyboard asked for it. */
  menu?: (row: CodeRow, opened: boolean, onClose: () => void) => ReactNode
}

type Zone = 'before' | 'into' | 'after'

const zoneOf = (event: DragEvent<HTMLElement>): Zone => {
  const { top, height } = event.currentTarget.getBoundingClientRect()
  const share = (event.clientY - top) / height
  return share < 0.28 ? 'before' : share > 0.72 ? 'after' : 'into'
}

/** A tree of codes: one tab stop, arrow keys inside, rows that can be dragged. */
export const CodeTree = (props: CodeTreeProps) => {
  const { label, ontology, rows, counts, selected, onOpen, onToggle, onMove } = props
  const list = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string | null>(null)
  const [menuFor, setMenuFor] = useState<string | null>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<{ id: string; zone: Zone } | null>(null)
  const focused = rows.some(r => r.code.id === active) ? active : (rows[0]?.code.id ?? null)

  const element = (id: string) => list.current?.querySelector<HTMLElement>(`[data-code="${CSS.escape(id)}"]`)
  const go = (id: string | undefined) => {
    if (!id) return
    setActive(id)
    element(id)?.focus()
  }
  useEffect(() => {
    if (selected) element(selected)?.scrollIntoView({ block: 'nearest' })
  }, [selected])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, row: CodeRow) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return
    const index = rows.indexOf(row)
    const { id } = row.code
    const act = (action: (() => void) | undefined) => {
      if (!action) return
      event.preventDefault()
      action()
    }
    switch (event.key) {
      case 'ArrowDown':
        return act(() => go(rows[index + 1]?.code.id))
      case 'ArrowUp':
        return act(() => go(rows[index - 1]?.code.id))
      case 'Home':
        return act(() => go(rows[0]?.code.id))
      case 'End':
        return act(() => go(rows.at(-1)?.code.id))
      case 'ArrowRight':
        return act(() => {
          if (row.hasChildren && !row.expanded) onToggle(id, true)
          else if (row.expanded) go(rows[index + 1]?.code.id)
        })
      case 'ArrowLeft':
        return act(() => (row.expanded ? onToggle(id, false) : go(parentOf(ontology, row.code)?.id)))
      case 'Enter':
      case ' ':
        return act(() => onOpen(id))
      case 'F2':
        return act(props.onRename && (() => props.onRename?.(id)))
      case 'm':
        return act(props.onMoveTo && (() => props.onMoveTo?.(id)))
      case 'ContextMenu':
        return act(() => setMenuFor(id))
      case 'F10':
        return event.shiftKey ? act(() => setMenuFor(id)) : undefined
    }
  }

  const place = dragged && over ? dropPlace(ontology, dragged, over.id, over.zone) : null
  return (
    <div role="tree" aria-label={label} className={styles.tree} ref={list}>
      {rows.map(row => {
        const { code } = row
        const count = counts.get(code.id)
        const shown = row.expanded || !row.hasChildren ? count?.own : count?.below
        return (
          <div
            key={code.id}
            role="treeitem"
            data-code={code.id}
            aria-level={row.depth + 1}
            aria-posinset={row.place}
            aria-setsize={row.siblings}
            aria-expanded={row.hasChildren ? row.expanded : undefined}
            aria-selected={selected === code.id}
            tabIndex={focused === code.id ? 0 : -1}
            className={styles.row}
            style={{ '--depth': row.depth } as React.CSSProperties}
            data-drop={over?.id === code.id && place ? over.zone : undefined}
            draggable={onMove !== undefined}
            onFocus={() => setActive(code.id)}
            onClick={() => onOpen(code.id)}
            onContextMenu={event => {
              if (!props.menu) return
              event.preventDefault()
              setMenuFor(code.id)
            }}
            onKeyDown={event => onKeyDown(event, row)}
            onDragStart={event => {
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', code.name)
              setDragged(code.id)
            }}
            onDragEnd={() => {
              setDragged(null)
              setOver(null)
            }}
            onDragOver={event => {
              if (!dragged) return
              const zone = zoneOf(event)
              if (over?.id !== code.id || over.zone !== zone) setOver({ id: code.id, zone })
              if (dropPlace(ontology, dragged, code.id, zone)) event.preventDefault()
            }}
            onDrop={event => {
              event.preventDefault()
              if (dragged && place) onMove?.(dragged, place)
              setDragged(null)
              setOver(null)
            }}
          >
            {/* For the mouse; the keyboard has the arrow keys, and a screen reader `aria-expanded`. */}
            <span
              aria-hidden
              className={styles.twist}
              data-expanded={row.expanded || undefined}
              onMouseDown={event => event.preventDefault()}
              onClick={event => {
                if (!row.hasChildren) return
                event.stopPropagation()
                onToggle(code.id, !row.expanded)
              }}
            >
              {row.hasChildren && <IconChevronRight size={14} />}
            </span>
            <CodeSign colour={code.colour} />
            <span className={styles.name}>{code.name}</span>
            {code.status === 'proposed' && <span className={styles.proposed}>{text.proposed}</span>}
            <span className={styles.count}>
              {shown ? formatNumber(shown) : ''}
              {shown ? <span className="visually-hidden"> {text.codings(shown)}</span> : null}
            </span>
            {props.menu?.(row, menuFor === code.id, () => {
              setMenuFor(null)
              element(code.id)?.focus()
            })}
          </div>
        )
      })}
    </div>
  )
}
