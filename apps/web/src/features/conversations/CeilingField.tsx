import { Radio, Stack } from '@mantine/core'
import { Ceiling } from '@polyphony/contract'
import { common } from '../../text/common.ts'
import { conversations as text } from '../../text/conversations.ts'

interface CeilingFieldProps {
  value: Ceiling
  onChange: (ceiling: Ceiling) => void
}

/** How far a conversation may travel; each choice says what it means. */
export const CeilingField = ({ value, onChange }: CeilingFieldProps) => (
  <Radio.Group label={text.fields.ceiling} value={value} onChange={next => onChange(Ceiling.parse(next))}>
    <Stack gap="xs" mt={6}>
      {Ceiling.options.map(ceiling => (
        <Radio
          key={ceiling}
          value={ceiling}
          label={common.ceilings[ceiling].name}
          description={common.ceilings[ceiling].does}
        />
      ))}
    </Stack>
  </Radio.Group>
)
