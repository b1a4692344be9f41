import { Button, Select, Switch } from '@mantine/core'
import { codePage } from '../../text/codePage.ts'
import styles from './code.module.css'
import type { ExcerptFilter } from './excerpts.ts'
import type { CodePlace } from './useCodePlace.ts'
import type { useExcerpts } from './useExcerpts.ts'

const text = codePage.excerpts
const FILTERS = ['conversation', 'group', 'speaker', 'member', 'with'] as const

interface ExcerptFiltersProps {
  place: CodePlace
  excerpts: ReturnType<typeof useExcerpts>
}

/** What the list of excerpts is narrowed by; a filter with nothing to choose is left out. */
export const ExcerptFilters = ({ place, excerpts }: ExcerptFiltersProps) => {
  const { choices, filter, set, below, withBelow } = excerpts
  const nameOf = (of: keyof ExcerptFilter, value: string): string => {
    switch (of) {
      case 'group':
        return place.groups.get(value)?.name ?? value
      case 'conversation':
        return place.conversations.get(value)?.title ?? value
      case 'member':
        return place.people.get(value)?.name ?? value
      case 'with':
        return place.ontology.codes[value]?.name ?? value
      case 'speaker':
        return value
    }
  }
  const filtered = FILTERS.some(of => filter[of] !== null)
  return (
    <fieldset className={styles.filters} aria-label={text.filters}>
      {FILTERS.map(of => {
        const chosen = filter[of]
        if (choices[of].length < 2 && chosen === null && of !== 'with') return null
        if (of === 'with' && choices.with.length === 0 && chosen === null) return null
        const options = choices[of].map(([value, count]) => ({
          value,
          label: text.choice(nameOf(of, value), count),
        }))
        if (chosen !== null && !options.some(({ value }) => value === chosen))
          options.push({ value: chosen, label: text.choice(nameOf(of, chosen), 0) })
        return (
          <Select
            key={of}
            size="xs"
            label={text[of]}
            placeholder={text.all}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': `${codePage.excerpts.clear}: ${text[of]}` }}
            data={options}
            value={chosen}
            onChange={value => set({ [of]: value })}
          />
        )
      })}
      {below.length > 0 && (
        <Switch
          className={styles.switch}
          label={text.below(below.length)}
          checked={withBelow}
          onChange={event => set({ below: event.currentTarget.checked ? null : 'no' })}
        />
      )}
      {filtered && (
        <Button
          size="compact-sm"
          variant="subtle"
          className={styles.switch}
          onClick={() => set({ conversation: null, group: null, speaker: null, member: null, with: null })}
        >
          {text.clear}
        </Button>
      )}
    </fieldset>
  )
}
