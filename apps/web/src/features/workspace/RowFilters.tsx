import { Button, Select, TextInput } from '@mantine/core'
import type { Group, Member } from '@polyphony/contract'
import { IconSearch } from '@tabler/icons-react'
import { progress as text } from '../../text/progress.ts'
import { NOBODY, type RowFilter, SORTS, type Sort, type WorkState } from './conversationRows.ts'
import styles from './RowFilters.module.css'

interface RowFiltersProps {
  filter: RowFilter
  sort: Sort
  groups: readonly Group[]
  /** Who can be assigned, or is. */
  assignees: readonly Member[]
  /** My member id. */
  me: string | undefined
  /** How many are shown, of how many. */
  found: number
  of: number
  onChange: (change: Partial<RowFilter & { sort: Sort }>) => void
}

const STATES: readonly WorkState[] = ['not-started', 'in-progress', 'ready', 'reviewed']

/** What is looked for in the list of conversations, and how it is arranged. */
export const RowFilters = ({ filter, sort, groups, assignees, me, found, of, onChange }: RowFiltersProps) => {
  const active = Object.values(filter).some(value => value !== '')
  return (
    <search className={styles.filters} aria-label={text.filters}>
      <TextInput
        className={styles.words}
        aria-label={text.search}
        placeholder={text.search}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filter.words}
        onChange={event => onChange({ words: event.currentTarget.value })}
      />
      {groups.length > 0 && (
        <Select
          aria-label={text.group}
          data={[
            { value: '', label: text.anyGroup },
            ...groups.map(({ id, name }) => ({ value: id, label: name })),
            { value: NOBODY, label: text.noGroup },
          ]}
          value={filter.group}
          allowDeselect={false}
          onChange={group => onChange({ group: group ?? '' })}
        />
      )}
      <Select
        aria-label={text.assignee}
        data={[
          { value: '', label: text.anyAssignee },
          ...assignees.map(({ id, name }) => ({ value: id, label: id === me ? text.me(name) : name })),
          { value: NOBODY, label: text.nobody },
        ]}
        value={filter.assignee}
        allowDeselect={false}
        onChange={assignee => onChange({ assignee: assignee ?? '' })}
      />
      <Select
        aria-label={text.state}
        data={[
          { value: '', label: text.anyState },
          ...STATES.map(state => ({ value: state, label: text.states[state] })),
          { value: 'overdue', label: text.overdueState },
        ]}
        value={filter.state}
        allowDeselect={false}
        onChange={state => onChange({ state: (state ?? '') as RowFilter['state'] })}
      />
      <Select
        aria-label={text.sort}
        data={SORTS.map(value => ({ value, label: text.sorts[value] }))}
        value={sort}
        allowDeselect={false}
        onChange={next => onChange({ sort: (next ?? 'newest') as Sort })}
      />
      <p className={styles.found} role="status">
        {active && text.found(found, of)}
        {active && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => onChange({ words: '', group: '', assignee: '', state: '' })}
          >
            {text.clear}
          </Button>
        )}
      </p>
    </search>
  )
}
