import { Button, Group, Menu, Modal, TextInput } from '@mantine/core'
import { Act, addSpeaker, newId, renameSpeaker, setTurnSpeaker } from '@polyphony/document'
import { IconArrowBarToUp, IconLink, IconPencil, IconUserEdit, IconUserPlus } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { desk as words } from '../../text/desk.ts'
import { history } from '../../text/history.ts'
import { links } from '../../text/links.ts'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import { copyTurnLink } from '../links/copyLink.ts'
import { TurnCorrected } from '../tools/TurnCorrected.tsx'
import { TURN_STOP } from '../transcript/describeTurns.ts'
import { beginCorrection, joinAbove } from './correctionCommands.ts'
import styles from './SpeakerLabel.module.css'

/** Who speaks, and the way to everything that concerns the whole turn. */
export const SpeakerLabel = memo(({ turn, name }: { turn: string; name: string }) => {
  const desk = useDesk()
  const [opened, setOpened] = useState(false)
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null)
  return (
    <>
      {/* The menu is made when it is first wanted: a long transcript has hundreds of turns. */}
      {opened ? (
        <Menu opened onChange={setOpened} position="bottom-start" width={230} withinPortal>
          <Menu.Target>
            <button type="button" className={styles.name} tabIndex={-1} {...{ [TURN_STOP]: '' }}>
              {name}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {desk.abilities.correct && <Corrections turn={turn} name={name} onName={setNaming} />}
            <Menu.Item
              leftSection={<IconLink size={15} aria-hidden />}
              onClick={() => void copyTurnLink(desk, turn)}
            >
              {links.copyTurn}
            </Menu.Item>
            <TurnCorrected turn={turn} />
          </Menu.Dropdown>
        </Menu>
      ) : (
        <button
          type="button"
          className={styles.name}
          tabIndex={-1}
          {...{ [TURN_STOP]: '' }}
          aria-haspopup="menu"
          aria-label={desk.abilities.correct ? words.turn.changeSpeaker(name) : links.aboutTurn(name)}
          onClick={() => setOpened(true)}
        >
          {name}
        </button>
      )}
      {naming && (
        <SpeakerName turn={turn} name={naming === 'rename' ? name : ''} onClose={() => setNaming(null)} />
      )}
    </>
  )
})

const Corrections = ({
  turn,
  name,
  onName,
}: {
  turn: string
  name: string
  onName: (what: 'new' | 'rename') => void
}) => {
  const desk = useDesk()
  const speakers = useFacts(facts => facts.speakers)
  const current = desk.index.turn(turn)
  return (
    <>
      <Menu.Label>{words.turn.speakerOfTurn}</Menu.Label>
      <Menu.RadioGroup
        value={current?.speaker ?? null}
        onChange={speaker => {
          if (speaker === current?.speaker) return
          const name = speakers.get(speaker)?.name ?? words.turn.unknownSpeaker
          setTurnSpeaker(desk.index, turn, speaker, new Act(history.acts.attribute(name), { about: turn }))
        }}
      >
        {[...speakers.values()].map(speaker => (
          <Menu.RadioItem key={speaker.id} value={speaker.id} closeMenuOnClick>
            {speaker.name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Item leftSection={<IconUserPlus size={15} aria-hidden />} onClick={() => onName('new')}>
        {words.turn.newSpeaker}
      </Menu.Item>
      {speakers.has(current?.speaker ?? '') && (
        <Menu.Item leftSection={<IconUserEdit size={15} aria-hidden />} onClick={() => onName('rename')}>
          {words.turn.rename(name)}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconPencil size={15} aria-hidden />}
        onClick={() => beginCorrection(desk, turn, null)}
      >
        {words.turn.correct}
      </Menu.Item>
      {desk.index.position(turn) > 0 && (
        <Menu.Item
          leftSection={<IconArrowBarToUp size={15} aria-hidden />}
          onClick={() => joinAbove(desk, turn, false)}
        >
          {current?.text === '' ? words.turn.removeEmpty : words.turn.joinAbove}
        </Menu.Item>
      )}
      <Menu.Divider />
    </>
  )
}

const SpeakerName = ({ turn, name, onClose }: { turn: string; name: string; onClose: () => void }) => {
  const desk = useDesk()
  const [value, setValue] = useState(name)
  const current = desk.index.turn(turn)?.speaker ?? ''
  const save = () => {
    const trimmed = value.trim()
    if (!trimmed) return
    if (name) {
      const act = new Act(history.acts.renameSpeaker(name, trimmed), { about: turn })
      renameSpeaker(desk.transcript.doc, current, trimmed, act)
    } else {
      const id = newId(6)
      const act = new Act(history.acts.attribute(trimmed), { about: turn })
      addSpeaker(desk.transcript.doc, { id, name: trimmed, role: 'participant' }, act)
      setTurnSpeaker(desk.index, turn, id, act)
    }
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={name ? words.turn.rename(name) : words.turn.newSpeaker}
      closeButtonProps={{ 'aria-label': words.close }}
      size="sm"
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          save()
        }}
      >
        <TextInput
          data-autofocus
          label={words.turn.speakerName}
          maxLength={120}
          value={value}
          onChange={event => setValue(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {words.passage.cancel}
          </Button>
          <Button type="submit" disabled={!value.trim()}>
            {words.passage.save}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
