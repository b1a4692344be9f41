import { Button, Modal, Select, TextInput } from '@mantine/core'
import { Act, mergeSpeakers, renameSpeaker, type Speaker, setSpeakerRole } from '@polyphony/document'
import { useState, useSyncExternalStore } from 'react'
import { common } from '../../text/common.ts'
import { history } from '../../text/history.ts'
import { tools as words } from '../../text/tools.ts'
import { notifyUndo } from '../../ui/notify.ts'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import { takeBack } from '../history/historyCommands.ts'
import styles from './tools.module.css'

/** The speakers of a conversation: rename one everywhere, change a role, merge two. */
export const SpeakersDialog = ({ onClose }: { onClose: () => void }) => {
  const desk = useDesk()
  const speakers = useFacts(facts => facts.speakers)
  // Every correction makes the count anew.
  useSyncExternalStore(
    listener => {
      desk.transcript.doc.on('afterTransaction', listener)
      return () => desk.transcript.doc.off('afterTransaction', listener)
    },
    () => desk.index.revision,
  )
  const turns = new Map<string, number>()
  for (const { speaker } of desk.index.order) turns.set(speaker, (turns.get(speaker) ?? 0) + 1)
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.people.title}
      closeButtonProps={{ 'aria-label': common.close }}
      size="lg"
    >
      <p className={styles.note}>{words.people.hint}</p>
      <ul className={styles.people}>
        {[...speakers.values()].map(speaker => (
          <Person
            key={speaker.id}
            speaker={speaker}
            turns={turns.get(speaker.id) ?? 0}
            others={[...speakers.values()].filter(({ id }) => id !== speaker.id)}
          />
        ))}
      </ul>
    </Modal>
  )
}

const Person = ({
  speaker,
  turns,
  others,
}: {
  speaker: Speaker
  turns: number
  others: readonly Speaker[]
}) => {
  const desk = useDesk()
  const { id, name, role } = speaker
  const [written, setWritten] = useState<string | null>(null)
  const [into, setInto] = useState<string | null>(null)
  const other = others.find(each => each.id === into)
  const { doc } = desk.transcript

  const rename = () => {
    const next = written?.trim()
    setWritten(null)
    if (next && next !== name) renameSpeaker(doc, id, next, new Act(history.acts.renameSpeaker(name, next)))
  }
  return (
    <li>
      <TextInput
        aria-label={words.people.name(name)}
        maxLength={120}
        value={written ?? name}
        onChange={event => setWritten(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={event => {
          if (event.key === 'Enter') rename()
        }}
      />
      <span className={styles.turns}>{words.people.turns(turns)}</span>
      <Select
        aria-label={words.people.role(name)}
        allowDeselect={false}
        data={(['participant', 'facilitator'] as const).map(value => ({
          value,
          label: words.people.roles[value],
        }))}
        value={role}
        onChange={value => {
          if (value && value !== role)
            setSpeakerRole(doc, id, value as Speaker['role'], new Act(words.people.act.role(name)))
        }}
      />
      <Select
        aria-label={words.people.merge(name)}
        placeholder={words.people.mergePlaceholder}
        clearable
        disabled={others.length === 0}
        data={others.map(each => ({ value: each.id, label: each.name }))}
        value={into}
        onChange={setInto}
      />
      {other && (
        <div className={styles.preview} role="status">
          {words.people.preview(turns, name, other.name)}
          <Button
            size="compact-sm"
            onClick={() => {
              const act = new Act(words.people.act.merge(name, other.name))
              mergeSpeakers(desk.index, id, other.id, act)
              notifyUndo(words.people.merged(name, other.name), () => takeBack(desk, { act }))
            }}
          >
            {words.people.confirm}
          </Button>
        </div>
      )}
    </li>
  )
}
