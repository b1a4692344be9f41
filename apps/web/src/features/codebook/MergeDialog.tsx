import { Checkbox, Text, Textarea, TextInput } from '@mantine/core'
import { type Code, isLive, MAX_NAME_LENGTH, type Ontology } from '@polyphony/ontology'
import { useCallback, useMemo, useState } from 'react'
import { common } from '../../text/common.ts'
import { merging as text } from '../../text/merging.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { FormFailure } from '../../ui/FormFailure.tsx'
import { CodePicker } from './CodePicker.tsx'
import { MergeCards } from './MergeCards.tsx'
import styles from './MergeDialog.module.css'
import { MergeMeaning } from './MergeMeaning.tsx'
import { MergeOutcome } from './MergeOutcome.tsx'
import { type Merge, mergeSteps } from './mergeSteps.ts'
import { refusalOf } from './refusalOf.ts'
import type { CodebookCommands } from './useCodebookCommands.ts'
import { useCodeUses } from './useCodeUses.ts'

interface MergeDialogProps {
  workspace: string
  ontology: Ontology
  /** One, to be merged with another that is chosen here, or several. */
  codes: readonly Code[]
  /** Why, as far as it is known. */
  reason?: string
  commands: CodebookCommands
  onClose: () => void
  /** Called with the code that stayed. */
  onMerged?: (code: string) => void
}

/** Merges codes, after showing them side by side, what is kept of each, and what it means for the codings so far. */
export const MergeDialog = ({
  workspace,
  ontology,
  codes: given,
  reason: known = '',
  commands,
  onClose,
  onMerged,
}: MergeDialogProps) => {
  const { codings, uses, groupOf, isError } = useCodeUses(workspace, ontology)
  const [ids, setIds] = useState<readonly string[]>(() => given.map(code => code.id))
  const [stayed, setStays] = useState<string | null>(null)
  const [named, setName] = useState<string | null>(null)
  const [keep, setKeep] = useState<Merge['keep']>({})
  const [adopts, setAdopts] = useState<boolean | null>(null)
  const [reason, setReason] = useState(known)

  // What others put away meanwhile is no longer here to be merged.
  const codes = useMemo(
    () =>
      ids.flatMap(id => {
        const code = ontology.codes[id]
        return code && isLive(code) ? [code] : []
      }),
    [ids, ontology],
  )
  const usual = useMemo(() => {
    const worth = (code: Code) =>
      (code.status === 'adopted' ? 1e9 : 0) + (uses.get(code.id)?.own.codings ?? 0)
    return codes.toSorted((a, b) => worth(b) - worth(a))[0]
  }, [codes, uses])
  const stays = codes.find(code => code.id === stayed) ?? usual
  const [first] = codes
  const several = codes.length > 1
  const name = named ?? stays?.name ?? ''
  const adopt = adopts ?? codes.some(code => code.status === 'adopted')
  const steps = useMemo(
    () => (stays && several ? mergeSteps({ codes, stays, name, keep, adopt, reason: '' }) : []),
    [codes, stays, several, name, keep, adopt],
  )
  const refusal = useMemo(
    () =>
      steps.length > 0
        ? refusalOf(ontology, { type: 'batch', id: 'preview', title: text.title, steps })
        : null,
    [ontology, steps],
  )
  const may = useCallback(
    (code: Code) => code.kind === first?.kind && !ids.includes(code.id),
    [first?.kind, ids],
  )
  if (!stays || !first) return null

  const going = codes.filter(code => code.id !== stays.id).map(code => code.name)
  const merge = async () => {
    const done = text.merged(going, name.trim())
    const said = mergeSteps({ codes, stays, name, keep, adopt, reason })
    if (await commands.runAll(said, text.did(going, name.trim()), done, { note: reason.trim() })) {
      onClose()
      onMerged?.(stays.id)
    }
  }
  return (
    <DialogForm
      confirm={text.confirm}
      disabled={!several || refusal !== null || !name.trim()}
      onCancel={onClose}
      onConfirm={merge}
    >
      <MergeCards
        ontology={ontology}
        codes={codes}
        stays={several ? stays.id : null}
        uses={codings ? uses : null}
        onStays={id => {
          setStays(id)
          setName(null)
        }}
        onLeaveOut={codes.length > 2 ? id => setIds(ids.filter(one => one !== id)) : undefined}
      />
      <CodePicker
        label={several ? text.add : text.choose}
        ontology={ontology}
        may={may}
        value={null}
        autoFocus={!several}
        onChange={id => {
          if (id === null) return
          setIds([...ids, id])
          // Whoever begins at one code and names another means that other one to stay.
          if (!several) setStays(id)
        }}
      />
      {several && (
        <>
          <div className={styles.names}>
            <TextInput
              label={text.name}
              value={name}
              maxLength={MAX_NAME_LENGTH}
              required
              onChange={event => setName(event.currentTarget.value)}
            />
            {codes.some(code => code.name !== name) && (
              <div className={styles.others}>
                {codes
                  .filter(code => code.name !== name)
                  .slice(0, 6)
                  .map(code => (
                    <button
                      key={code.id}
                      type="button"
                      className={styles.other}
                      onClick={() => setName(code.name)}
                    >
                      {text.take(code.name)}
                    </button>
                  ))}
              </div>
            )}
          </div>
          {stays.status === 'proposed' && (
            <Checkbox
              label={text.adopt(stays.name)}
              checked={adopt}
              onChange={event => setAdopts(event.currentTarget.checked)}
            />
          )}
          <MergeMeaning codes={codes} stays={stays.id} keep={keep} onKeep={setKeep} />
          <FormFailure message={refusal?.message ?? null} />
          {refusal === null && (
            <MergeOutcome
              ontology={ontology}
              codes={codes}
              stays={stays.id}
              codings={codings}
              failed={isError}
              groupOf={groupOf}
            />
          )}
          <Textarea
            label={`${text.reason} (${common.optional})`}
            description={text.reasonHint}
            autosize
            minRows={2}
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
          />
        </>
      )}
      <Text size="sm" c="dimmed" lh={1.6}>
        {text.explain}
      </Text>
    </DialogForm>
  )
}
