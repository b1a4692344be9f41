import { Radio, Stack } from '@mantine/core'
import { RelationType } from '@polyphony/ontology'
import { codePage } from '../../text/codePage.ts'

const text = codePage.relations

/** The three relations, each with what it says. */
export const RelationTypes = ({
  value,
  onChange,
}: {
  value: RelationType
  onChange: (type: RelationType) => void
}) => (
  <Radio.Group label={text.type} value={value} onChange={chosen => onChange(chosen as RelationType)}>
    <Stack gap={6} mt={6}>
      {RelationType.options.map(type => (
        <Radio key={type} value={type} label={text.types[type]} description={text.hints[type]} />
      ))}
    </Stack>
  </Radio.Group>
)
