import { Button, Modal, Select, Textarea } from '@mantine/core'
import { newId } from '@polyphony/document'
import {
  type Code,
  children,
  MAX_DEFINITION_LENGTH,
  parentOf,
  RelationType,
  relationsOf,
  walk,
} from '@polyphony/ontology'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { codePage } from '../../text/codePage.ts'
import { common } from '../../text/common.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Section } from '../../ui/Section.tsx'
import styles from './code.module.css'
import { EditableText } from './EditableText.tsx'
import { RelationTypes } from './RelationTypes.tsx'
import type { CodePlace } from './useCodePlace.ts'

const text = codePage.relations

interface RelationsProps {
  place: CodePlace
  code: Code
}

/** How a code stands to others: above and below it in the tree, and the three things the dialogues are read for. */
export const Relations = ({ place, code }: RelationsProps) => {
  const { ontology, editable, commands, workspace } = place
  const [opened, setOpened] = useState(false)
  const broader = parentOf(ontology, code)
  const narrower = children(ontology, code.id)
  const related = relationsOf(ontology, code.id)
  return (
    <Section
      title={text.heading}
      actions={
        editable && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setOpened(true)}
          >
            {text.add}
          </Button>
        )
      }
    >
      <dl className={styles.relations}>
        <dt>{text.broader}</dt>
        <dd>
          {broader ? (
            <CodeLink workspace={workspace} code={broader} />
          ) : (
            <span className={styles.soft}>{text.top}</span>
          )}
        </dd>
        {narrower.length > 0 && (
          <>
            <dt>{text.narrower}</dt>
            <dd>
              <ul className={styles.codes}>
                {narrower.map(one => (
                  <li key={one.id}>
                    <CodeLink workspace={workspace} code={one} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {RelationType.options.map(type => {
          const ofType = related.filter(({ relation }) => relation.type === type)
          return (
            ofType.length > 0 && (
              <div key={type} className={styles.relation}>
                <dt>{text.types[type]}</dt>
                {ofType.map(({ relation, other }) => (
                  <dd key={relation.id}>
                    <span className={styles.relationHead}>
                      <CodeLink workspace={workspace} code={other} />
                      {editable && (
                        <button
                          type="button"
                          className={styles.pencil}
                          aria-label={text.remove(other.name)}
                          onClick={() => commands.run({ type: 'unrelate', id: relation.id }, text.removed)}
                        >
                          <IconX size={14} aria-hidden />
                        </button>
                      )}
                    </span>
                    <EditableText
                      quiet
                      label={text.noteOn(other.name)}
                      value={relation.note}
                      maxLength={MAX_DEFINITION_LENGTH}
                      editable={editable}
                      onSave={note =>
                        commands.runAll(
                          // Between the codes as they are now: what was merged cannot be related any more.
                          [
                            { type: 'unrelate', id: relation.id },
                            {
                              type: 'relate',
                              id: relation.id,
                              relation: type,
                              from: code.id,
                              to: other.id,
                              note,
                            },
                          ],
                          text.notedTitle(code.name, other.name),
                          text.noted(code.name, other.name),
                        )
                      }
                    />
                  </dd>
                ))}
              </div>
            )
          )
        })}
      </dl>
      {related.length === 0 && <p className={styles.soft}>{text.none}</p>}
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={text.addTitle(code.name)}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <RelateCode place={place} code={code} onClose={() => setOpened(false)} />
      </Modal>
    </Section>
  )
}

const CodeLink = ({ workspace, code }: { workspace: string; code: Code }) => (
  <Link to={paths.code(workspace, code.id)} className={styles.codeLink}>
    <CodeSign colour={code.colour} /> {code.name}
  </Link>
)

const RelateCode = ({ place, code, onClose }: RelationsProps & { onClose: () => void }) => {
  const { ontology, commands } = place
  const [type, setType] = useState<RelationType>('connection')
  const [other, setOther] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const relate = async () => {
    const to = other === null ? undefined : ontology.codes[other]
    if (!to) return
    const done = text.related(code.name, to.name)
    const operation = { type: 'relate', id: newId(), relation: type, from: code.id, to: to.id } as const
    if (await commands.run({ ...operation, note: note.trim() }, done)) onClose()
  }
  return (
    <DialogForm confirm={text.confirm} disabled={other === null} onCancel={onClose} onConfirm={relate}>
      <Select
        data-autofocus
        label={text.other}
        searchable
        data={[...walk(ontology)]
          .filter(({ code: c }) => c.id !== code.id)
          .map(({ code: c, depth }) => ({ value: c.id, label: `${'\u2003'.repeat(depth)}${c.name}` }))}
        value={other}
        onChange={setOther}
      />
      <RelationTypes value={type} onChange={setType} />
      <Textarea
        label={`${text.note} (${common.optional})`}
        description={text.noteHint}
        autosize
        minRows={2}
        maxLength={MAX_DEFINITION_LENGTH}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
