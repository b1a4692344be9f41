import { Checkbox, Switch, TextInput } from '@mantine/core'
import { type Code, foldForSearch, type Ontology, walk } from '@polyphony/ontology'
import { IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { plan as text } from '../../text/plan.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { CODES_TYPE } from './dropCodes.ts'
import styles from './plan.module.css'

interface CodeListProps {
  ontology: Ontology
  /** How often each code is mapped to the plan. */
  times: ReadonlyMap<string, number>
  chosen: ReadonlySet<string>
  onChosen: (chosen: ReadonlySet<string>) => void
}

const ROW_PX = 32
const DEEPEST_INDENT = 6

/** The themes and codes, to be chosen or dragged to what they speak to. */
export const CodeList = ({ ontology, times, chosen, onChosen }: CodeListProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const [unmapped, setUnmapped] = useState(false)
  const rows = useMemo(() => {
    const asked = foldForSearch(query)
    return [...walk(ontology, 'thematic')].filter(
      ({ code }) =>
        (!asked || foldForSearch(code.name).includes(asked)) && (!unmapped || !times.has(code.id)),
    )
  }, [ontology, query, unmapped, times])
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: index => rows[index]!.code.id,
    overscan: 10,
  })
  const toggle = (code: Code, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(code.id)
    else next.delete(code.id)
    onChosen(next)
  }
  return (
    <section className={styles.codes} aria-label={text.codes}>
      <TextInput
        aria-label={text.findCode}
        placeholder={text.findCode}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={query}
        onChange={event => setQuery(event.currentTarget.value)}
      />
      <Switch
        size="sm"
        label={text.unmappedOnly}
        checked={unmapped}
        onChange={event => setUnmapped(event.currentTarget.checked)}
      />
      <div ref={scroller} className={styles.codeScroller}>
        {rows.length === 0 && <p className={styles.none}>{text.noCodes}</p>}
        <ul className={styles.codeRows} style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map(({ index, key, start }) => {
            const { code, depth } = rows[index]!
            const n = times.get(code.id)
            return (
              <li
                key={key}
                ref={list.measureElement}
                data-index={index}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                className={styles.codeRow}
                data-chosen={chosen.has(code.id) || undefined}
                style={
                  {
                    transform: `translateY(${start}px)`,
                    '--depth': Math.min(depth, DEEPEST_INDENT),
                  } as React.CSSProperties
                }
                draggable
                onDragStart={event => {
                  const dragged = chosen.has(code.id) ? [...chosen] : [code.id]
                  event.dataTransfer.effectAllowed = 'link'
                  event.dataTransfer.setData(CODES_TYPE, JSON.stringify(dragged))
                }}
              >
                <Checkbox
                  size="xs"
                  checked={chosen.has(code.id)}
                  onChange={event => toggle(code, event.currentTarget.checked)}
                  label={
                    <span className={styles.codeName}>
                      <CodeSign colour={code.colour} /> {code.name}
                    </span>
                  }
                />
                {n !== undefined && <span className={styles.times}>{text.mappedTimes(n)}</span>}
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}
