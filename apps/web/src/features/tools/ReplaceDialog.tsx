import { ActionIcon, Button, Checkbox, Group, Modal, TextInput } from '@mantine/core'
import { Act, keepCase, parsePhrase, replacePassages } from '@polyphony/document'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { common } from '../../text/common.ts'
import { desk as deskWords } from '../../text/desk.ts'
import { formatTime } from '../../text/format.ts'
import { tools as words } from '../../text/tools.ts'
import { notifyUndo } from '../../ui/notify.ts'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import { takeBack } from '../history/historyCommands.ts'
import { findOf } from '../search/find.ts'
import { matchesInTurn } from '../search/findInDesk.ts'
import styles from './tools.module.css'

/** More places than this are counted and replaced, but not listed. */
const LISTED = 300
/** Characters shown on either side. */
const AROUND = 44

/** Replaces a word that was misheard, everywhere at once, after showing every place. */
export const ReplaceDialog = ({ onClose }: { onClose: () => void }) => (
  <Modal
    opened
    onClose={onClose}
    title={words.replacing.title}
    closeButtonProps={{ 'aria-label': common.close }}
    size="lg"
  >
    <Form onClose={onClose} />
  </Modal>
)

/** Whole words on either side of a place. */
const before = (text: string, at: number): string =>
  at <= AROUND ? text.slice(0, at) : `… ${text.slice(at - AROUND, at).replace(/^\S*\s/, '')}`
const behind = (text: string, at: number): string =>
  text.length - at <= AROUND ? text.slice(at) : `${text.slice(at, at + AROUND).replace(/\s\S*$/, '')} …`

interface Occurrence {
  key: string
  turn: string
  from: number
  to: number
  text: string
}

/** Counts the changes of the transcript, so that what is listed is what stands there. */
const useRevision = (desk: Desk): number => {
  const [revision, setRevision] = useState(desk.index.revision)
  useEffect(() => {
    const onTransaction = () => setRevision(desk.index.revision)
    desk.transcript.doc.on('afterTransaction', onTransaction)
    return () => desk.transcript.doc.off('afterTransaction', onTransaction)
  }, [desk])
  return revision
}

const Form = ({ onClose }: { onClose: () => void }) => {
  const desk = useDesk()
  const speakers = useFacts(facts => facts.speakers)
  const revision = useRevision(desk)
  const [find, setFind] = useState(() => findOf(desk).state.get().query)
  const [insert, setInsert] = useState('')
  const [wholeWord, setWholeWord] = useState(true)
  const [exact, setExact] = useState(false)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const meant = insert.trim()

  // Dependencies: the turns are read anew when any of them changed
  const found = useMemo<Occurrence[]>(() => {
    const search = parsePhrase(find, { wholeWord, exact })
    if (!search) return []
    return desk.index.order.flatMap(turn =>
      matchesInTurn(search, turn).flatMap(({ from, to }, i) => {
        const text = turn.text.slice(from, to)
        return { key: `${turn.id}/${i}`, turn: turn.id, from, to, text }
      }),
    )
  }, [desk, revision, find, wholeWord, exact])
  const written = ({ text }: Occurrence) => (exact ? meant : keepCase(text, meant))
  const differing = found.filter(each => meant === '' || written(each) !== each.text)
  const chosen = differing.filter(({ key }) => !left.has(key))

  const apply = () => {
    const act = new Act(words.replacing.act(find.trim(), meant), { about: chosen[0]?.turn })
    const count = replacePassages(
      desk.index,
      chosen.map(each => ({ turn: each.turn, from: each.from, to: each.to, insert: written(each) })),
      act,
    )
    notifyUndo(words.replacing.done(count, find.trim(), meant), () => takeBack(desk, { act }))
    onClose()
  }

  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (chosen.length > 0 && meant) apply()
      }}
    >
      <div className={styles.fields}>
        <TextInput
          data-autofocus
          label={words.replacing.find}
          maxLength={200}
          value={find}
          onChange={event => {
            setFind(event.currentTarget.value)
            setLeft(new Set())
          }}
        />
        <TextInput
          label={words.replacing.with}
          maxLength={200}
          value={insert}
          onChange={event => setInsert(event.currentTarget.value)}
        />
      </div>
      <Group mt="sm" gap="lg">
        <Checkbox
          label={words.replacing.wholeWord}
          checked={wholeWord}
          onChange={event => setWholeWord(event.currentTarget.checked)}
        />
        <Checkbox
          label={words.replacing.exact}
          checked={exact}
          onChange={event => setExact(event.currentTarget.checked)}
        />
      </Group>
      <div className={styles.summary}>
        <span role="status">
          {find.trim() === ''
            ? words.replacing.hint
            : differing.length === 0
              ? words.replacing.none
              : words.replacing.found(differing.length)}
        </span>
        {differing.length > 1 && (
          <Checkbox
            label={words.replacing.all}
            checked={chosen.length === differing.length}
            indeterminate={chosen.length > 0 && chosen.length < differing.length}
            onChange={event =>
              setLeft(event.currentTarget.checked ? new Set() : new Set(differing.map(({ key }) => key)))
            }
          />
        )}
      </div>
      <ul className={styles.places}>
        {differing.slice(0, LISTED).map(each => {
          const turn = desk.index.turn(each.turn)
          if (!turn) return null
          const at = desk.timeAt({ turn: each.turn, offset: each.from })
          const place = words.replacing.place(
            speakers.get(turn.speaker)?.name ?? deskWords.turn.unknownSpeaker,
            at === null ? '' : formatTime(at),
          )
          return (
            <li key={each.key}>
              <Checkbox
                checked={!left.has(each.key)}
                onChange={event => {
                  const next = new Set(left)
                  if (event.currentTarget.checked) next.delete(each.key)
                  else next.add(each.key)
                  setLeft(next)
                }}
                label={
                  <>
                    <span className={styles.place}>{place}</span>
                    <span className={styles.context}>
                      {before(turn.text, each.from)}
                      <del>{each.text}</del>
                      {meant && <ins>{written(each)}</ins>}
                      {behind(turn.text, each.to)}
                    </span>
                  </>
                }
              />
              {desk.player && at !== null && (
                <ActionIcon
                  size="md"
                  aria-label={words.replacing.play(place)}
                  onClick={() => desk.player?.playSpan(Math.max(0, at - 1), at + 2.5)}
                >
                  <IconPlayerPlay size={15} aria-hidden />
                </ActionIcon>
              )}
            </li>
          )
        })}
      </ul>
      {differing.length > LISTED && (
        <p className={styles.note}>{words.replacing.more(differing.length - LISTED)}</p>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button type="submit" disabled={chosen.length === 0 || meant === ''}>
          {words.replacing.apply(chosen.length)}
        </Button>
      </Group>
    </form>
  )
}
