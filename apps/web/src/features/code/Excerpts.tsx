import { Button, Group } from '@mantine/core'
import type { TieRecord } from '@polyphony/contract'
import { type Code, resolveCode } from '@polyphony/ontology'
import { IconChevronLeft, IconChevronRight, IconPlayerPlayFilled } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import { excerptKey, usePassages, useTies } from '../../api/passages.ts'
import { paths } from '../../paths.ts'
import { codePage } from '../../text/codePage.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { Section } from '../../ui/Section.tsx'
import { RejectDialog } from '../curating/RejectDialog.tsx'
import { useCurating } from '../curating/useCurating.ts'
import { SavingBadge } from '../desk/SavingBadge.tsx'
import { player, usePlaying } from '../findings/player.ts'
import { HistoryButtons } from '../history/HistoryButtons.tsx'
import styles from './code.module.css'
import { CiteDialog, type Citing } from './Examples.tsx'
import { ExcerptFilters } from './ExcerptFilters.tsx'
import { ExcerptRow } from './ExcerptRow.tsx'
import { PlayingBar } from './PlayingBar.tsx'
import { firstWords } from './Quote.tsx'
import { RejectedExcerpts } from './RejectedExcerpts.tsx'
import { TieInHand } from './ties/TieInHand.tsx'
import { useTieCommands } from './ties/useTieCommands.ts'
import type { CodePlace } from './useCodePlace.ts'
import { useExcerpts } from './useExcerpts.ts'
import { useVerdicts } from './useVerdicts.ts'

const text = codePage.excerpts
/** Excerpts of a page: their words are fetched together, and those of the next page ahead. */
const PAGE = 20
const NO_TIES: readonly TieRecord[] = []

/** All that was coded with a code, conversation by conversation, to be read and heard in a row. */
export const Excerpts = ({ place, code, live }: { place: CodePlace; code: Code; live: boolean }) => {
  const { workspace, ontology, conversations, groups, me } = place
  const excerpts = useExcerpts(place, code)
  const { shown, rejected, all, facts, filter, withBelow } = excerpts
  const [page, setPage] = useState(0)
  const [citing, setCiting] = useState<Citing | null>(null)
  const heading = useRef<HTMLParagraphElement>(null)
  const ties = useTies(workspace).data ?? NO_TIES
  const tieCommands = useTieCommands(workspace, me, ties)
  const [lookingBack, setLookingBack] = useState(false)

  const pages = Math.max(1, Math.ceil(shown.length / PAGE))
  const now = Math.min(page, pages - 1)
  const here = shown.slice(now * PAGE, (now + 1) * PAGE)
  const keysOf = (some: typeof shown) => some.map(({ key }) => key)
  const words = usePassages(workspace, keysOf(here))
  usePassages(workspace, keysOf(shown.slice((now + 1) * PAGE, (now + 2) * PAGE)))

  const curating = useCurating(workspace)
  const verdicts = useVerdicts(place, curating, lookingBack ? [...here, ...rejected] : here)

  const tiesByKey = useMemo(() => {
    const by = new Map<string, TieRecord[]>()
    for (const tie of ties)
      for (const end of [tie.from, tie.to]) {
        const key = excerptKey(end)
        by.set(key, [...(by.get(key) ?? []), tie])
      }
    return by
  }, [ties])
  const otherEnds = useMemo(
    () =>
      [
        ...new Set(
          here.flatMap(({ key }) =>
            (tiesByKey.get(key) ?? []).flatMap(tie => [excerptKey(tie.from), excerptKey(tie.to)]),
          ),
        ),
      ].slice(0, 100),
    [here, tiesByKey],
  )
  const others = usePassages(workspace, otherEnds)
  const wordsOf = (key: string): string | undefined | null => {
    if (!others.data || others.isPlaceholderData) return null
    const passage = others.data.get(key)
    return passage && firstWords(passage)
  }

  const clips = useMemo(
    () =>
      shown.flatMap(({ key, conversation, start, end }) =>
        conversations.get(conversation)?.recording && start !== null && end !== null
          ? [{ id: key, conversation, start, end: Math.max(end, start + 0.5) }]
          : [],
      ),
    [shown, conversations],
  )
  const playFrom = (key?: string) =>
    player.play(
      clips,
      key === undefined
        ? 0
        : Math.max(
            0,
            clips.findIndex(({ id }) => id === key),
          ),
    )

  // The list goes along with what plays.
  const playing = usePlaying()
  const order = useRef(shown)
  order.current = shown
  useEffect(() => {
    if (playing === null) return
    const at = order.current.findIndex(({ key }) => key === playing)
    if (at >= 0) setPage(Math.floor(at / PAGE))
  }, [playing])
  const narrowed = JSON.stringify([code.id, filter, withBelow])
  const before = useRef(narrowed)
  useEffect(() => {
    if (before.current === narrowed) return
    before.current = narrowed
    setPage(0)
    player.stop()
  }, [narrowed])
  useEffect(() => () => player.stop(), [])

  const onKeyDown = (event: KeyboardEvent) => {
    const { currentTarget, target, key, ctrlKey, metaKey, altKey } = event
    // What is typed in a dialog comes by here as well.
    if (!currentTarget.contains(target as Node)) return
    if (ctrlKey || metaKey || altKey || (target as Element).closest('input, textarea, [contenteditable]'))
      return
    if (key === ']') {
      if (player.state()) player.go(1)
      else playFrom()
    } else if (key === '[') player.go(-1)
    else if (key === 'p') {
      if (player.state()) player.toggle()
      else playFrom()
    } else return
    event.preventDefault()
  }
  const turn = (to: number) => {
    setPage(to)
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'start' })
  }
  const counts = useMemo(() => {
    const by = new Map<string, number>()
    for (const { conversation } of shown) by.set(conversation, (by.get(conversation) ?? 0) + 1)
    return by
  }, [shown])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the player hold anywhere among the excerpts
    <div onKeyDown={onKeyDown}>
      <Section
        title={text.heading}
        actions={
          <Group gap="sm">
            {verdicts.editable && curating && all.length + rejected.length > 0 && (
              <span className={styles.decisions}>
                {verdicts.decided && <SavingBadge />}
                <HistoryButtons
                  history={curating.history}
                  onUndo={() => verdicts.undo()}
                  onRedo={verdicts.redo}
                />
              </span>
            )}
            {clips.length > 0 && (
              <Button
                size="compact-md"
                leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
                onClick={() => playFrom()}
                aria-describedby="excerpt-keys"
              >
                {text.playAll}
              </Button>
            )}
          </Group>
        }
      >
        {excerpts.isPending ? (
          <PageLoading />
        ) : excerpts.error ? (
          <ErrorState error={excerpts.error} onRetry={() => excerpts.refetch()} />
        ) : (
          <>
            {all.length > 0 || !withBelow ? <ExcerptFilters place={place} excerpts={excerpts} /> : null}
            <TieInHand workspace={workspace} onState={tieCommands.state} />
            <p ref={heading} tabIndex={-1} role="status" className={styles.count}>
              {all.length === 0
                ? text.none
                : shown.length === 0
                  ? text.noneFiltered
                  : text.shown(shown.length, all.length)}
              {clips.length > 0 && (
                <span id="excerpt-keys" className={styles.keys}>
                  {text.keys}
                </span>
              )}
            </p>
            {byConversation(here).map(([conversation, some]) => {
              const { title, group } = conversations.get(conversation) ?? { title: '…', group: null }
              const groupName = group === null ? undefined : groups.get(group)?.name
              return (
                <section key={conversation} aria-label={title} className={styles.conversation}>
                  <h3 className={styles.conversationHead}>
                    <Link to={paths.desk(workspace, conversation)}>{title}</Link>
                    <small>
                      {groupName && `${groupName} · `}
                      {text.inConversation(counts.get(conversation) ?? 0)}
                    </small>
                  </h3>
                  <ul className={styles.excerpts}>
                    {some.map(excerpt => (
                      <ExcerptRow
                        key={excerpt.key}
                        place={place}
                        code={code}
                        live={live}
                        excerpt={excerpt}
                        passage={
                          words.data?.get(excerpt.key) ??
                          (words.data && !words.isPlaceholderData ? undefined : null)
                        }
                        also={[...(facts.overlaps.get(excerpt.key) ?? [])].flatMap(
                          id => resolveCode(ontology, id) ?? [],
                        )}
                        ties={tiesByKey.get(excerpt.key) ?? NO_TIES}
                        wordsOf={wordsOf}
                        onPlay={
                          clips.some(({ id }) => id === excerpt.key) ? () => playFrom(excerpt.key) : null
                        }
                        onCite={setCiting}
                        onUntie={tieCommands.remove}
                        onTieNote={tieCommands.setNote}
                        verdicts={verdicts}
                      />
                    ))}
                  </ul>
                </section>
              )
            })}
            {words.isError && <ErrorState error={words.error} onRetry={() => words.refetch()} />}
            {pages > 1 && (
              <nav aria-label={text.pages} className={styles.pages}>
                <Group gap="sm">
                  <Button
                    size="compact-md"
                    variant="default"
                    disabled={now === 0}
                    leftSection={<IconChevronLeft size={15} aria-hidden />}
                    onClick={() => turn(now - 1)}
                  >
                    {text.previousPage}
                  </Button>
                  <span>{text.page(now + 1, pages)}</span>
                  <Button
                    size="compact-md"
                    variant="default"
                    disabled={now === pages - 1}
                    rightSection={<IconChevronRight size={15} aria-hidden />}
                    onClick={() => turn(now + 1)}
                  >
                    {text.nextPage}
                  </Button>
                </Group>
              </nav>
            )}
            {rejected.length > 0 && (
              <RejectedExcerpts
                place={place}
                excerpts={rejected}
                verdicts={verdicts}
                open={lookingBack}
                onOpen={setLookingBack}
              />
            )}
          </>
        )}
      </Section>
      <PlayingBar title={clip => conversations.get(clip.slice(0, clip.indexOf('/')))?.title ?? ''} />
      <RejectDialog rejecting={verdicts.rejecting} onClose={verdicts.closeRejecting} />
      <CiteDialog place={place} code={code} citing={citing} onClose={() => setCiting(null)} />
    </div>
  )
}

/** Neighbours of one conversation together. */
const byConversation = <T extends { conversation: string }>(excerpts: readonly T[]): [string, T[]][] => {
  const parts: [string, T[]][] = []
  for (const excerpt of excerpts) {
    const last = parts.at(-1)
    if (last?.[0] === excerpt.conversation) last[1].push(excerpt)
    else parts.push([excerpt.conversation, [excerpt]])
  }
  return parts
}
