import { MultiSelect } from '@mantine/core'
import { type Ontology, resolveCode, walk } from '@polyphony/ontology'
import { findings as text } from '../../text/findings.ts'
import { CodeChip, CodeSign } from '../../ui/CodeChip.tsx'
import styles from './findings.module.css'

interface ThemesFieldProps {
  ontology: Ontology
  /** Ids as stored: codes merged since then stand for their successors. */
  value: string[]
  onChange: (themes: string[]) => void
  readOnly?: boolean
}

/** The themes and codes a finding speaks of. */
export const ThemesField = ({ ontology, value, onChange, readOnly = false }: ThemesFieldProps) => {
  const codes = new Map(value.flatMap(id => resolveCode(ontology, id) ?? []).map(c => [c.id, c]))
  if (readOnly)
    return (
      <div className={styles.chips}>
        {[...codes.values()].map(c => (
          <CodeChip key={c.id} name={c.name} colour={c.colour} />
        ))}
      </div>
    )
  const options = [...walk(ontology, 'thematic')]
  const colours = new Map(options.map(({ code }) => [code.id, code.colour]))
  return (
    <MultiSelect
      label={text.themes}
      placeholder={codes.size === 0 ? text.themesPlaceholder : undefined}
      searchable
      hidePickedOptions
      data={options.map(({ code, depth }) => ({
        value: code.id,
        label: `${'\u2003'.repeat(depth)}${code.name}`,
      }))}
      renderOption={({ option }) => (
        <span className={styles.option}>
          <CodeSign colour={colours.get(option.value) ?? '#888888'} /> {option.label}
        </span>
      )}
      value={[...codes.keys()]}
      onChange={onChange}
    />
  )
}
