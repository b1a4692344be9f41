import { findCode } from '@polyphony/ontology'
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import { codings as words } from '../../../text/codings.ts'
import { CodeSign } from '../../../ui/CodeChip.tsx'
import { MemberAvatar } from '../../../ui/MemberAvatar.tsx'
import { useDesk, useDeskState, useFacts } from '../../desk/DeskContext.tsx'
import type { Desk } from '../../desk/desk.ts'
import { type AnnotationFilter, isFiltering, NO_FILTER, toggled, UNCODED } from '../annotationFilter.ts'
import { useAnnotationsVersion } from '../useAnnotationsVersion.ts'
import styles from './CodingBar.module.css'

interface Chip {
  key: string
  name: string
  sign?: ReactNode
  /** The filter without it. */
  without: AnnotationFilter
}

const chipsOf = (desk: Desk, filter: AnnotationFilter): Chip[] => {
  const { ontology } = desk.facts.get()
  const { people, codes, themes, remarks, disagreements } = filter
  const code = (id: string, field: 'codes' | 'themes'): Chip => {
    const found = findCode(ontology, id)
    const name = id === UNCODED ? words.filter.uncoded : (found?.name ?? words.filter.goneCode)
    return {
      key: `${field}/${id}`,
      name: field === 'themes' ? words.filter.themeShort(name) : name,
      sign: found && <CodeSign colour={found.colour} />,
      without: { ...filter, [field]: toggled(filter[field], id) },
    }
  }
  return [
    ...[...people].map(id => {
      const member = desk.members.get(id)
      return {
        key: `people/${id}`,
        name:
          id === desk.me.id && people.size === 1
            ? words.filter.onlyMine
            : (member?.name ?? words.filter.former),
        sign: <MemberAvatar name={member?.name ?? '?'} colour={member?.colour ?? '#888888'} size={18} />,
        without: { ...filter, people: toggled(people, id) },
      }
    }),
    ...[...themes].map(id => code(id, 'themes')),
    ...[...codes].map(id => code(id, 'codes')),
    ...[...remarks].map(remark => ({
      key: remark,
      name: words.filter.remark[remark],
      without: { ...filter, remarks: toggled(remarks, remark) },
    })),
    ...(disagreements
      ? [
          {
            key: 'disagreements',
            name: words.filter.disagreements,
            without: { ...filter, disagreements: false },
          },
        ]
      : []),
  ]
}

/** What the filter asks for, each to be taken out by a press, and how much of all it shows. */
export const FilterChips = () => {
  const desk = useDesk()
  const filter = useDeskState(state => state.filter)
  useFacts(facts => facts.ontology)
  if (!isFiltering(filter)) return null
  return (
    <div className={styles.chosen}>
      <ul className={styles.chips}>
        {chipsOf(desk, filter).map(({ key, name, sign, without }) => (
          <li key={key}>
            <button
              type="button"
              className={styles.chip}
              aria-label={words.filter.remove(name)}
              onClick={() => desk.state.set({ filter: without })}
            >
              {sign}
              <span>{name}</span>
              <IconX size={12} stroke={2.2} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <Count />
      <button
        type="button"
        className={styles.clear}
        aria-label={words.filter.clearAll}
        title={`${words.filter.clearAll} (Shift X)`}
        onClick={() => desk.state.set({ filter: NO_FILTER })}
      >
        {words.filter.clear}
      </button>
    </div>
  )
}

const Count = () => {
  const desk = useDesk()
  const version = useAnnotationsVersion()
  // Dependencies: the annotations change in place, the version says so
  const [shown, all] = useMemo(() => {
    const all = desk.shown.remarks()
    return [all.filter(annotation => desk.shown.shows(annotation)).length, all.length]
  }, [desk, version])
  return (
    <span className={styles.count} role="status" data-none={shown === 0 || undefined}>
      {shown === 0 ? words.filter.nothing : words.filter.shown(shown, all)}
    </span>
  )
}
