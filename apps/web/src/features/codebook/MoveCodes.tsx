import { Select } from '@mantine/core'
import { type Code, children, type Ontology, parentOf, roots } from '@polyphony/ontology'
import { useMemo, useState } from 'react'
import { codebook as words } from '../../text/codebook.ts'
import { codebookTree as text } from '../../text/codebookTree.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { FormFailure } from '../../ui/FormFailure.tsx'
import type { CodeDialogsProps } from './CodeDialogs.tsx'
import { CodePicker } from './CodePicker.tsx'
import { mayStandUnder } from './codeTree.ts'
import { moveSteps } from './moveSteps.ts'
import { refusalOf } from './refusalOf.ts'

/** Codes that stand under `parent`, for a select of places. */
const siblingsOf = (ontology: Ontology, codes: readonly Code[], parent: string | null): Code[] =>
  (parent === null ? roots(ontology, codes[0]?.kind) : children(ontology, parent)).filter(
    code => !codes.includes(code),
  )

/** So many places are offered; with more siblings, codes go last and are then moved by hand. */
const PLACES = 200

/** Moves one code or several under another one. */
export const MoveCodes = ({
  ontology,
  codes,
  commands,
  onClose,
}: CodeDialogsProps & { codes: readonly Code[] }) => {
  const parents = new Set(codes.map(code => parentOf(ontology, code)?.id ?? null))
  const [parent, setParent] = useState(() => (parents.size === 1 ? [...parents][0]! : null))
  const [before, setBefore] = useState<string | null>(null)
  const given = codes.map(code => code.id).join(' ')
  const ids = useMemo(() => given.split(' '), [given])
  const may = useMemo(() => {
    const under = mayStandUnder(ontology, ids)
    return (code: Code) => under(code.id)
  }, [ontology, ids])
  const siblings = siblingsOf(ontology, codes, parent)
  const { steps, refusal } = useMemo(() => {
    const moves = moveSteps(ontology, ids, { parent, before })
    return {
      steps: moves,
      refusal: refusalOf(ontology, { type: 'batch', id: 'preview', title: words.move, steps: moves }),
    }
  }, [ontology, ids, parent, before])
  const names = codes.map(code => code.name)
  const move = async () => {
    const to = parent === null ? null : (ontology.codes[parent]?.name ?? null)
    if (await commands.runAll(steps, text.didMove(codes.length, to), text.moved(names, to))) onClose()
  }
  return (
    <DialogForm confirm={words.moveConfirm} disabled={refusal !== null} onCancel={onClose} onConfirm={move}>
      <CodePicker
        label={words.fields.under}
        ontology={ontology}
        may={may}
        top
        autoFocus
        value={parent}
        onChange={id => {
          setParent(id)
          setBefore(null)
        }}
      />
      <Select
        label={words.fields.before}
        data={[
          ...siblings
            .slice(0, PLACES)
            .map(code => ({ value: code.id, label: words.fields.beforeCode(code.name) })),
          { value: '', label: words.fields.last },
        ]}
        value={before ?? ''}
        allowDeselect={false}
        onChange={value => setBefore(value || null)}
      />
      <FormFailure message={refusal?.message ?? null} />
    </DialogForm>
  )
}
