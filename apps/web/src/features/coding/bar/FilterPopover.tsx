import { Popover, Tooltip } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useMemo } from 'react'
import { codings as words } from '../../../text/codings.ts'
import { useDesk, useDeskState, useFacts } from '../../desk/DeskContext.tsx'
import { type AnnotationFilter, isFiltering, NO_FILTER, type Remark, toggled } from '../annotationFilter.ts'
import { codesOf } from '../codesOf.ts'
import { useAnnotationsVersion } from '../useAnnotationsVersion.ts'
import styles from './CodingBar.module.css'
import { FilterChoice } from './FilterChoice.tsx'
import { FilterCodes } from './FilterCodes.tsx'
import { FilterPeople } from './FilterPeople.tsx'
import { type FilterFacets, filterFacets } from './filterFacets.ts'

/** One part of the choices. */
export interface ChoicesProps {
  filter: AnnotationFilter
  facets: FilterFacets
  onChange: (change: Partial<AnnotationFilter>) => void
}

const REMARKS: readonly Remark[] = ['comments', 'unresolved', 'memo']

const sizeOf = ({ people, codes, themes, remarks, disagreements }: AnnotationFilter): number =>
  people.size + codes.size + themes.size + remarks.size + Number(disagreements)

/** The button of the filter and its choices. */
export const FilterPopover = () => {
  const desk = useDesk()
  const opened = useDeskState(state => state.filtering)
  const count = useDeskState(state => sizeOf(state.filter))
  const setOpened = (filtering: boolean) => desk.state.set({ filtering })
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={330}
      shadow="md"
      radius="lg"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Tooltip label={`${words.filter.button} (X)`} disabled={opened}>
          <button
            type="button"
            className={styles.filter}
            data-on={count > 0 || undefined}
            aria-label={count > 0 ? words.filter.buttonOn(count) : words.filter.button}
            onClick={() => setOpened(!opened)}
          >
            <IconFilter size={16} stroke={1.7} aria-hidden />
            <span>{words.filter.button}</span> {count > 0 && <small>{count}</small>}
          </button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={words.filter.title}>
        <Choices />
      </Popover.Dropdown>
    </Popover>
  )
}

const Choices = () => {
  const desk = useDesk()
  const filter = useDeskState(state => state.filter)
  const ontology = useFacts(facts => facts.ontology)
  const version = useAnnotationsVersion()
  // Dependencies: the annotations change in place, the version says so
  const facets = useMemo(
    () =>
      filterFacets({
        filter,
        remarks: desk.shown.remarks(),
        codesOf: annotation => codesOf(ontology, annotation),
        ask: asked => desk.shown.ask(asked),
      }),
    [desk, filter, ontology, version],
  )
  const change = (part: Partial<AnnotationFilter>) => desk.state.set({ filter: { ...filter, ...part } })
  const props: ChoicesProps = { filter, facets, onChange: change }
  return (
    <>
      <header className={styles.head}>
        <h2>{words.filter.title}</h2>
        <span role="status">{words.filter.shown(facets.shown, facets.all)}</span>
        <button
          type="button"
          className={styles.clear}
          disabled={!isFiltering(filter)}
          aria-label={words.filter.clearAll}
          onClick={() => desk.state.set({ filter: NO_FILTER })}
        >
          {words.filter.clear}
        </button>
      </header>
      <FilterPeople {...props} />
      <FilterCodes {...props} />
      <section className={styles.field}>
        <h3>{words.filter.remarks}</h3>
        <div className={styles.across}>
          {REMARKS.map(remark => (
            <FilterChoice
              key={remark}
              on={filter.remarks.has(remark)}
              count={facets.remarks.get(remark) ?? 0}
              name={words.filter.remark[remark]}
              onToggle={() => change({ remarks: toggled(filter.remarks, remark) })}
            />
          ))}
          <FilterChoice
            on={filter.disagreements}
            count={facets.disagreements}
            name={words.filter.disagreements}
            title={words.filter.disagreementsHelp}
            onToggle={() => change({ disagreements: !filter.disagreements })}
          />
        </div>
      </section>
    </>
  )
}
