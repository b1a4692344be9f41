import { type Code, children, foldForSearch, walk } from '@polyphony/ontology'
import { useMemo, useState } from 'react'
import { codings as words } from '../../../text/codings.ts'
import { CodeSign } from '../../../ui/CodeChip.tsx'
import { useFacts } from '../../desk/DeskContext.tsx'
import { toggled, UNCODED } from '../annotationFilter.ts'
import styles from './CodingBar.module.css'
import { FilterChoice } from './FilterChoice.tsx'
import type { ChoicesProps } from './FilterPopover.tsx'

/** A codebook longer than this wants to be searched. */
const SEARCHED_FROM = 12

/** What highlights are about: a code; or a theme, which stands for all that is below it. */
export const FilterCodes = ({ filter, facets, onChange }: ChoicesProps) => {
  const ontology = useFacts(facts => facts.ontology)
  const [query, setQuery] = useState('')
  const all = useMemo(() => [...walk(ontology, 'thematic')], [ontology])
  const wanted = foldForSearch(query.trim())
  const found = wanted ? all.filter(({ code }) => foldForSearch(code.name).includes(wanted)) : all
  const countBelow = (code: Code): number => {
    let count = facets.codes.get(code.id) ?? 0
    for (const child of children(ontology, code.id)) count += countBelow(child)
    return count
  }
  return (
    <section className={styles.field}>
      <h3>{words.filter.codes}</h3>
      {all.length >= SEARCHED_FROM && (
        <input
          type="search"
          className={styles.search}
          aria-label={words.filter.findCode}
          placeholder={words.filter.findCode}
          value={query}
          onChange={event => setQuery(event.currentTarget.value)}
        />
      )}
      <div className={styles.list}>
        {!wanted && (
          <FilterChoice
            on={filter.codes.has(UNCODED)}
            name={words.filter.uncoded}
            count={facets.codes.get(UNCODED) ?? 0}
            onToggle={() => onChange({ codes: toggled(filter.codes, UNCODED) })}
          />
        )}
        {found.map(({ code, depth }) => {
          const isTheme = children(ontology, code.id).length > 0
          const field = isTheme ? 'themes' : 'codes'
          const count = isTheme ? countBelow(code) : (facets.codes.get(code.id) ?? 0)
          return (
            <div key={code.id} className={styles.row} style={{ paddingLeft: wanted ? 0 : depth * 15 }}>
              <FilterChoice
                on={filter[field].has(code.id)}
                name={code.name}
                label={isTheme ? words.filter.theme(code.name, count) : undefined}
                count={count}
                sign={<CodeSign colour={code.colour} />}
                onToggle={() => onChange({ [field]: toggled(filter[field], code.id) })}
              />
              {isTheme && (
                <button
                  type="button"
                  className={styles.quick}
                  aria-pressed={filter.codes.has(code.id)}
                  aria-label={words.filter.itselfLabel(code.name)}
                  onClick={() => onChange({ codes: toggled(filter.codes, code.id) })}
                >
                  {words.filter.itself}
                </button>
              )}
            </div>
          )
        })}
        {found.length === 0 && wanted && <p className={styles.none}>{words.filter.noSuchCode}</p>}
      </div>
    </section>
  )
}
