import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { FoundPlace } from '@polyphony/contract'
import { useMemo, useState } from 'react'
import { usePlaces, useReplacePlaces } from '../../api/search.ts'
import { common } from '../../text/common.ts'
import { tools as words } from '../../text/tools.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { notifyDone, notifyUndo } from '../../ui/notify.ts'
import { player } from '../findings/player.ts'
import { type Misheard, ReplaceForm, type ReplacePlace } from './ReplaceForm.tsx'
import styles from './tools.module.css'

interface ReplaceEverywhereProps {
  workspace: string
  /** What is looked for at first. */
  find: string
  /** Titles of the conversations. */
  titles: ReadonlyMap<string, string>
  /** Conversations with a recording. */
  audible: ReadonlySet<string>
  onClose: () => void
}

/** Replaces a word that was misheard in all conversations of a workspace, after showing every place. */
export const ReplaceEverywhere = ({ onClose, ...props }: ReplaceEverywhereProps) => (
  <Modal
    opened
    onClose={onClose}
    title={words.replacing.everywhere}
    closeButtonProps={{ 'aria-label': common.close }}
    size="lg"
  >
    <Form {...props} onClose={onClose} />
  </Modal>
)

const Form = ({ workspace, find, titles, audible, onClose }: ReplaceEverywhereProps) => {
  const [misheard, setMisheard] = useState<Misheard>({ find, wholeWord: true, exact: false })
  const [settled] = useDebouncedValue(misheard, 200)
  const found = usePlaces(workspace, settled)
  const replace = useReplacePlaces(workspace)
  const current = settled === misheard ? found.data : undefined
  const places = useMemo(
    () => (current ? current.places.map(place => toPlace(place, titles, audible)) : null),
    [current, titles, audible],
  )

  const apply = (chosen: ({ place: FoundPlace } & { insert: string })[], meant: string) =>
    replace.mutate(
      chosen.map(({ place: { conversation, turn, from, to, text }, insert }) => ({
        conversation,
        turn,
        from,
        to,
        text,
        insert,
      })),
      {
        onSuccess: done => {
          const said = [
            words.replacing.done(done.replaced, settled.find.trim(), meant),
            ...(done.changed > 0 ? [words.replacing.changed(done.changed)] : []),
            ...(done.failed.length > 0
              ? [words.replacing.failed(done.failed.map(id => titles.get(id) ?? id))]
              : []),
          ].join(' ')
          if (done.inverse.length > 0)
            notifyUndo(said, () => {
              replace.mutateAsync(done.inverse).then(
                back => notifyDone(words.replacing.takenBack(back.replaced, back.changed)),
                // Every failed change is told by the query client.
                () => {},
              )
            })
          else notifyDone(said)
          onClose()
        },
      },
    )

  return (
    <ReplaceForm
      misheard={misheard}
      onMisheard={setMisheard}
      places={misheard.find.trim() === '' ? [] : places}
      none={words.replacing.noneEverywhere}
      notice={
        found.isError ? (
          <ErrorState error={found.error} onRetry={() => found.refetch()} />
        ) : (
          current?.more && <p className={styles.note}>{words.replacing.first(current.places.length)}</p>
        )
      }
      busy={replace.isPending}
      onApply={apply}
      onClose={onClose}
    />
  )
}

const toPlace = (
  place: FoundPlace,
  titles: ReadonlyMap<string, string>,
  audible: ReadonlySet<string>,
): ReplacePlace & { place: FoundPlace } => {
  const { conversation, turn, from, start } = place
  const key = `${conversation}/${turn}/${from}`
  return {
    key,
    place,
    group: titles.get(conversation) ?? '',
    speaker: place.speaker,
    at: start,
    text: place.text,
    before: place.before,
    behind: place.behind,
    onPlay:
      start !== null && audible.has(conversation)
        ? () => player.play([{ id: key, conversation, start: Math.max(0, start - 1), end: start + 2.5 }])
        : undefined,
  }
}
