import { List, Text, Textarea } from '@mantine/core'
import type { Code, StepInput } from '@polyphony/ontology'
import { useMemo, useState } from 'react'
import { codebook as words } from '../../text/codebook.ts'
import { codebookTree as text } from '../../text/codebookTree.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { FormFailure } from '../../ui/FormFailure.tsx'
import type { CodeDialogsProps } from './CodeDialogs.tsx'
import { codesOfCoding, usesOf } from './codeUses.ts'
import { refusalOf } from './refusalOf.ts'
import { useCodeUses } from './useCodeUses.ts'

/** Named in full; of more, how many there are. */
const NAMED = 8

/** Puts codes out of use, with a reason. */
export const PutAwayCodes = ({
  workspace,
  ontology,
  codes,
  kind,
  commands,
  onClose,
}: CodeDialogsProps & { codes: readonly Code[]; kind: 'retire' | 'reject' }) => {
  const [reason, setReason] = useState('')
  const { codings, groupOf } = useCodeUses(workspace, ontology)
  const ids = codes.map(code => code.id).join(' ')
  const uses = useMemo(() => {
    if (!codings) return null
    const asked = new Set(ids.split(' '))
    return usesOf(
      codings.filter(coding => [...codesOfCoding(ontology, coding)].some(id => asked.has(id))),
      groupOf,
    )
  }, [ontology, codings, ids, groupOf])
  const names = codes.map(code => code.name)
  const said = reason.trim()
  const stepsFor = (why: string) => codes.map(({ id }): StepInput => ({ type: kind, id, reason: why }))
  const title = (kind === 'retire' ? text.didRetire : text.didReject)(codes.length)
  // Whatever the reason may be: one is needed here.
  const refusal = useMemo(
    () => refusalOf(ontology, { type: 'batch', id: 'preview', title, steps: stepsFor('–') }),
    [ontology, ids, kind],
  )
  const putAway = async () => {
    const done = (kind === 'retire' ? text.retired : text.rejected)(names)
    if (await commands.runAll(stepsFor(said), title, done, { note: said })) onClose()
  }
  return (
    <DialogForm
      confirm={words[`${kind}Confirm`]}
      danger
      disabled={!said || refusal !== null}
      onCancel={onClose}
      onConfirm={putAway}
    >
      <Text size="sm" lh={1.6}>
        {text[`${kind}Text`](codes.length)}
      </Text>
      {codes.length > 1 && (
        <List size="sm" spacing={2}>
          {names.slice(0, NAMED).map((name, i) => (
            <List.Item key={codes[i]!.id}>{name}</List.Item>
          ))}
          {names.length > NAMED && <List.Item>{text.codes(names.length - NAMED)} …</List.Item>}
        </List>
      )}
      {uses && (
        <Text size="sm">
          {uses.codings > 0
            ? text.retireUses(
                text.measures.codings.counted(uses.codings),
                text.measures.conversations.counted(uses.conversations),
              )
            : text.retireUnused}
        </Text>
      )}
      <FormFailure message={refusal?.message ?? null} />
      <Textarea
        data-autofocus
        label={words.fields.reason}
        description={words.fields.reasonHint}
        autosize
        minRows={2}
        required
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
