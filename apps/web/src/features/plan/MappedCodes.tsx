import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core'
import { MAX_DEFINITION_LENGTH, MatchType } from '@polyphony/ontology'
import { useState } from 'react'
import { common } from '../../text/common.ts'
import { plan as text } from '../../text/plan.ts'
import { CodeChip } from '../../ui/CodeChip.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import styles from './plan.module.css'
import type { Mapped } from './planTree.ts'
import type { PlanCommands } from './usePlanCommands.ts'

interface MappedCodesProps {
  title: string
  mapped: readonly Mapped[]
  /** Left out for those who may not change it. */
  commands?: PlanCommands
}

/** The codes mapped to a concept; each opens how the two stand to each other. */
export const MappedCodes = ({ title, mapped, commands }: MappedCodesProps) => {
  const [open, setOpen] = useState<Mapped | null>(null)
  if (mapped.length === 0) return null
  return (
    <>
      <ul className={styles.mapped} aria-label={text.mappedCodes(title)}>
        {mapped.map(one => {
          const { code, mapping } = one
          const inside = (
            <>
              <CodeChip name={code.name} colour={code.colour} />{' '}
              <span
                className={mapping.match === 'relatedMatch' ? 'visually-hidden' : styles.match}
                title={text.matches[mapping.match].does}
              >
                {text.matches[mapping.match].name}
              </span>
            </>
          )
          return (
            <li key={mapping.id} title={mapping.note || undefined}>
              {commands ? (
                <button type="button" className={styles.chipButton} onClick={() => setOpen(one)}>
                  {inside}
                </button>
              ) : (
                inside
              )}
            </li>
          )
        })}
      </ul>
      {commands && (
        <Modal
          opened={open !== null}
          onClose={() => setOpen(null)}
          title={open ? text.mappingTitle(open.code.name, title) : ''}
          closeButtonProps={{ 'aria-label': common.close }}
        >
          {open && (
            <MappingForm mapped={open} title={title} commands={commands} onClose={() => setOpen(null)} />
          )}
        </Modal>
      )}
    </>
  )
}

const MappingForm = ({
  mapped: { code, mapping },
  title,
  commands,
  onClose,
}: {
  mapped: Mapped
  title: string
  commands: PlanCommands
  onClose: () => void
}) => {
  const [match, setMatch] = useState(mapping.match)
  const [note, setNote] = useState(mapping.note)
  return (
    <DialogForm
      confirm={common.save}
      disabled={match === mapping.match && note === mapping.note}
      onCancel={onClose}
      onConfirm={async () => (await commands.rematch(mapping, code, title, { match, note })) && onClose()}
    >
      <MatchField value={match} onChange={setMatch} />
      <NoteField value={note} onChange={setNote} />
      <Group>
        <Button
          variant="default"
          color="danger"
          onClick={async () => (await commands.unmap(mapping, code, title)) && onClose()}
        >
          {text.unmap}
        </Button>
      </Group>
    </DialogForm>
  )
}

export const MatchField = ({
  value,
  onChange,
}: {
  value: MatchType
  onChange: (value: MatchType) => void
}) => (
  <Radio.Group label={text.match} value={value} onChange={next => onChange(MatchType.parse(next))}>
    <Stack gap="xs" mt={6}>
      {MatchType.options.map(option => (
        <Radio
          key={option}
          value={option}
          label={text.matches[option].name}
          description={text.matches[option].does}
        />
      ))}
    </Stack>
  </Radio.Group>
)

export const NoteField = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => (
  <Textarea
    label={text.note}
    autosize
    minRows={2}
    maxLength={MAX_DEFINITION_LENGTH}
    value={value}
    onChange={event => onChange(event.currentTarget.value)}
  />
)
