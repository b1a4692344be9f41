import { Button, Modal, Textarea } from '@mantine/core'
import { MAX_DEFINITION_LENGTH, type RelationType } from '@polyphony/ontology'
import { useState } from 'react'
import { useStore } from '../../../collab/createStore.ts'
import { codePage } from '../../../text/codePage.ts'
import { common } from '../../../text/common.ts'
import { DialogForm } from '../../../ui/DialogForm.tsx'
import { RelationTypes } from '../RelationTypes.tsx'
import { endTie, type NamedExcerpt, pendingTie } from './pendingTie.ts'
import styles from './ties.module.css'

const text = codePage.ties

/** States the relation; resolves to whether it is stored, or will be. */
export type StateTie = (
  from: NamedExcerpt,
  to: NamedExcerpt,
  say: { type: RelationType; note: string },
) => Promise<boolean>

/** What is being related, while the other excerpt is looked for; then the question how the two stand to each other. */
export const TieInHand = ({ workspace, onState }: { workspace: string; onState: StateTie }) => {
  const { from, to, workspace: where } = useStore(pendingTie, state => state)
  if (!from || where !== workspace) return null
  return (
    <>
      <section className={styles.inHand} aria-label={text.title}>
        <p>
          <strong>{text.choosing}</strong> “{from.words}”
          <span className={styles.hint}>{text.chooseHint}</span>
        </p>
        <Button size="compact-sm" variant="default" onClick={endTie}>
          {text.cancel}
        </Button>
      </section>
      <Modal
        opened={to !== null}
        onClose={() => pendingTie.set({ to: null })}
        title={text.title}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        {to && <State from={from} to={to} onState={onState} />}
      </Modal>
    </>
  )
}

const State = ({ from, to, onState }: { from: NamedExcerpt; to: NamedExcerpt; onState: StateTie }) => {
  const [type, setType] = useState<RelationType>('connection')
  const [note, setNote] = useState('')
  return (
    <DialogForm
      confirm={text.confirm}
      onCancel={() => pendingTie.set({ to: null })}
      onConfirm={async () => {
        if (await onState(from, to, { type, note: note.trim() })) endTie()
      }}
    >
      <div className={styles.pair}>
        <Side label={text.one} words={from.words} />
        <Side label={text.other} words={to.words} />
      </div>
      <RelationTypes value={type} onChange={setType} />
      <Textarea
        label={`${codePage.relations.note} (${common.optional})`}
        description={text.note}
        autosize
        minRows={2}
        maxLength={MAX_DEFINITION_LENGTH}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
      />
    </DialogForm>
  )
}

const Side = ({ label, words }: { label: string; words: string }) => (
  <figure className={styles.side}>
    <figcaption>{label}</figcaption>
    <blockquote className="voice">“{words}”</blockquote>
  </figure>
)
