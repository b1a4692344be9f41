import { Alert, Modal, NumberInput, Textarea, TextInput } from '@mantine/core'
import { LIMITS, type PlanConcept } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import { useState } from 'react'
import { useAddConcept, useChangeConcept } from '../../api/plan.ts'
import { common } from '../../text/common.ts'
import { plan as text } from '../../text/plan.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { errorMessage, notifyDone } from '../../ui/notify.ts'
import { DetailsFields } from './DetailsFields.tsx'
import { changedDetails, detailsOf, draftOf } from './detailsDraft.ts'

/** What the dialog is opened for: something that is there, or something new. */
export type AskedConcept = { concept: PlanConcept } | { kind: PlanConcept['kind']; parent: string | null }

interface ConceptDialogProps {
  workspace: string
  asked: AskedConcept | null
  onClose: () => void
}

const NEW = { priority: text.addPriority, commitment: text.addCommitment, action: text.addAction }

/** Adds to the plan, or changes what is there. */
export const ConceptDialog = ({ workspace, asked, onClose }: ConceptDialogProps) => (
  <Modal
    opened={asked !== null}
    onClose={onClose}
    title={asked ? ('concept' in asked ? text.editTitle(asked.concept.title) : NEW[asked.kind]) : ''}
    size="lg"
    closeOnClickOutside={false}
    closeButtonProps={{ 'aria-label': common.close }}
  >
    {asked && <ConceptForm workspace={workspace} asked={asked} onClose={onClose} />}
  </Modal>
)

const isLink = (link: string): boolean => !link.trim() || /^https?:\/\/\S+$/.test(link.trim())

const ConceptForm = ({ workspace, asked, onClose }: ConceptDialogProps & { asked: AskedConcept }) => {
  // As it was opened: only what differs from this is sent.
  const concept = 'concept' in asked ? asked.concept : null
  const kind = 'concept' in asked ? asked.concept.kind : asked.kind
  const add = useAddConcept(workspace)
  const change = useChangeConcept(workspace, true)
  const [id] = useState(newId)
  const [title, setTitle] = useState(concept?.title ?? '')
  const [description, setDescription] = useState(concept?.description ?? '')
  const [number, setNumber] = useState<number | string>(concept?.number ?? '')
  const [draft, setDraft] = useState(concept?.details ? draftOf(concept.details) : null)
  const failed = add.error ?? change.error
  const newNumber = number === '' ? null : Number(number)

  const save = async () => {
    try {
      if (!concept) {
        const parent = 'parent' in asked ? asked.parent : null
        await add.mutateAsync({ id, kind, parent, title, description, number: newNumber })
        notifyDone(text.added(title.trim()))
      } else {
        await change.mutateAsync({
          concept: concept.id,
          change: {
            version: concept.version,
            ...(title.trim() !== concept.title && { title }),
            ...(description !== concept.description && { description }),
            ...(newNumber !== null && newNumber !== concept.number && { number: newNumber }),
            ...(draft && concept.details && { details: changedDetails(concept.details, detailsOf(draft)) }),
          },
        })
        notifyDone(text.saved(title.trim()))
      }
      onClose()
    } catch {
      // Shown below the fields, which keep what was written.
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
      {failed && (
        <Alert color="danger" role="alert">
          {errorMessage(failed)}
        </Alert>
      )}
    </DialogForm>
  )
}
