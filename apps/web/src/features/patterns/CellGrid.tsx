// biome-ignore-all lint/a11y/useSemanticElements: a table of thousands of cells, of which only those in view are there
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { patterns as text } from '../../text/patterns.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import type { Behind } from './figures/answer.ts'
import styles from './patterns.module.css'
import type { Sheet } from './sheet.ts'

const ROW = 34
const COLUMN = 104
const HEAD = 62
/** On a narrow window names of rows take less of it. */
const rowHead = () => (window.innerWidth < 600 ? 140 : 240)

interface CellGridProps {
  label: string
  sheet: Sheet
  onOpen: (behind: Behind, title: string) => void
  titleOf: (row: number, column: number) => string
}

/** A figure as a table that is walked with the arrow keys; only what is in view is there, so that it may be large. */
export const CellGrid = ({ label, sheet, onOpen, titleOf }: CellGridProps) => {
  const { corner, rows, columns, cell: cellAt } = sheet
  const scroll = useRef<HTMLDivElement>(null)
  const [wide] = useState(rowHead)
  const [active, setActive] = useState({ row: 0, column: 0 })
  const at = {
    row: Math.min(active.row, rows.length - 1),
    column: Math.min(active.column, columns.length - 1),
  }
  const withActive = (place: number) => (range: { startIndex: number; endIndex: number; count: number }) => {
    const from = Math.max(0, range.startIndex - 4)
    const to = Math.min(range.count - 1, range.endIndex + 4)
    const places = Array.from({ length: to - from + 1 }, (_, i) => from + i)
    // The cell that has the focus must not go.
    return place < from ? [place, ...places] : place > to ? [...places, place] : places
  }
  const down = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    rangeExtractor: withActive(at.row),
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
  })
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => COLUMN,
    rangeExtractor: withActive(at.column),
    paddingStart: wide,
    scrollPaddingStart: wide,
  })
  const moved = useRef(false)
  useEffect(() => {
    if (!moved.current) return
    moved.current = false
    scroll.current
      ?.querySelector<HTMLElement>(`[data-place="${at.row} ${at.column}"]`)
      ?.focus({ preventScroll: true })
  })

  const open = (row: number, column: number) => {
    const { behind } = cellAt(row, column)
    if (behind) onOpen(behind, titleOf(row, column))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(((scroll.current?.clientHeight ?? 400) - HEAD) / ROW) - 1)
    const far = event.ctrlKey || event.metaKey
    const { row, column } = at
    const next = {
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      PageDown: { row: row + page, column },
      PageUp: { row: row - page, column },
      Home: { row: far ? 0 : row, column: 0 },
      End: { row: far ? rows.length - 1 : row, column: columns.length - 1 },
    }[event.key]
    if (next) {
      event.preventDefault()
      const to = {
        row: Math.max(0, Math.min(rows.length - 1, next.row)),
        column: Math.max(0, Math.min(columns.length - 1, next.column)),
      }
      moved.current = true
      setActive(to)
      down.scrollToIndex(to.row)
      across.scrollToIndex(to.column)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      open(row, column)
    }
  }

  return (
    <>
      <p className={styles.soft}>{text.tableKeys}</p>
      <div
        ref={scroll}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        className={styles.grid}
        onKeyDown={onKeyDown}
        onClick={event => {
          const place = (event.target as Element).closest('[data-place]')?.getAttribute('data-place')
          const [row, column] = place?.split(' ').map(Number) ?? []
          if (row !== undefined && column !== undefined) open(row, column)
        }}
        tabIndex={-1}
      >
        <div style={{ height: down.getTotalSize(), width: across.getTotalSize() }} role="presentation">
          <div
            role="row"
            aria-rowindex={1}
            className={styles.gridHead}
            style={{ height: HEAD }}
            tabIndex={-1}
          >
            <div
              role="columnheader"
              aria-colindex={1}
              className={styles.corner}
              style={{ width: wide, height: HEAD }}
              tabIndex={-1}
            >
              {corner}
            </div>
            {across.getVirtualItems().map(({ index, start }) => (
              <div
                key={columns[index]!.id}
                role="columnheader"
                aria-colindex={index + 2}
                className={styles.columnHead}
                style={{ left: start, width: COLUMN, height: HEAD }}
                title={columns[index]!.name}
                tabIndex={-1}
              >
                <span>{columns[index]!.name}</span>
                {columns[index]!.hint && <small>{columns[index]!.hint}</small>}
              </div>
            ))}
          </div>
          {down.getVirtualItems().map(({ index: row, start: top }) => (
            <div
              key={rows[row]!.id}
              role="row"
              aria-rowindex={row + 2}
              className={styles.gridRow}
              style={{ top, height: ROW }}
              tabIndex={-1}
            >
              <div
                role="rowheader"
                aria-colindex={1}
                className={styles.rowHead}
                style={{ width: wide }}
                title={rows[row]!.name}
                tabIndex={-1}
              >
                {rows[row]!.colour && <CodeSign colour={rows[row]!.colour} />}
                <span>{rows[row]!.name}</span>
              </div>
              {across.getVirtualItems().map(({ index: column, start }) => {
                const cell = cellAt(row, column)
                const isActive = row === at.row && column === at.column
                return (
                  <div
                    key={columns[column]!.id}
                    role="gridcell"
                    aria-colindex={column + 2}
                    aria-label={`${rows[row]!.name}, ${columns[column]!.name}: ${cell.text}${cell.more ? `. ${cell.more}` : ''}`}
                    data-place={`${row} ${column}`}
                    data-opens={cell.behind ? true : undefined}
                    data-quiet={cell.withheld || !cell.value ? true : undefined}
                    className={styles.cell}
                    style={{ left: start, width: COLUMN }}
                    tabIndex={isActive ? 0 : -1}
                    title={cell.more}
                    onFocus={() => {
                      if (!isActive) setActive({ row, column })
                    }}
                  >
                    {cell.text}
                  </div>
                )
              })}
            </div>
          ))}
        </div>
      </div>
    </>
  )
}
