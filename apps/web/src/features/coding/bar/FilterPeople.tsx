import { codings as words } from '../../../text/codings.ts'
import { MemberAvatar } from '../../../ui/MemberAvatar.tsx'
import { useDesk } from '../../desk/DeskContext.tsx'
import { toggled } from '../annotationFilter.ts'
import styles from './CodingBar.module.css'
import { FilterChoice } from './FilterChoice.tsx'
import type { ChoicesProps } from './FilterPopover.tsx'

/** Whose highlights are shown: those who made some here, oneself first. */
export const FilterPeople = ({ filter, facets, onChange }: ChoicesProps) => {
  const desk = useDesk()
  const name = (id: string) => desk.members.get(id)?.name ?? words.filter.former
  const there = new Set([...facets.people.keys(), ...filter.people])
  const others = [...there].filter(id => id !== desk.me.id).sort((a, b) => name(a).localeCompare(name(b)))
  const people = desk.layer || there.has(desk.me.id) ? [desk.me.id, ...others] : others
  if (people.length === 0) return null
  const onlyMine = filter.people.size === 1 && filter.people.has(desk.me.id)
  return (
    <section className={styles.field}>
      <h3>
        {words.filter.people}
        {people[0] === desk.me.id && (
          <button
            type="button"
            className={styles.quick}
            aria-pressed={onlyMine}
            onClick={() => onChange({ people: new Set(onlyMine ? [] : [desk.me.id]) })}
          >
            {words.filter.onlyMine}
          </button>
        )}
      </h3>
      <div className={styles.list}>
        {people.map(id => (
          <FilterChoice
            key={id}
            on={filter.people.has(id)}
            name={id === desk.me.id ? words.filter.me(name(id)) : name(id)}
            count={facets.people.get(id) ?? 0}
            sign={
              <MemberAvatar name={name(id)} colour={desk.members.get(id)?.colour ?? '#888888'} size={20} />
            }
            onToggle={() => onChange({ people: toggled(filter.people, id) })}
          />
        ))}
      </div>
    </section>
  )
}
