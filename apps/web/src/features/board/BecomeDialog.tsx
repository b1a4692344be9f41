import { Checkbox, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { type Cluster, newId } from '@polyphony/document'
import { type Code, type MergePreview, parentOf, previewMerge } from '@polyphony/ontology'
import { useMemo, useState } from 'react'
import { useCodings } from '../../api/conversations.ts'
import { boards } from '../../text/boards.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { FormFailure } from '../../ui/FormFailure.tsx'
import { useBoardHere, useBoardState } from './BoardContext.tsx'
import {
  type Becoming,
  becomingOperation,
  type ClusterContent,
  contentOf,
  refusalOf,
  usesOf,
} from './becoming.ts'
import styles from './board.module.css'
import { countByCode } from './cardFacts.ts'
import { useBecome } from './useBecome.ts'

const text = boards.becoming

/** Takes a cluster into the codebook, after showing what will happen. */
export const BecomeDialog = ({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) => {
  const { ontology, title: board } = useBoardHere()
  const state = useBoardState(all => all.board)
  const { data: codings } = useCodings(useBoardHere().workspace)
  const become = useBecome()
  const content = useMemo(() => contentOf(state, ontology, cluster.id), [state, ontology, cluster.id])
  const counts = useMemo(() => countByCode(ontology, codings ?? []), [ontology, codings])
  const [type, setType] = useState<Becoming['type']>('theme')
  const [id] = useState(() => newId())
  const [name, setName] = useState(cluster.title)
  const [definition, setDefinition] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [cite, setCite] = useState(true)

  // The code that is used most is the likeliest to stay.
  const likely = [...content.codes].sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0))[0]
  const code = content.codes.find(one => one.id === chosen) ?? likely ?? null
  const becoming: Becoming | null =
    type === 'theme'
      ? { type, id, name: name.trim(), colour: cluster.colour, definition, cite }
      : code && (type === 'parent' ? { type, code: code.id, cite } : { type, code: code.id, reason, cite })
  const called = type === 'theme' ? name.trim() : (code?.name ?? '')
  const operation =
    becoming && called !== ''
      ? becomingOperation(ontology, content, becoming, text.batch[type](board, called))
      : null
  const tooFew =
    type === 'theme'
      ? content.codes.length + content.excerpts.length === 0 && text.needAny
      : content.codes.length < 2 && text.needCodes
  const refusal = operation && refusalOf(ontology, operation)
  const merging = useMemo(
    () =>
      type === 'merge' && code
        ? previewMerge(
            ontology,
            content.codes.filter(one => one.id !== code.id).map(one => one.id),
            code.id,
            codings && usesOf(codings),
          )
        : null,
    [type, code, content, ontology, codings],
  )
  const others = content.codes.filter(one => type === 'theme' || one.id !== code?.id)

  const confirm = async () => {
    if (!becoming || !operation) return
    const done = type === 'theme' ? text.done.theme(called) : text.done[type](called, others.length)
    if (await become(cluster, becoming, operation, { from: others.map(one => one.id), done })) onClose()
  }
  return (
    <DialogForm
      confirm={text.confirm[type]}
      disabled={!operation || Boolean(tooFew || refusal) || (type === 'merge' && reason.trim() === '')}
      onCancel={onClose}
      onConfirm={confirm}
    >
      <div>
        <SegmentedControl
          fullWidth
          aria-label={text.how}
          value={type}
          onChange={value => setType(value as Becoming['type'])}
          data={(['theme', 'parent', 'merge'] as const).map(value => ({ value, label: text[value] }))}
        />
        <p className={styles.hint}>{text[`${type}Hint`]}</p>
      </div>
      {type === 'theme' ? (
        <>
          <TextInput
            data-autofocus
            label={text.themeName}
            required
            maxLength={120}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          <Textarea
            label={text.definition}
            autosize
            maxLength={1000}
            value={definition}
            onChange={event => setDefinition(event.currentTarget.value)}
          />
        </>
      ) : (
        content.codes.length > 1 && (
          <Select
            label={type === 'parent' ? text.parentCode : text.mergeCode}
            allowDeselect={false}
            data={content.codes.map(one => ({ value: one.id, label: one.name }))}
            value={code?.id ?? null}
            onChange={setChosen}
          />
        )
      )}
      {type === 'merge' && content.codes.length > 1 && (
        <Textarea
          label={text.reason}
          description={text.reasonHint}
          required
          autosize
          maxLength={2000}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
      )}
      {content.excerpts.length > 0 && (
        <Checkbox
          label={text.cite(content.excerpts.length)}
          checked={cite}
          onChange={event => setCite(event.currentTarget.checked)}
        />
      )}
      {tooFew && <p className={styles.hint}>{tooFew}</p>}
      <FormFailure message={tooFew ? null : (refusal ?? null)} />
      {!tooFew && !refusal && (
        <section className={styles.preview} aria-label={text.preview}>
          <h3 className={styles.previewTitle}>{text.preview}</h3>
          {!operation && called !== '' && <p>{text.nothing}</p>}
          {operation && type === 'theme' && <p>{text.created(called)}</p>}
          {operation && others.length > 0 && (
            <Moving
              label={type === 'merge' ? text.goesInto : text.moving}
              codes={others}
              counts={counts}
              merge={type === 'merge'}
              parent={type === 'parent' ? (code?.id ?? null) : null}
            />
          )}
          {merging && operation && <MergeImpact preview={merging} />}
          <LeftOut content={content} />
        </section>
      )}
    </DialogForm>
  )
}

interface MovingProps {
  label: string
  codes: readonly Code[]
  counts: ReadonlyMap<string, number>
  merge: boolean
  /** Where they go, if that is there already. */
  parent: string | null
}

const Moving = ({ label, codes, counts, merge, parent }: MovingProps) => {
  const { ontology } = useBoardHere()
  return (
    <div>
      <p className={styles.previewLabel}>{label}</p>
      <ul className={styles.previewCodes}>
        {codes.map(code => {
          const from = parentOf(ontology, code)
          const where =
            parent !== null && from?.id === parent ? text.stays : text.movesFrom(from?.name ?? null)
          return (
            <li key={code.id}>
              <CodeSign colour={code.colour} />
              <span>
                {code.name}{' '}
                <span className={styles.soft}>
                  {boards.codings(counts.get(code.id) ?? 0)}
                  {!merge && `, ${where}`}
                </span>
                {merge && code.definition.short && (
                  <span className={styles.definition}>{code.definition.short}</span>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const MergeImpact = ({ preview: { into, impact, moving, resting } }: { preview: MergePreview }) => (
  <>
    {into?.definition.short && (
      <p>
        <strong>{into.name}</strong>: {into.definition.short}
      </p>
    )}
    {impact && (
      <p>
        {text.together(
          boards.codings(impact.together.codings),
          text.people(impact.together.people),
          text.conversations(impact.together.conversations),
        )}
      </p>
    )}
    {impact !== null && impact.coinciding > 0 && <p>{text.coinciding(impact.coinciding)}</p>}
    {impact !== null && impact.overlapping > 0 && <p>{text.overlapping(impact.overlapping)}</p>}
    {moving.length > 0 && <p>{text.childrenMove(moving.map(({ code }) => code.name))}</p>}
    {resting.length > 0 && <p>{text.resting(resting.length)}</p>}
  </>
)

/** What lies in the cluster and is not touched. */
const LeftOut = ({ content: { structural, dead, notes } }: { content: ClusterContent }) => (
  <>
    {structural.length > 0 && (
      <p className={styles.soft}>{text.leftStructural(structural.map(c => c.name))}</p>
    )}
    {dead.length > 0 && <p className={styles.soft}>{text.leftDead(dead)}</p>}
    {notes > 0 && <p className={styles.soft}>{text.leftNotes(notes)}</p>}
  </>
)
