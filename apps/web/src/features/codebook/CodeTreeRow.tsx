import type { Code } from '@polyphony/ontology'
import { IconCheck, IconChevronRight, IconGripVertical } from '@tabler/icons-react'
import { type KeyboardEvent, type MouseEvent, memo, type PointerEvent, type ReactNode } from 'react'
import { codebook as words } from '../../text/codebook.ts'
import { codebookTree as text } from '../../text/codebookTree.ts'
import { formatNumber } from '../../text/format.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { MenuButton } from './CodeMenu.tsx'
import styles from './CodeTree.module.css'
import type { CodeRow } from './codeTree.ts'
import type { CodeUses, Measure, Uses } from './codeUses.ts'

/** What is done to a row, by the id of its code. Always the same functions, so that a row is rendered only when it changed. */
export interface RowActs {
  toggle: (id: string) => void
  pick: (id: string) => void
  dragStart: (event: PointerEvent<HTMLElement>, id: string) => void
  menu: (id: string) => void
}

interface RowContentProps {
  code: Code
  hasChildren: boolean
  expanded: boolean
  /** The counts that are shown. */
  uses: Uses | undefined
  measures: readonly Measure[]
  picked: boolean
  /** It can be changed. */
  editable: boolean
  menu?: ReactNode
  acts: RowActs
}

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
  editable: boolean
  onFocus: () => void
  onClick: (event: MouseEvent) => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  acts: RowActs
  menu?: ReactNode
}

/** A code as a row of the tree. */
export const CodeTreeRow = (props: CodeTreeRowProps) => {
  const { row, uses, editable, acts } = props
  const { code } = row
  return (
    <div
      role="treeitem"
      data-code={code.id}
      aria-level={row.depth + 1}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-expanded={row.hasChildren ? row.expanded : undefined}
      aria-selected={editable ? props.picked : props.opened}
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
        if (!editable) return
        event.preventDefault()
        acts.menu(code.id)
      }}
      // A finger scrolls; it drags by the handle.
      onPointerDown={event => {
        if (event.pointerType !== 'touch' && editable) acts.dragStart(event, code.id)
      }}
    >
      <RowContent
        code={code}
        hasChildren={row.hasChildren}
        expanded={row.expanded}
        uses={row.expanded || !row.hasChildren ? uses?.own : uses?.below}
        measures={props.measures}
        picked={props.picked}
        editable={editable}
        menu={props.menu}
        acts={acts}
      />
    </div>
  )
}

/** What stands in a row. By itself, for where a row stands changes with every row above it, and this does not. */
const RowContent = memo(
  ({ code, hasChildren, expanded, uses, measures, picked, editable, menu, acts }: RowContentProps) => {
    const still = (event: { preventDefault: () => void; stopPropagation: () => void }) => {
      event.preventDefault()
      event.stopPropagation()
    }
    return (
      <>
        {/* For the mouse; the keyboard has the arrow keys, and a screen reader `aria-expanded`. */}
        <span
          aria-hidden
          className={styles.twist}
          data-expanded={expanded || undefined}
          onMouseDown={event => event.preventDefault()}
          onClick={event => {
            if (!hasChildren) return
            event.stopPropagation()
            acts.toggle(code.id)
          }}
        >
          {hasChildren && <IconChevronRight size={14} />}
        </span>
        {editable ? (
          // The keyboard has Space, and a screen reader `aria-selected`.
          <span
            aria-hidden
            className={styles.pick}
            data-picked={picked || undefined}
            onPointerDown={event => event.stopPropagation()}
            onClick={event => {
              event.stopPropagation()
              acts.pick(code.id)
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
          const count = uses?.[measure] ?? 0
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
        {editable &&
          (menu ?? (
            <MenuButton
              onPointerDown={event => event.stopPropagation()}
              onClick={event => {
                event.stopPropagation()
                acts.menu(code.id)
              }}
            />
          ))}
        {editable && (
          <span
            aria-hidden
            title={text.handle}
            className={styles.handle}
            onClick={still}
            onContextMenu={still}
            onPointerDown={event => {
              event.stopPropagation()
              acts.dragStart(event, code.id)
            }}
          >
            <IconGripVertical size={16} />
          </span>
        )}
      </>
    )
  },
)
