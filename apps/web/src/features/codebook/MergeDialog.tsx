import { Button, Select, Text } from '@mantine/core'
import { type Code, type Ontology, previewMerge, walk } from '@polyphony/ontology'
import { IconArrowRight, IconArrowsExchange } from '@tabler/icons-react'
import { useState } from 'react'
import { codebook as text } from '../../text/codebook.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { FormFailure } from '../../ui/FormFailure.tsx'
import styles from './codebook.module.css'
import type { useCodebookCommands } from './useCodebookCommands.ts'

interface MergeDialogProps {
  ontology: Ontology
  code: Code
  counts: Map<string, { own: number }>
  commands: ReturnType<typeof useCodebookCommands>
  onClose: () => void
}

/** Merges two codes, after showing both and saying what will happen. */
export const MergeDialog = ({ ontology, code, counts, commands, onClose }: MergeDialogProps) => {
  const [pair, setPair] = useState<{ goes: string; stays: string | null }>({ goes: code.id, stays: null })
  const goes = ontology.codes[pair.goes]!
  const stays = pair.stays === null ? null : (ontology.codes[pair.stays] ?? null)
  const preview = stays && previewMerge(ontology, [goes.id], stays.id)
  const own = (id: string) => counts.get(id)?.own ?? 0
  const merge = async () => {
    if (!stays) return
    const done = text.merged(goes.name, stays.name)
    if (await commands.run({ type: 'merge', ids: [goes.id], into: stays.id }, done)) onClose()
  }
  return (
    <DialogForm
      confirm={text.mergeConfirm}
      disabled={!preview || preview.refusal !== null}
      onCancel={onClose}
      onConfirm={merge}
    >
      <Select
        data-autofocus
        label={text.mergeChoose}
        searchable
        data={[...walk(ontology, goes.kind)]
          .filter(({ code: c }) => c.id !== goes.id)
          .map(({ code: c, depth }) => ({ value: c.id, label: `${'\u2003'.repeat(depth)}${c.name}` }))}
        value={pair.stays}
        onChange={id => setPair({ ...pair, stays: id })}
      />
      <div className={styles.pair}>
        <Side label={text.mergeGoes} code={goes} codings={own(goes.id)} />
        <IconArrowRight aria-hidden className={styles.arrow} />
        {stays ? (
          <Side label={text.mergeStays} code={stays} codings={own(stays.id)} />
        ) : (
          <div className={styles.side} data-empty>
            {text.mergeStays}
          </div>
        )}
      </div>
      {stays && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowsExchange size={15} aria-hidden />}
            onClick={() => setPair({ goes: stays.id, stays: goes.id })}
          >
            {text.mergeSwap}
          </Button>
        </div>
      )}
      <FormFailure message={preview?.refusal?.message ?? null} />
      {stays && preview && !preview.refusal && (
        <div className={styles.outcome}>
          <p>
            <strong>{text.mergeTogether(own(goes.id) + own(stays.id))}</strong>
          </p>
          {preview.moving.length > 0 && (
            <p>
              {text.mergeMoving(preview.moving.length)} {preview.moving.map(m => m.code.name).join(', ')}
            </p>
          )}
          {preview.resting.length > 0 && <p>{text.mergeResting(preview.resting.length)}</p>}
        </div>
      )}
      <Text size="sm" c="dimmed" lh={1.6}>
        {text.mergeExplain}
      </Text>
    </DialogForm>
  )
}

const Side = ({ label, code, codings }: { label: string; code: Code; codings: number }) => (
  <section className={styles.side} aria-label={label}>
    <span className={styles.sideLabel}>{label}</span>
    <strong className={styles.sideName}>
      <CodeSign colour={code.colour} /> {code.name}
    </strong>
    <span className={styles.soft}>{text.counts(codings)}</span>
    {(['short', 'full', 'whenToUse', 'whenNotToUse'] as const).map(
      field =>
        code.definition[field] && (
          <p key={field}>
            <span className={styles.soft}>{text.fields[field]}: </span>
            {code.definition[field]}
          </p>
        ),
    )}
  </section>
)
