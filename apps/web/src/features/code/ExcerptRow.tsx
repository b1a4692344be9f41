import { ActionIcon, Button, Menu } from '@mantine/core'
import type { Passage, TieRecord } from '@polyphony/contract'
import { type Code, examplesOf } from '@polyphony/ontology'
import { IconDots, IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { excerptKey } from '../../api/passages.ts'
import { useStore } from '../../collab/createStore.ts'
import { paths } from '../../paths.ts'
import { codePage } from '../../text/codePage.ts'
import { formatAgo, formatInstant, formatTime } from '../../text/format.ts'
import { threads } from '../../text/threads.ts'
import { CodeChip } from '../../ui/CodeChip.tsx'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { VerdictSign } from '../curating/VerdictSign.tsx'
import { player, usePlaying } from '../findings/player.ts'
import { RichTextView } from '../richText/RichTextView.tsx'
import styles from './code.module.css'
import type { Citing } from './Examples.tsx'
import type { Excerpt } from './excerpts.ts'
import { firstWords, Quote } from './Quote.tsx'
import { beginTie, chooseOther, isOther, pendingTie } from './ties/pendingTie.ts'
import { TieList } from './ties/TieList.tsx'
import type { CodePlace } from './useCodePlace.ts'
import type { Verdicts } from './useVerdicts.ts'

const text = codePage.excerpts

interface ExcerptRowProps {
  place: CodePlace
  code: Code
  live: boolean
  excerpt: Excerpt
  /** Undefined when it is gone, null while it is fetched. */
  passage: Passage | undefined | null
  /** Other codes on the same words. */
  also: readonly Code[]
  ties: readonly TieRecord[]
  wordsOf: (key: string) => string | undefined | null
  /** Plays from here on; null where there is nothing to hear. */
  onPlay: (() => void) | null
  onCite: (citing: Citing) => void
  onUntie: (tie: TieRecord) => void
  onTieNote: (tie: TieRecord, note: string) => Promise<boolean>
  verdicts: Verdicts
}

/** One excerpt: its voice and words, who coded it and when, what else was said of it, and where it stands. */
export const ExcerptRow = ({
  place,
  code,
  live,
  excerpt,
  passage,
  also,
  ties,
  wordsOf,
  onPlay,
  onCite,
  onUntie,
  onTieNote,
  verdicts,
}: ExcerptRowProps) => {
  const { workspace, ontology, people, me, editable, coder } = place
  const { key, conversation, member, highlight, matched, start, end } = excerpt
  const on = usePlaying() === key
  const row = useRef<HTMLLIElement>(null)
  const tieFrom = useStore(pendingTie, state => (state.workspace === workspace ? state.from : null))
  const author = people.get(member)
  const name = member === me ? threads.you : (author?.name ?? threads.someone)
  const at = matched.map(one => one.at).sort()[0]!
  const words = firstWords(passage ?? undefined)
  const example = examplesOf(ontology, code.id).find(one => excerptKey(one.excerpt) === key)
  const named = { excerpt: { conversation, member, highlight }, words }
  const spoken = start !== null && end !== null ? `${formatTime(start)}–${formatTime(end)}` : text.desk
  const below = matched.filter(one => one.code !== code.id)
  useEffect(() => {
    if (on) row.current?.scrollIntoView({ block: 'nearest' })
  }, [on])
  return (
    <li ref={row} className={styles.excerpt} data-on={on || undefined} aria-current={on || undefined}>
      <div className={styles.voiceColumn}>
        {onPlay && (
          <ActionIcon
            variant="filled"
            radius="xl"
            size={32}
            aria-label={on ? text.pause : text.play(words)}
            onClick={() => (on ? player.toggle() : onPlay())}
          >
            {on ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />}
          </ActionIcon>
        )}
      </div>
      <div className={styles.excerptBody}>
        {passage === null ? <div className={styles.waiting} aria-hidden /> : <Quote passage={passage} />}
        {passage?.memo && (
          <div className={styles.memo}>
            <span className="visually-hidden">{text.memo}: </span>
            <RichTextView body={passage.memo} people={people} me={me} />
          </div>
        )}
        {ties.length > 0 && (
          <TieList
            workspace={workspace}
            of={key}
            ties={ties}
            wordsOf={wordsOf}
            people={people}
            me={me}
            onRemove={coder ? onUntie : undefined}
            onNote={coder ? onTieNote : undefined}
          />
        )}
        <div className={styles.source}>
          <span className={styles.by}>
            <MemberAvatar name={author?.name ?? '?'} colour={author?.colour ?? '#888888'} size={18} /> {name}
          </span>
          <time dateTime={at} title={formatInstant(at)}>
            {formatAgo(at)}
          </time>
          <Link
            className="tabular"
            to={paths.desk(workspace, conversation, { seconds: start, highlight, member })}
            aria-label={text.deskLabel(spoken, words)}
          >
            {spoken}
          </Link>
          {example && <span className={styles.badge}>{codePage.examples.already[example.fit]}</span>}
          {matched.map(match => {
            const one = ontology.codes[match.code]
            const { standing, decide, nameOf, editable: decides } = verdicts
            return (
              one && (
                <span key={one.id} className={styles.match}>
                  {below.length > 0 && <CodeChip name={one.name} colour={one.colour} />}
                  <VerdictSign
                    code={one.name}
                    words={words}
                    {...standing(excerpt, match)}
                    nameOf={nameOf}
                    onVerdict={decides ? verdict => decide(excerpt, match, verdict, words) : undefined}
                  />
                </span>
              )
            )
          })}
          {coder && passage && isOther(tieFrom, named.excerpt) && (
            <Button
              size="compact-xs"
              aria-label={codePage.ties.chooseLabel(words)}
              onClick={() => chooseOther(named)}
            >
              {codePage.ties.choose}
            </Button>
          )}
          {also.length > 0 && (
            <span className={styles.also}>
              <span className="visually-hidden">{text.alsoCoded}: </span>
              {also.map(one => (
                <Link key={one.id} to={paths.code(workspace, one.id)} className={styles.alsoCode}>
                  <CodeChip name={one.name} colour={one.colour} />
                </Link>
              ))}
            </span>
          )}
        </div>
      </div>
      <div className={styles.actionColumn}>
        {passage && ((editable && live) || coder) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="sm" aria-label={text.actions(words)}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {coder && (
                <Menu.Item onClick={() => beginTie(workspace, named)}>{codePage.ties.begin}</Menu.Item>
              )}
              {editable &&
                live &&
                !example &&
                (['typical', 'atypical'] as const).map(fit => (
                  <Menu.Item key={fit} onClick={() => onCite({ excerpt: named.excerpt, passage, fit })}>
                    {codePage.examples.name[fit]}
                  </Menu.Item>
                ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </li>
  )
}
