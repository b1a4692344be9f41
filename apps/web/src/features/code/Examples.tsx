import { Button, Modal, Textarea } from '@mantine/core'
import type { Passage } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import {
  type Code,
  type Example,
  type ExcerptRef,
  examplesOf,
  MAX_DEFINITION_LENGTH,
} from '@polyphony/ontology'
import { useState } from 'react'
import { Link } from 'react-router'
import { excerptKey, usePassages } from '../../api/passages.ts'
import { paths } from '../../paths.ts'
import { codePage } from '../../text/codePage.ts'
import { common } from '../../text/common.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Section } from '../../ui/Section.tsx'
import styles from './code.module.css'
import { firstWords, Quote } from './Quote.tsx'
import type { CodePlace } from './useCodePlace.ts'

const text = codePage.examples
/** As many as can be asked for in one go; a code with more examples has none. */
const MOST = 100

/** Excerpts that show what a code means, and where its meaning ends. */
export const Examples = ({ place, code, live }: { place: CodePlace; code: Code; live: boolean }) => {
  const { workspace, ontology, editable, commands, conversations } = place
  const examples = examplesOf(ontology, code.id).slice(0, MOST)
  const { data: passages, isPending } = usePassages(
    workspace,
    examples.map(({ excerpt }) => excerptKey(excerpt)),
  )
  return (
    <Section title={text.heading}>
      {examples.length === 0 && (
        <p className={styles.soft}>
          {text.none} {editable && live && text.howTo}
        </p>
      )}
      {(['typical', 'atypical'] as const).map(fit => {
        const some = examples.filter(example => example.fit === fit)
        return (
          some.length > 0 && (
            <div key={fit} className={styles.field}>
              <h3 className={styles.small}>{text[fit]}</h3>
              <ul className={styles.examples}>
                {some.map(({ id, excerpt, note }) => {
                  const passage = passages?.get(excerptKey(excerpt))
                  return (
                    <li key={id} className={styles.example}>
                      {isPending ? (
                        <p className={styles.soft}>{common.loading}</p>
                      ) : (
                        <Quote passage={passage} brief />
                      )}
                      {note && <p className={styles.note}>{note}</p>}
                      <p className={styles.source}>
                        {passage && (
                          <Link to={paths.desk(workspace, excerpt.conversation, excerpt)}>
                            {conversations.get(excerpt.conversation)?.title ?? codePage.excerpts.desk}
                          </Link>
                        )}
                        {editable && (
                          <Button
                            size="compact-xs"
                            variant="subtle"
                            aria-label={text.removeLabel(firstWords(passage))}
                            onClick={() => commands.run({ type: 'uncite', id }, text.removed)}
                          >
                            {text.remove}
                          </Button>
                        )}
                      </p>
                    </li>
                  )
                })}
              </ul>
            </div>
          )
        )
      })}
    </Section>
  )
}

/** What is about to be named as an example. */
export interface Citing {
  excerpt: ExcerptRef
  passage: Passage
  fit: Example['fit']
}

interface CiteDialogProps {
  place: CodePlace
  code: Code
  citing: Citing | null
  onClose: () => void
}

/** Names an excerpt as an example, with a note why. */
export const CiteDialog = ({ place, code, citing, onClose }: CiteDialogProps) => (
  <Modal
    opened={citing !== null}
    onClose={onClose}
    title={citing ? text.nameTitle[citing.fit](code.name) : ''}
    closeButtonProps={{ 'aria-label': common.close }}
  >
    {citing && <Cite place={place} code={code} citing={citing} onClose={onClose} />}
  </Modal>
)

const Cite = ({ place, code, citing, onClose }: CiteDialogProps & { citing: Citing }) => {
  const [note, setNote] = useState('')
  const { excerpt, passage, fit } = citing
  const { conversation, member, highlight } = excerpt
  const cite = async () => {
    const done = await place.commands.run(
      {
        type: 'cite',
        id: newId(),
        code: code.id,
        fit,
        excerpt: { conversation, member, highlight },
        note: note.trim(),
      },
      text.cited(code.name),
    )
    if (done) onClose()
  }
  return (
    <DialogForm confirm={text.confirm} onCancel={onClose} onConfirm={cite}>
      <Quote passage={passage} brief />
      <Textarea
        data-autofocus
        label={`${text.note} (${common.optional})`}
        autosize
        minRows={2}
        maxLength={MAX_DEFINITION_LENGTH}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
