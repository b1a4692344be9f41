import { type Code, foldForSearch, type Ontology, walk } from '@polyphony/ontology'
import { IconChevronRight } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { codebook } from '../../text/codebook.ts'
import { common } from '../../text/common.ts'
import { ontologyHistory as text } from '../../text/ontologyHistory.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import styles from './ontologyHistory.module.css'

interface StateTreeProps {
  ontology: Ontology
  /** Codes that the revision was about. */
  touched: ReadonlySet<string>
  query: string
}

type Row = { kind: 'thematic' | 'structural' } | { code: Code; depth: number }

const ROW_PX = 34
const DEEPEST_INDENT = 12
const FIELDS = ['short', 'full', 'whenToUse', 'whenNotToUse'] as const

/** A codebook to read: its codes as a tree, thousands of them, each opened for what it meant. */
export const StateTree = ({ ontology, touched, query }: StateTreeProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => {
    const asked = foldForSearch(query)
    return (['thematic', 'structural'] as const).flatMap((kind): Row[] => {
      const codes = [...walk(ontology, kind)].filter(
        ({ code }) => !asked || foldForSearch(code.name).includes(asked),
      )
      return codes.length > 0 ? [{ kind }, ...codes] : []
    })
  }, [ontology, query])
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: index => {
      const row = rows[index]!
      return 'kind' in row ? row.kind : row.code.id
    },
    overscan: 12,
  })
  // What the revision was about is what one came to see.
  const first = rows.findIndex(row => 'code' in row && touched.has(row.code.id))
  const { scrollToIndex } = list
  useEffect(() => {
    if (first >= 0) scrollToIndex(first, { align: 'center' })
  }, [first, scrollToIndex])
  if (rows.length === 0)
    return <p className={styles.none}>{query.trim() ? common.noMatch : text.stateEmpty}</p>
  return (
    // Reached by the keyboard to be scrolled, also where nothing in it can be opened.
    <section
      ref={scroller}
      className={styles.state}
      aria-label={text.codes}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls
      tabIndex={0}
    >
      <ul className={styles.rows} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]!
          return (
            <li
              key={key}
              ref={list.measureElement}
              data-index={index}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              className={styles.stateRow}
              style={{ transform: `translateY(${start}px)` }}
            >
              {'kind' in row ? (
                <h3 className={styles.kind}>{codebook.kinds[row.kind]}</h3>
              ) : (
                <StateCode code={row.code} depth={row.depth} touched={touched.has(row.code.id)} />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const StateCode = ({ code, depth, touched }: { code: Code; depth: number; touched: boolean }) => {
  const [open, setOpen] = useState(false)
  const id = useId()
  const said = FIELDS.filter(field => code.definition[field])
  const more = said.length > 0 || code.stance !== null || code.formerNames.length > 0
  const name = (
    <>
      <CodeSign colour={code.colour} />
      <span>{code.name}</span>
      {code.notation && <span className={styles.soft}>{code.notation}</span>}
      {code.status === 'proposed' && <span className={styles.tag}>{text.statuses.proposed}</span>}
      {touched && <span className={styles.touched}>{text.touched}</span>}
    </>
  )
  return (
    <div
      style={{ '--depth': Math.min(depth, DEEPEST_INDENT) } as React.CSSProperties}
      className={styles.stateCode}
      data-touched={touched || undefined}
    >
      {more ? (
        <button
          type="button"
          className={styles.stateName}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={14} aria-hidden className={styles.twist} />
          {name}
        </button>
      ) : (
        <span className={styles.stateName}>
          <span className={styles.twist} />
          {name}
        </span>
      )}
      {open && (
        <dl id={id} className={styles.meaning}>
          {said.map(field => (
            <div key={field}>
              <dt>{codebook.fields[field]}</dt>
              <dd>{code.definition[field]}</dd>
            </div>
          ))}
          {code.stance && (
            <div>
              <dt>{codebook.fields.stance}</dt>
              <dd>{codebook.fields.stances[code.stance]}</dd>
            </div>
          )}
          {code.formerNames.length > 0 && (
            <div>
              <dd>{codebook.formerly(code.formerNames)}</dd>
            </div>
          )}
        </dl>
      )}
    </div>
  )
}
