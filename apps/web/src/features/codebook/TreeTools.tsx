import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import type { CodeKind } from '@polyphony/ontology'
import { IconAdjustmentsHorizontal, IconPlus, IconSearch, IconX } from '@tabler/icons-react'
import { memo } from 'react'
import { codebook as words } from '../../text/codebook.ts'
import { codebookTree as text } from '../../text/codebookTree.ts'
import { formatNumber } from '../../text/format.ts'
import { CODE_MARKS, type CodeFilter, type CodeMark, everyCode } from './codeFilter.ts'
import { MEASURES } from './codeUses.ts'
import type { CodebookView } from './keptView.ts'
import styles from './TreeTools.module.css'

interface TreeToolsProps {
  filter: CodeFilter
  onFilter: (filter: CodeFilter) => void
  marks: Record<CodeMark, number>
  /** Kinds that there are codes of. */
  kinds: readonly CodeKind[]
  view: CodebookView
  onView: (view: CodebookView) => void
  onOpenAll: (open: boolean) => void
  /** Left out for those who may not. */
  create?: { label: string; onCreate: () => void }
}

/** Above the tree: what is shown of it, and how. */
export const TreeTools = memo(
  ({ filter, onFilter, marks, kinds, view, onView, onOpenAll, create }: TreeToolsProps) => {
    const filtering =
      filter.text.trim() !== '' || filter.kind !== null || CODE_MARKS.some(mark => filter[mark])
    return (
      <div className={styles.tools}>
        <div className={styles.line}>
          <TextInput
            aria-label={words.filter}
            placeholder={words.filter}
            className={styles.search}
            leftSection={<IconSearch size={15} aria-hidden />}
            rightSection={
              filter.text && (
                <ActionIcon
                  size="sm"
                  aria-label={text.clearFilter}
                  onClick={() => onFilter({ ...filter, text: '' })}
                >
                  <IconX size={14} />
                </ActionIcon>
              )
            }
            value={filter.text}
            onChange={event => onFilter({ ...filter, text: event.currentTarget.value })}
          />
          <Menu closeOnItemClick={false} position="bottom-end" width={250}>
            <Menu.Target>
              <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}>
                {text.view}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{text.columns}</Menu.Label>
              {MEASURES.map(measure => (
                <Menu.CheckboxItem
                  key={measure}
                  checked={view.measures.includes(measure)}
                  onChange={on =>
                    onView({
                      ...view,
                      measures: MEASURES.filter(m => (m === measure ? on : view.measures.includes(m))),
                    })
                  }
                >
                  {text.measureNames[measure]}
                </Menu.CheckboxItem>
              ))}
              <Menu.Divider />
              <Menu.Label>{text.order}</Menu.Label>
              <Menu.RadioGroup
                value={view.order}
                onChange={order => onView({ ...view, order: order as CodebookView['order'] })}
              >
                <Menu.RadioItem value="place">{text.byPlace}</Menu.RadioItem>
                <Menu.RadioItem value="name">{text.byName}</Menu.RadioItem>
                {MEASURES.map(measure => (
                  <Menu.RadioItem key={measure} value={measure}>
                    {text.byMeasure(text.measureNames[measure])}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
              <Menu.Divider />
              <Menu.Item onClick={() => onOpenAll(true)}>{text.expandAll}</Menu.Item>
              <Menu.Item onClick={() => onOpenAll(false)}>{text.collapseAll}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
          {create && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={create.onCreate}>
              {create.label}
            </Button>
          )}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a group of switches, no form */}
        <div className={styles.chips} role="group" aria-label={text.filters}>
          {kinds.length > 1 &&
            kinds.map(kind => (
              <Chip
                key={kind}
                label={text.onlyKinds[kind]}
                on={filter.kind === kind}
                onClick={() => onFilter({ ...filter, kind: filter.kind === kind ? null : kind })}
              />
            ))}
          {CODE_MARKS.map(mark => (
            <Chip
              key={mark}
              label={text.marks[mark]}
              count={marks[mark]}
              on={filter[mark]}
              onClick={() => onFilter({ ...filter, [mark]: !filter[mark] })}
            />
          ))}
          {filtering && (
            <button type="button" className={styles.all} onClick={() => onFilter(everyCode)}>
              {text.clearFilter}
            </button>
          )}
        </div>
      </div>
    )
  },
)

const Chip = ({
  label,
  count,
  on,
  onClick,
}: {
  label: string
  count?: number
  on: boolean
  onClick: () => void
}) => (
  <button
    type="button"
    className={styles.chip}
    aria-pressed={on}
    disabled={count === 0 && !on}
    onClick={onClick}
  >
    {label}
    {count !== undefined && <span className={styles.count}>{formatNumber(count)}</span>}
  </button>
)
