import { Combobox, InputBase, useCombobox } from '@mantine/core'
import { useState } from 'react'
import { useCreateGroup, useGroups } from '../../api/conversations.ts'
import { useMyAbilities } from '../../api/session.ts'
import { common } from '../../text/common.ts'
import { conversations as text } from '../../text/conversations.ts'

interface GroupFieldProps {
  workspace: string
  /** Group id, or null for none. */
  value: string | null
  onChange: (group: string | null) => void
}

/** Chooses a group, or makes one where one may. */
export const GroupField = ({ workspace, value, onChange }: GroupFieldProps) => {
  const { data: groups = [] } = useGroups(workspace)
  const create = useCreateGroup(workspace)
  const { can } = useMyAbilities(workspace)
  const chosen = groups.find(g => g.id === value)?.name ?? ''
  const [typed, setTyped] = useState<string | null>(null)
  const combobox = useCombobox({ onDropdownClose: () => setTyped(null) })
  const query = (typed ?? '').trim().toLowerCase()
  const found = groups.filter(g => g.name.toLowerCase().includes(query))
  const isNew = query !== '' && !groups.some(g => g.name.toLowerCase() === query) && can('group.write')

  const choose = async (option: string) => {
    if (option === 'none') onChange(null)
    else if (option === 'new') {
      const made = await create.mutateAsync((typed ?? '').trim()).catch(() => null)
      if (made) onChange(made.id)
    } else onChange(option)
    combobox.closeDropdown()
  }

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal>
      <Combobox.Target>
        <InputBase
          label={text.fields.group}
          description={text.fields.groupHint}
          placeholder={text.fields.groupPlaceholder}
          value={typed ?? chosen}
          onChange={event => {
            setTyped(event.currentTarget.value)
            combobox.openDropdown()
            combobox.selectFirstOption()
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={240} style={{ overflowY: 'auto' }}>
          {value !== null && query === '' && <Combobox.Option value="none">{text.noGroup}</Combobox.Option>}
          {found.map(group => (
            <Combobox.Option key={group.id} value={group.id} active={group.id === value}>
              {group.name}
            </Combobox.Option>
          ))}
          {isNew && <Combobox.Option value="new">{text.fields.newGroup(typed!.trim())}</Combobox.Option>}
          {found.length === 0 && !isNew && <Combobox.Empty>{common.noMatch}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
