import { Button, Drawer } from '@mantine/core'
import type { Correction } from '@polyphony/contract'
import { useCorrections } from '../../api/corrections.ts'
import { common } from '../../text/common.ts'
import { desk as deskWords } from '../../text/desk.ts'
import { formatAgo, formatInstant, formatTime } from '../../text/format.ts'
import { tools as words } from '../../text/tools.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import { changedPart } from './changedPart.ts'
import { isReversible, takeBackCorrection } from './takeBackCorrection.ts'
import styles from './tools.module.css'

/** Of one correction so many turns are shown. */
const SHOWN = 6

/** And so many confirmed words. */
const WORDS_SHOWN = 12

/** Who corrected this conversation and how; each can be taken back by those who may correct. */
export const CorrectionsDialog = ({ onClose }: { onClose: () => void }) => {
  const desk = useDesk()
  const list = useCorrections(desk.conversation.id)
  const corrections = list.data?.pages.flatMap(page => page.corrections) ?? []
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      title={words.history.title}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <p className={styles.note}>{words.history.hint}</p>
      {list.isPending ? (
        <PageLoading />
      ) : list.isError && corrections.length === 0 ? (
        <ErrorState error={list.error} onRetry={() => list.refetch()} />
      ) : corrections.length === 0 ? (
        <p className={styles.note}>{words.history.none}</p>
      ) : (
        <>
          <ol className={styles.history}>
            {corrections.map(correction => (
              <Entry key={correction.id} correction={correction} />
            ))}
          </ol>
          {list.hasNextPage && (
            <Button
              variant="default"
              mt="md"
              loading={list.isFetchingNextPage}
              onClick={() => list.fetchNextPage()}
            >
              {words.history.more}
            </Button>
          )}
        </>
      )}
    </Drawer>
  )
}

const Entry = ({ correction }: { correction: Correction }) => {
  const desk = useDesk()
  const { member, at, turns, speakers } = correction
  const reversible = isReversible(correction)
  const name =
    member === desk.me.id ? words.history.you : (desk.members.get(member)?.name ?? words.history.someone)
  return (
    <li className={styles.entry}>
      <div className={styles.by}>
        <strong>{name}</strong>
        <time dateTime={at} title={formatInstant(at)}>
          {formatAgo(at)}
        </time>
        {desk.abilities.correct && reversible && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={words.history.takeBackOf(name, formatAgo(at))}
            onClick={() => takeBackCorrection(desk, correction)}
          >
            {words.history.takeBack}
          </Button>
        )}
      </div>
      {desk.abilities.correct && !reversible && <p className={styles.note}>{words.history.cannot}</p>}
      {turns.slice(0, SHOWN).map(change => (
        <TurnChange key={change.turn} change={change} />
      ))}
      {turns.length > SHOWN && <p className={styles.note}>{words.history.moreTurns(turns.length - SHOWN)}</p>}
      <Words label={words.history.right} numbers={found(correction, true)} />
      <Words label={words.history.notRight} numbers={found(correction, false)} />
      {speakers.map(({ speaker, before, after }) => (
        <p key={speaker} className={styles.context}>
          {words.history.speaker} {before !== null && <del>{before}</del>}{' '}
          {after !== null && <ins>{after}</ins>}
        </p>
      ))}
    </li>
  )
}

const found = ({ words }: Correction, right: boolean): number[] =>
  words.filter(change => change.right === right).map(({ word }) => word)

/** Words that were found right as they were recognised, or no longer so. */
const Words = ({ label, numbers }: { label: string; numbers: readonly number[] }) => {
  const source = useFacts(facts => facts.words)
  if (numbers.length === 0) return null
  const told = numbers.slice(0, WORDS_SHOWN).map(number => `“${source?.text[number]?.trim() ?? '…'}”`)
  const rest = numbers.length - told.length
  return (
    <p className={styles.context}>
      {label} {told.join(', ')}
      {rest > 0 && ` ${deskWords.lanes.more(rest)}`}
    </p>
  )
}

const TurnChange = ({ change: { turn, before, after } }: { change: Correction['turns'][number] }) => {
  const desk = useDesk()
  const speakers = useFacts(facts => facts.speakers)
  const nameOf = (id: string) => speakers.get(id)?.name ?? deskWords.turn.unknownSpeaker
  const time = desk.index.turn(turn) && desk.timeAt({ turn, offset: 0 })
  const what =
    before === null ? words.history.split : after === null ? words.history.joined : words.history.changed
  const text = before?.text != null && after?.text != null ? changedPart(before.text, after.text) : null
  const whole = (before ?? after)?.text ?? null
  return (
    <div>
      <button
        type="button"
        className={styles.goThere}
        disabled={!desk.index.turn(turn)}
        onClick={() => desk.view.current?.reveal({ turn, offset: 0 }, { smooth: false })}
      >
        {what(nameOf((after ?? before)!.speaker), typeof time === 'number' ? formatTime(time) : '')}
      </button>
      <p className={styles.context}>
        {text ? (
          <>
            {text.before}
            {text.removed && <del>{text.removed}</del>}
            {text.inserted && <ins>{text.inserted}</ins>}
            {text.behind}
          </>
        ) : (
          (whole?.slice(0, 160) ?? words.history.long)
        )}
      </p>
      {before && after && before.speaker !== after.speaker && (
        <p className={styles.context}>
          {words.history.speaker} <del>{nameOf(before.speaker)}</del> <ins>{nameOf(after.speaker)}</ins>
        </p>
      )}
    </div>
  )
}
