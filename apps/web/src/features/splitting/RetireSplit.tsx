import { Button, Modal, Text, Textarea } from '@mantine/core'
import type { Code } from '@polyphony/ontology'
import { useState } from 'react'
import { codebook } from '../../text/codebook.ts'
import { common } from '../../text/common.ts'
import { splitting } from '../../text/splitting.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import type { useCodebookCommands } from '../codebook/useCodebookCommands.ts'

const text = splitting.finish

interface RetireSplitProps {
  code: Code
  parts: readonly Code[]
  /** Excerpts that are not assigned yet. */
  open: number
  commands: ReturnType<typeof useCodebookCommands>
}

/** Offers to put the code away that has been split. */
export const RetireSplit = ({ code, parts, open, commands }: RetireSplitProps) => {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState<string | null>(null)
  const close = () => setAsking(false)
  const why = reason ?? text.reason(parts.map(({ name }) => name))
  const retire = async () =>
    (await commands.run({ type: 'retire', id: code.id, reason: why }, text.done(code.name))) && close()
  return (
    <>
      <Button size="compact-sm" variant={open === 0 ? 'filled' : 'default'} onClick={() => setAsking(true)}>
        {text.offer(code.name)}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        title={text.title(code.name)}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <DialogForm
          confirm={codebook.retireConfirm}
          danger
          disabled={why.trim() === ''}
          onCancel={close}
          onConfirm={retire}
        >
          <Text size="sm" lh={1.6}>
            {open > 0 ? text.open(open) : text.explain}
          </Text>
          <Textarea
            data-autofocus
            label={splitting.form.reason}
            description={splitting.form.reasonHint}
            autosize
            minRows={2}
            required
            value={why}
            onChange={event => setReason(event.currentTarget.value)}
          />
        </DialogForm>
      </Modal>
    </>
  )
}
