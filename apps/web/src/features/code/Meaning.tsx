import { ColorInput, SegmentedControl } from '@mantine/core'
import { type Code, MAX_DEFINITION_LENGTH, type Stance } from '@polyphony/ontology'
import { useId, useState } from 'react'
import { codebook } from '../../text/codebook.ts'
import { codePage as text } from '../../text/codePage.ts'
import { Section } from '../../ui/Section.tsx'
import { SWATCHES } from '../codebook/swatches.ts'
import styles from './code.module.css'
import { EditableText } from './EditableText.tsx'
import type { CodePlace } from './useCodePlace.ts'

const FIELDS = ['short', 'full', 'whenToUse', 'whenNotToUse'] as const
const MAX_NOTATION_LENGTH = 32

/** What a code means, field by field, as codebooks have it. */
export const Meaning = ({ place, code, live }: { place: CodePlace; code: Code; live: boolean }) => {
  const { commands } = place
  const editable = place.editable && live
  const { id, name, definition } = code
  return (
    <Section title={text.meaning}>
      <div className={styles.fields}>
        {FIELDS.map(field => (
          <EditableText
            key={`${id} ${field}`}
            label={codebook.fields[field]}
            value={definition[field]}
            maxLength={MAX_DEFINITION_LENGTH}
            editable={editable}
            onSave={value =>
              commands.run({ type: 'define', id, definition: { [field]: value } }, text.defined(name))
            }
          />
        ))}
        <div className={styles.signs}>
          <EditableText
            key={`${id} notation`}
            line
            label={text.notation}
            hint={text.notationHint}
            value={code.notation ?? ''}
            maxLength={MAX_NOTATION_LENGTH}
            editable={editable}
            onSave={value =>
              commands.run(
                { type: 'define', id, definition: {}, notation: value === '' ? null : value },
                text.defined(name),
              )
            }
          />
          <div className={styles.field}>
            <h3 className={styles.small}>{text.kind}</h3>
            <p className={styles.text}>{text.kinds[code.kind]}</p>
          </div>
          {code.kind === 'thematic' && <StanceField place={place} code={code} editable={editable} />}
          {editable && <ColourField place={place} code={code} />}
        </div>
        {code.formerNames.length > 0 && (
          <div className={styles.field}>
            <h3 className={styles.small}>{text.formerNames}</h3>
            <p className={styles.text}>{code.formerNames.join(', ')}</p>
          </div>
        )}
      </div>
    </Section>
  )
}

interface SignProps {
  place: CodePlace
  code: Code
}

const StanceField = ({ place, code, editable }: SignProps & { editable: boolean }) => {
  const label = useId()
  if (!editable && code.stance === null) return null
  return (
    <div className={styles.field}>
      <h3 className={styles.small} id={label}>
        {codebook.fields.stance}
      </h3>
      {editable ? (
        <SegmentedControl
          aria-labelledby={label}
          size="xs"
          data={(['none', 'lived', 'aspirational'] as const).map(value => ({
            value,
            label: codebook.fields.stances[value],
          }))}
          // What the server has: a choice that it refuses falls back.
          value={code.stance ?? 'none'}
          onChange={value =>
            place.commands.run(
              {
                type: 'define',
                id: code.id,
                definition: {},
                stance: value === 'none' ? null : (value as Stance),
              },
              text.stanceSet(code.name),
            )
          }
        />
      ) : (
        <p className={styles.text}>{codebook.fields.stances[code.stance!]}</p>
      )}
    </div>
  )
}

const ColourField = ({ place, code }: SignProps) => {
  const [colour, setColour] = useState<string | null>(null)
  const recolour = (value: string) => {
    if (/^#[0-9a-f]{6}$/i.test(value) && value.toLowerCase() !== code.colour)
      void place.commands
        .run({ type: 'recolour', id: code.id, colour: value.toLowerCase() }, text.recoloured(code.name))
        .then(() => setColour(null))
    else setColour(null)
  }
  return (
    <ColorInput
      className={styles.field}
      classNames={{ label: styles.small }}
      label={codebook.fields.colour}
      w={150}
      size="xs"
      format="hex"
      withEyeDropper={false}
      swatches={SWATCHES}
      swatchesPerRow={8}
      value={colour ?? code.colour}
      onChange={setColour}
      onChangeEnd={recolour}
      onBlur={() => colour !== null && recolour(colour)}
    />
  )
}
