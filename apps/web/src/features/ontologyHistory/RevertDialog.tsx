import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ListedRevision } from '@polyphony/contract'
import {
  applyOperation,
  compareOntologies,
  type Ontology,
  OntologyError,
  type Operation,
  resolveCode,
} from '@polyphony/ontology'
import { useMemo } from 'react'
import { useCodings } from '../../api/conversations.ts'
import { useRevertPreview, useRevertRevision } from '../../api/ontology.ts'
import { whenDone } from '../../api/whenDone.ts'
import { codebook } from '../../text/codebook.ts'
import { common } from '../../text/common.ts'
import { ontologyHistory as text } from '../../text/ontologyHistory.ts'
import { errorMessage, notifyDone, notifyUndo } from '../../ui/notify.ts'
import { ChangeList } from './ChangeList.tsx'

interface RevertDialogProps {
  workspace: string
  ontology: Ontology
  /** The revision to take back; null where none is asked about. */
  revision: ListedRevision | null
  /** What it did, in words that continue the name of who did it. */
  did: string
  onClose: () => void
}

/** Asks before one change is taken back: what that would do now, or why it cannot be. */
export const RevertDialog = ({ revision, onClose, ...props }: RevertDialogProps) => (
  <Modal
    opened={revision !== null}
    onClose={onClose}
    title={text.revertTitle}
    size="lg"
    closeButtonProps={{ 'aria-label': common.close }}
  >
    {revision && <Asking {...props} revision={revision} onClose={onClose} />}
  </Modal>
)

/** Nobody acts: the operations are only tried. */
const TRYING = { actor: '', at: '2000-01-01T00:00:00.000Z' }

/** What the operations would change; null where they do not fit this state: it is not the one they were made for. */
const changesBy = (ontology: Ontology, operations: readonly Operation[]) => {
  try {
    const after = operations.reduce(
      (state, operation) => applyOperation(state, operation, TRYING).ontology,
      ontology,
    )
    return compareOntologies(ontology, after)
  } catch (error) {
    if (error instanceof OntologyError) return null
    throw error
  }
}

const Asking = ({
  workspace,
  ontology,
  revision,
  did,
  onClose,
}: Omit<RevertDialogProps, 'revision'> & { revision: ListedRevision }) => {
  const preview = useRevertPreview(workspace, revision.number, ontology.revision)
  const { data: codings = [] } = useCodings(workspace)
  const { mutateAsync: revert, isPending } = useRevertRevision(workspace)
  const { data } = preview
  const changes = useMemo(() => (data ? changesBy(ontology, data.operations) : null), [ontology, data])
  const retired = new Set(
    changes?.flatMap(c => (c.change === 'settled' && c.to === 'retired' ? [c.code.id] : [])),
  )
  const used =
    retired.size === 0
      ? 0
      : codings.filter(({ codes }) => codes.some(code => retired.has(resolveCode(ontology, code)?.id ?? '')))
          .length
  const takeBack = async () => {
    try {
      const { revisions } = await revert(revision.number)
      onClose()
      const made = revisions.at(-1)
      if (made)
        notifyUndo(codebook.reverted, () =>
          whenDone(revert(made.number), () => notifyDone(text.revertedBack)),
        )
    } catch {
      // Said as an alert; what stands here is worked out anew.
      await preview.refetch()
    }
  }
  return (
    <Stack>
      <Text size="sm" lh={1.6}>
        {text.number(revision.number)}: {did}
      </Text>
      {preview.isError && (
        <Alert color="danger" role="alert">
          {errorMessage(preview.error)}
        </Alert>
      )}
      {preview.isPending && <Text c="dimmed">{common.loading}</Text>}
      {data?.refused != null && (
        <Alert color="danger" role="alert" title={text.revertRefused}>
          {data.refused}
        </Alert>
      )}
      {data && data.refused === null && changes && (
        <>
          <Text size="sm" c="dimmed">
            {changes.length > 0 ? text.revertWould : text.revertNothing}
          </Text>
          <ChangeList workspace={workspace} changes={changes} />
          {used > 0 && <Text size="sm">{text.revertUsed(used)}</Text>}
          <Text size="sm" c="dimmed" lh={1.6}>
            {text.revertStays}
          </Text>
        </>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {data?.refused != null ? common.close : common.cancel}
        </Button>
        {data?.refused === null && (
          <Button data-autofocus loading={isPending} onClick={takeBack}>
            {text.revertConfirm}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
