import { Combobox, Input, InputBase, useCombobox } from '@mantine/core'
import { type Code, type Ontology, path, searchCodes, walk } from '@polyphony/ontology'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { codebook as words } from '../../text/codebook.ts'
import { codebookTree as text } from '../../text/codebookTree.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import styles from './CodePicker.module.css'

/** More are found by typing: a list of twenty thousand helps nobody. */
const SHOWN = 60

interface CodePickerProps {
  label: string
  description?: ReactNode
  ontology: Ontology
  /** Which codes can be chosen. */
  may: (code: Code) => boolean
  value: string | null
  onChange: (code: string | null) => void
  /** The top level can be chosen, too: null. */
  top?: boolean
  autoFocus?: boolean
}

/** A field in which a code is found by its name, in any spelling, and chosen. */
export const CodePicker = ({
  label,
  description,
  ontology,
  may,
  value,
  onChange,
  top = false,
  autoFocus,
}: CodePickerProps) => {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [typed, setTyped] = useState<string | null>(null)
  const asked = useDeferredValue(typed ?? '')
  const found = useMemo(() => {
    const query = asked.trim()
    const codes = query
      ? searchCodes(ontology, query).map(({ code }) => code)
      : [...walk(ontology)].map(({ code }) => code)
    return codes.filter(may)
  }, [ontology, asked, may])
  const chosen = value === null ? (top ? words.fields.topLevel : '') : (ontology.codes[value]?.name ?? '')
  const choose = (option: string) => {
    onChange(option || null)
    setTyped(null)
    combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose} position="bottom-start">
      <Combobox.Target>
        <InputBase
          label={label}
          description={description}
          data-autofocus={autoFocus || undefined}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          placeholder={text.pick.search}
          value={typed ?? chosen}
          onChange={event => {
            setTyped(event.currentTarget.value)
            combobox.openDropdown()
            combobox.selectFirstOption()
          }}
          onFocus={event => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            setTyped(null)
            combobox.closeDropdown()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} className={styles.options}>
          {top && !asked.trim() && (
            <Combobox.Option value="" active={value === null}>
              {words.fields.topLevel}
            </Combobox.Option>
          )}
          {found.slice(0, SHOWN).map(code => {
            const way = path(ontology, code.id).slice(0, -1)
            return (
              <Combobox.Option key={code.id} value={code.id} active={value === code.id}>
                <CodeSign colour={code.colour} /> {code.name}
                {way.length > 0 && <small className={styles.way}>{way.map(c => c.name).join(' / ')}</small>}
              </Combobox.Option>
            )
          })}
          {found.length === 0 && <Combobox.Empty>{text.pick.none}</Combobox.Empty>}
          {found.length > SHOWN && (
            <Input.Description px={10} py={6}>
              {text.pick.more(found.length - SHOWN)}
            </Input.Description>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
