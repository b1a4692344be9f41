import { IconCheck, IconChevronRight, IconGripVertical } from '@tabler/icons-react'
import type { KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from 'react'
import { codebook as words } from '../../text/codebook.ts'
import { codebookTree as text } from '../../text/codebookTree.ts'
import { formatNumber } from '../../text/format.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { MenuButton } from './CodeMenu.tsx'
import styles from './CodeTree.module.css'
import type { CodeRow } from './codeTree.ts'
import type { CodeUses, Measure } from './codeUses.ts'

interface CodeTreeRowProps {
  row: CodeRow
  /** In the list, in pixels. */
  top: number
  uses: CodeUses | undefined
  measures: readonly Measure[]
  opened: boolean
  picked: boolean
  /** More than one code is chosen. */
  several: boolean
  tabbable: boolean
  /** It is being dragged. */
  going: boolean
  /** What is dragged would go under it. */
  into: boolean
  onFocus: () => void
  onClick: (event: MouseEvent) => void
  onToggle: () => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onPick?: () => void
  onDragStart?: (event: PointerEvent<HTMLElement>) => void
  onMenu?: () => void
  menu?: ReactNode
}

/** A code as a row of the tree. */
export const CodeTreeRow = (props: CodeTreeRowProps) => {
  const { row, uses, measures, onPick, onDragStart } = props
  const { code } = row
  const shown = row.expanded || !row.hasChildren ? uses?.own : uses?.below
  const still = (event: { preventDefault: () => void; stopPropagation: () => void }) => {
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      role="treeitem"
      data-code={code.id}
      aria-level={row.depth + 1}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-expanded={row.hasChildren ? row.expanded : undefined}
      aria-selected={onPick ? props.picked : props.opened}
      aria-current={props.opened || undefined}
      tabIndex={props.tabbable ? 0 : -1}
      className={styles.row}
      style={{ '--depth': row.depth, top: props.top } as React.CSSProperties}
      data-aside={row.matched ? undefined : true}
      data-going={props.going || undefined}
      data-into={props.into || undefined}
      data-several={props.several || undefined}
      onFocus={props.onFocus}
      onClick={props.onClick}
      onKeyDown={props.onKeyDown}
      onContextMenu={event => {
        if (!props.onMenu) return
        event.preventDefault()
        props.onMenu()
      }}
      // A finger scrolls; it drags by the handle.
      onPointerDown={event => {
        if (event.pointerType !== 'touch') onDragStart?.(event)
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
          props.onToggle()
        }}
      >
        {row.hasChildren && <IconChevronRight size={14} />}
      </span>
      {onPick ? (
        // The keyboard has Space, and a screen reader `aria-selected`.
        <span
          aria-hidden
          className={styles.pick}
          data-picked={props.picked || undefined}
          onPointerDown={event => event.stopPropagation()}
          onClick={event => {
            event.stopPropagation()
            onPick()
          }}
        >
          <CodeSign colour={code.colour} />
          <IconCheck size={14} stroke={3} className={styles.check} />
        </span>
      ) : (
        <CodeSign colour={code.colour} />
      )}
      <span className={styles.name} title={code.name}>
        {code.name}
      </span>
      {code.status === 'proposed' && <span className={styles.proposed}>{words.proposed}</span>}
      {measures.map(measure => {
        const count = shown?.[measure] ?? 0
        return (
          <span key={measure} className={styles.count} data-measure={measure}>
            {count > 0 && (
              <>
                <span aria-hidden>{formatNumber(count)}</span>
                <span className="visually-hidden"> {text.measures[measure].counted(count)}</span>
              </>
            )}
          </span>
        )
      })}
      {props.onMenu &&
        (props.menu ?? (
          <MenuButton
            onPointerDown={event => event.stopPropagation()}
            onClick={event => {
              event.stopPropagation()
              props.onMenu?.()
            }}
          />
        ))}
      {onDragStart && (
        <span
          aria-hidden
          title={text.handle}
          className={styles.handle}
          onClick={still}
          onContextMenu={still}
          onPointerDown={event => {
            event.stopPropagation()
            onDragStart(event)
          }}
        >
          <IconGripVertical size={16} />
        </span>
      )}
    </div>
  )
}
