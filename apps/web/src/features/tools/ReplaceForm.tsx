import { ActionIcon, Button, Checkbox, Group, TextInput } from '@mantine/core'
import { keepCase } from '@polyphony/document'
import { IconPlayerPlay } from '@tabler/icons-react'
import { Fragment, type ReactNode, useState } from 'react'
import { common } from '../../text/common.ts'
import { formatTime } from '../../text/format.ts'
import { tools as words } from '../../text/tools.ts'
import styles from './tools.module.css'

/** More places than this are counted and replaced, but not listed. */
const LISTED = 300

/** What is looked for. */
export interface Misheard {
  find: string
  wholeWord: boolean
  exact: boolean
}

/** Where it is said. */
export interface ReplacePlace {
  key: string
  /** A heading over those that follow with the same one. */
  group?: string
  speaker: string
  /** Seconds. */
  at: number | null
  text: string
  before: string
  behind: string
  onPlay?: (() => void) | undefined
}

interface ReplaceFormProps<P extends ReplacePlace> {
  misheard: Misheard
  onMisheard: (misheard: Misheard) => void
  /** Null while they are looked for. */
  places: readonly P[] | null
  none: string
  /** What went wrong, or must be known before replacing. */
  notice?: ReactNode
  busy?: boolean
  onApply: (chosen: (P & { insert: string })[], meant: string) => void
  onClose: () => void
}

/** Asks what was misheard and what was meant, and shows every place before anything changes. */
export const ReplaceForm = <P extends ReplacePlace>({
  misheard,
  onMisheard,
  places,
  none,
  notice,
  busy = false,
  onApply,
  onClose,
}: ReplaceFormProps<P>) => {
  const [typed, setTyped] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const meant = typed.trim()
  const found = (places ?? []).map(place => ({
    ...place,
    insert: misheard.exact ? meant : keepCase(place.text, meant),
  }))
  const differing = found.filter(({ text, insert }) => meant === '' || insert !== text)
  const chosen = differing.filter(({ key }) => !left.has(key))
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (chosen.length > 0 && meant && !busy) onApply(chosen, meant)
      }}
    >
      <div className={styles.fields}>
        <TextInput
          data-autofocus
          label={words.replacing.find}
          maxLength={200}
          value={misheard.find}
          onChange={event => {
            onMisheard({ ...misheard, find: event.currentTarget.value })
            setLeft(new Set())
          }}
        />
        <TextInput
          label={words.replacing.with}
          maxLength={200}
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
      </div>
      <Group mt="sm" gap="lg">
        <Checkbox
          label={words.replacing.wholeWord}
          checked={misheard.wholeWord}
          onChange={event => onMisheard({ ...misheard, wholeWord: event.currentTarget.checked })}
        />
        <Checkbox
          label={words.replacing.exact}
          checked={misheard.exact}
          onChange={event => onMisheard({ ...misheard, exact: event.currentTarget.checked })}
        />
      </Group>
      <div className={styles.summary}>
        <span role="status">
          {misheard.find.trim() === ''
            ? words.replacing.hint
            : places === null
              ? words.replacing.looking
              : differing.length === 0
                ? none
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
      {notice}
      <ul className={styles.places}>
        {differing.slice(0, LISTED).map((place, i, all) => {
          const label = words.replacing.place(place.speaker, place.at === null ? '' : formatTime(place.at))
          return (
            <Fragment key={place.key}>
              {place.group !== undefined && place.group !== all[i - 1]?.group && (
                <li className={styles.group}>{place.group}</li>
              )}
              <li>
                <Checkbox
                  checked={!left.has(place.key)}
                  onChange={event => {
                    const next = new Set(left)
                    if (event.currentTarget.checked) next.delete(place.key)
                    else next.add(place.key)
                    setLeft(next)
                  }}
                  label={
                    <>
                      <span className={styles.place}>{label}</span>
                      <span className={styles.context}>
                        {place.before}
                        <del>{place.text}</del>
                        {meant && <ins>{place.insert}</ins>}
                        {place.behind}
                      </span>
                    </>
                  }
                />
                {place.onPlay && (
                  <ActionIcon size="md" aria-label={words.replacing.play(label)} onClick={place.onPlay}>
                    <IconPlayerPlay size={15} aria-hidden />
                  </ActionIcon>
                )}
              </li>
            </Fragment>
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
        <Button type="submit" disabled={chosen.length === 0 || meant === ''} loading={busy}>
          {words.replacing.apply(chosen.length)}
        </Button>
      </Group>
    </form>
  )
}
