import { Modal } from '@mantine/core'
import { Act, parsePhrase, replacePassages } from '@polyphony/document'
import { useEffect, useMemo, useState } from 'react'
import { common } from '../../text/common.ts'
import { desk as deskWords } from '../../text/desk.ts'
import { tools as words } from '../../text/tools.ts'
import { notifyUndo } from '../../ui/notify.ts'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import { takeBack } from '../history/historyCommands.ts'
import { findOf } from '../search/find.ts'
import { matchesInTurn } from '../search/findInDesk.ts'
import { type Misheard, ReplaceForm, type ReplacePlace } from './ReplaceForm.tsx'

/** Characters shown on either side. */
const AROUND = 44

/** Replaces a word that was misheard, everywhere in the conversation at once, after showing every place. */
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

interface Occurrence extends ReplacePlace {
  turn: string
  from: number
  to: number
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
  const [misheard, setMisheard] = useState<Misheard>(() => ({
    find: findOf(desk).state.get().query,
    wholeWord: true,
    exact: false,
  }))

  // Dependencies: the turns are read anew when any of them changed
  const places = useMemo<Occurrence[]>(() => {
    const search = parsePhrase(misheard.find, misheard)
    if (!search) return []
    return desk.index.order.flatMap(turn =>
      matchesInTurn(search, turn).map(({ from, to }, i) => {
        const at = desk.timeAt({ turn: turn.id, offset: from })
        return {
          key: `${turn.id}/${i}`,
          turn: turn.id,
          from,
          to,
          at,
          speaker: speakers.get(turn.speaker)?.name ?? deskWords.turn.unknownSpeaker,
          text: turn.text.slice(from, to),
          before: before(turn.text, from),
          behind: behind(turn.text, to),
          onPlay:
            desk.player && at !== null
              ? () => desk.player?.playSpan(Math.max(0, at - 1), at + 2.5)
              : undefined,
        }
      }),
    )
  }, [desk, revision, speakers, misheard])

  return (
    <ReplaceForm
      misheard={misheard}
      onMisheard={setMisheard}
      places={places}
      none={words.replacing.none}
      onApply={(chosen, meant) => {
        const find = misheard.find.trim()
        const act = new Act(words.replacing.act(find, meant), { about: chosen[0]?.turn })
        const count = replacePassages(desk.index, chosen, act)
        notifyUndo(words.replacing.done(count, find, meant), () => takeBack(desk, { act }))
        onClose()
      }}
      onClose={onClose}
    />
  )
}
