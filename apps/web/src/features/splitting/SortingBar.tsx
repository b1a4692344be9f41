import { Button, Progress, SegmentedControl, Select } from '@mantine/core'
import type { Member } from '@polyphony/contract'
import { type Code, type Ontology, walk } from '@polyphony/ontology'
import { useMemo } from 'react'
import { formatNumber } from '../../text/format.ts'
import { splitting as text } from '../../text/splitting.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import type { Curating } from '../curating/curating.ts'
import { SavingBadge } from '../desk/SavingBadge.tsx'
import { HistoryButtons } from '../history/HistoryButtons.tsx'
import { OthersSorting } from './OthersSorting.tsx'
import styles from './splitting.module.css'
import type { Shown } from './useSortingRows.ts'

interface SortingBarProps {
  ontology: Ontology
  code: Code
  targets: readonly Code[]
  /** How many excerpts count as each code. */
  counts: ReadonlyMap<string, number>
  done: number
  all: number
  shown: Shown
  analyst: string | null
  analysts: readonly Member[]
  chosen: number
  /** Rows that are assigned and still stand in the list of open ones. */
  justDone: number
  curating: Curating
  editable: boolean
  onShown: (shown: Shown) => void
  onAnalyst: (analyst: string | null) => void
  onAssign: (code: string) => void
  onClear: () => void
  onUndo: () => void
  onRedo: () => void
  onHide: () => void
  /** To the row of this key. */
  onGo: (row: string) => void
}

/** What stays in view while one sorts: how far it is, the codes with their keys, filters, undo. */
export const SortingBar = (props: SortingBarProps) => {
  const { ontology, code, targets, counts, done, all, chosen, editable, curating, justDone } = props
  const others = useMemo(
    () =>
      [...walk(ontology, code.kind)]
        .filter(({ code: one }) => one.id !== code.id && !targets.some(target => target.id === one.id))
        .map(({ code: one, depth }) => ({
          value: one.id,
          label: `${'\u2003'.repeat(depth)}${one.name}`,
        })),
    [ontology, code, targets],
  )
  return (
    <div className={styles.bar}>
      <div className={styles.how}>
        <strong className={styles.progress} role="status">
          {text.progress(done, all)}
        </strong>
        <Progress
          className={styles.meter}
          aria-label={text.progress(done, all)}
          value={all === 0 ? 0 : (done / all) * 100}
          size={6}
        />
        <OthersSorting curating={curating} onGo={props.onGo} />
        {editable && (
          <>
            <SavingBadge />
            <HistoryButtons history={curating.history} onUndo={props.onUndo} onRedo={props.onRedo} />
          </>
        )}
      </div>
      <ol className={styles.legend} aria-label={text.targets}>
        {targets.map((target, i) => (
          <li key={target.id}>
            <kbd>{i + 1}</kbd>
            <CodeSign colour={target.colour} />
            <strong>{target.name}</strong>
            <span className={styles.number}>{formatNumber(counts.get(target.id) ?? 0)}</span>
            {target.definition.short && <span className={styles.short}>{target.definition.short}</span>}
          </li>
        ))}
      </ol>
      <div className={styles.filters}>
        <SegmentedControl
          size="xs"
          aria-label={text.filters}
          data={(['open', 'all'] as const).map(value => ({ value, label: text.show[value] }))}
          value={props.shown}
          onChange={value => props.onShown(value as Shown)}
        />
        <Select
          size="xs"
          w={170}
          aria-label={text.analyst}
          placeholder={text.everybody}
          data={props.analysts.map(({ id, name }) => ({ value: id, label: name }))}
          value={props.analyst}
          onChange={props.onAnalyst}
          clearable
          searchable
        />
        {justDone > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={props.onHide}>
            {text.done(justDone)}
          </Button>
        )}
        {editable && (
          <div className={styles.chosen}>
            {chosen > 0 && (
              <>
                <span role="status">{text.selected(chosen)}</span>
                <Button size="compact-xs" variant="subtle" onClick={props.onClear}>
                  {text.clear}
                </Button>
              </>
            )}
            <Select
              size="xs"
              w={170}
              aria-label={text.otherCode}
              placeholder={text.otherCode}
              data={others}
              value={null}
              searchable
              onChange={value => value && props.onAssign(value)}
            />
          </div>
        )}
      </div>
    </div>
  )
}
