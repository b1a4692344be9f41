import { Alert, Modal, NumberInput, Textarea, TextInput } from '@mantine/core'
import { LIMITS, type PlanConcept } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import { useState } from 'react'
import { common } from '../../text/common.ts'
import { plan as text } from '../../text/plan.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { errorMessage } from '../../ui/notify.ts'
import { DetailsFields } from './DetailsFields.tsx'
import { changedDetails, detailsOf, draftOf } from './detailsDraft.ts'
import type { PlanCommands } from './usePlanCommands.ts'

/** What the dialog is opened for: something that is there, or something new. */
export type AskedConcept = { concept: PlanConcept } | { kind: PlanConcept['kind']; parent: string | null }

interface ConceptDialogProps {
  commands: PlanCommands
  asked: AskedConcept | null
  onClose: () => void
}

const NEW = { priority: text.addPriority, commitment: text.addCommitment, action: text.addAction }

/** Adds to the plan, or changes what is there. */
export const ConceptDialog = ({ commands, asked, onClose }: ConceptDialogProps) => (
  <Modal
    opened={asked !== null}
    onClose={onClose}
    title={asked ? ('concept' in asked ? text.editTitle(asked.concept.title) : NEW[asked.kind]) : ''}
    size="lg"
    closeOnClickOutside={false}
    closeButtonProps={{ 'aria-label': common.close }}
  >
    {asked && <ConceptForm commands={commands} asked={asked} onClose={onClose} />}
  </Modal>
)

const isLink = (link: string): boolean => !link.trim() || /^https?:\/\/\S+$/.test(link.trim())

const ConceptForm = ({ commands, asked, onClose }: ConceptDialogProps & { asked: AskedConcept }) => {
  // As it was opened: only what differs from this is sent.
  const concept = 'concept' in asked ? asked.concept : null
  const kind = 'concept' in asked ? asked.concept.kind : asked.kind
  const [id] = useState(newId)
  const [title, setTitle] = useState(concept?.title ?? '')
  const [description, setDescription] = useState(concept?.description ?? '')
  const [number, setNumber] = useState<number | string>(concept?.number ?? '')
  const [draft, setDraft] = useState(concept?.details ? draftOf(concept.details) : null)
  const [failed, setFailed] = useState<unknown>(null)
  const newNumber = number === '' ? null : Number(number)

  const save = async () => {
    try {
      if (!concept) {
        const parent = 'parent' in asked ? asked.parent : null
        await commands.addConcept({ id, kind, parent, title, description, number: newNumber })
      } else {
        const change = {
          ...(title.trim() !== concept.title && { title }),
          ...(description !== concept.description && { description }),
          ...(newNumber !== concept.number && { number: newNumber }),
          ...(draft && concept.details && { details: changedDetails(concept.details, detailsOf(draft)) }),
        }
        await commands.edit(concept, change, title.trim())
      }
      onClose()
    } catch (error) {
      // Shown below the fields, which keep what was written.
      setFailed(error)
    }
  }
  return (
    <DialogForm
      confirm={concept ? common.save : common.create}
      disabled={!title.trim() || (draft !== null && !isLink(draft.link))}
      onCancel={onClose}
      onConfirm={save}
    >
      <TextInput
        data-autofocus
        label={text.fields.title}
        required
        maxLength={LIMITS.titleLength}
        value={title}
        onChange={event => setTitle(event.currentTarget.value)}
      />
      {kind === 'commitment' && (
        <NumberInput
          label={text.fields.number}
          min={0}
          max={999}
          allowDecimal={false}
          w={120}
          value={number}
          onChange={setNumber}
        />
      )}
      <Textarea
        label={`${text.fields.description} (${common.optional})`}
        autosize
        minRows={2}
        maxLength={LIMITS.textLength}
        value={description}
        onChange={event => setDescription(event.currentTarget.value)}
      />
      {draft && <DetailsFields draft={draft} onChange={setDraft} linkOk={isLink(draft.link)} />}
      {failed !== null && (
        <Alert color="danger" role="alert">
          {errorMessage(failed)}
        </Alert>
      )}
    </DialogForm>
  )
}
