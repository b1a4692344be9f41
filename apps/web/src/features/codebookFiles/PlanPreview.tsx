import { Button, Group, TextInput } from '@mantine/core'
import { type Ontology, walk } from '@polyphony/ontology'
import { IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import type { ImportDecisions, PlannedCode } from '../../api/codebookFiles.ts'
import { codebookFiles as text } from '../../text/codebookFiles.ts'
import styles from './codebookFiles.module.css'
import { PlanCode } from './PlanCode.tsx'
import { countPlan, filterRows, PLAN_FILTERS, type PlanFilter, planRows } from './planRows.ts'

interface PlanPreviewProps {
  ontology: Ontology
  codes: PlannedCode[]
  choices: ImportDecisions['choices']
  onChoices: (choices: ImportDecisions['choices']) => void
}

/** About one line and its padding; a row is measured when it is drawn. */
const ROW_PX = 46

/** The codes of a file as they would come, thousands of them, with what somebody decides of each. */
export const PlanPreview = ({ ontology, codes, choices, onChoices }: PlanPreviewProps) => {
  const [filter, setFilter] = useState<PlanFilter>('all')
  const [query, setQuery] = useState('')
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => planRows(codes), [codes])
  const counts = useMemo(() => countPlan(codes, choices), [codes, choices])
  const shown = useMemo(() => filterRows(rows, filter, choices, query), [rows, filter, choices, query])
  const options = useMemo(
    () =>
      [...walk(ontology)].map(({ code, depth }) => ({
        value: code.id,
        label: `${'\u2003'.repeat(depth)}${code.name}`,
      })),
    [ontology],
  )
  const list = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: index => shown[index]!.planned.key,
    overscan: 8,
  })
  const choose = (key: string, choice: ImportDecisions['choices'][string] | null) => {
    const { [key]: _, ...rest } = choices
    onChoices(choice === null ? rest : { ...rest, [key]: choice })
  }
  const skipShown = () =>
    onChoices({
      ...choices,
      ...Object.fromEntries(shown.map(({ planned }) => [planned.key, 'skip' as const])),
    })
  const decided = Object.keys(choices).length
  const narrowed = filter !== 'all' || query.trim() !== ''
  const anyLeft = shown.some(({ planned }) => planned.action !== 'skip')
  return (
    <section aria-label={text.list} className={styles.preview}>
      <div className={styles.filters}>
        <fieldset aria-label={text.filters.label} className={styles.chips}>
          {PLAN_FILTERS.map(
            each =>
              (each === 'all' || counts[each] > 0 || each === filter) && (
                <button
                  key={each}
                  type="button"
                  className={styles.chip}
                  aria-pressed={filter === each}
                  onClick={() => setFilter(each)}
                >
                  {text.filter(text.filters[each], counts[each])}
                </button>
              ),
          )}
        </fieldset>
        <TextInput
          aria-label={text.find}
          placeholder={text.find}
          size="xs"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={query}
          onChange={event => setQuery(event.currentTarget.value)}
        />
      </div>
      {(decided > 0 || (narrowed && anyLeft)) && (
        <Group gap="xs">
          {narrowed && anyLeft && (
            <Button size="compact-xs" variant="default" onClick={skipShown}>
              {text.skipShown(shown.length)}
            </Button>
          )}
          {decided > 0 && (
            <Button size="compact-xs" variant="default" onClick={() => onChoices({})}>
              {text.asPlanned(decided)}
            </Button>
          )}
        </Group>
      )}
      <div ref={scroller} className={styles.scroller}>
        {shown.length === 0 && <p className={styles.none}>{text.noneShown}</p>}
        <ul aria-label={text.list} className={styles.rows} style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map(({ index, key, start }) => (
            <li
              key={key}
              ref={list.measureElement}
              data-index={index}
              aria-setsize={shown.length}
              aria-posinset={index + 1}
              className={styles.row}
              style={{ transform: `translateY(${start}px)` }}
            >
              <PlanCode
                row={shown[index]!}
                options={options}
                choice={choices[shown[index]!.planned.key] ?? null}
                onChoose={choose}
              />
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
