import { Button } from '@mantine/core'
import type { NoteHit, SearchResults, WordsHit } from '@polyphony/contract'
import { IconMessage2, IconNotes } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { type SearchQuery, useSearch } from '../../api/search.ts'
import { paths } from '../../paths.ts'
import { formatTime } from '../../text/format.ts'
import { search as words } from '../../text/search.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { PlayButton } from '../findings/PlayButton.tsx'
import { Marked } from './Marked.tsx'
import { playHit } from './playHit.ts'
import styles from './search.module.css'

interface ResultsProps {
  workspace: string
  query: SearchQuery
  results: SearchResults
  /** Titles of the conversations. */
  titles: ReadonlyMap<string, string>
  /** Names of the members. */
  names: ReadonlyMap<string, string>
  /** Conversations with a recording. */
  audible: ReadonlySet<string>
}

/** Everything that answers to a search, each with the way to its place. */
export const Results = (props: ResultsProps) => {
  const { workspace, results, titles } = props
  const { conversations, codes, findings, speakers, words: said, notes } = results
  return (
    <>
      {conversations.length + findings.length + codes.length + speakers.length > 0 && (
        <div className={styles.named}>
          {conversations.length > 0 && (
            <Section title={words.sections.conversations}>
              <ul className={styles.list}>
                {conversations.map(found => (
                  <li key={found.conversation}>
                    <Link to={paths.desk(workspace, found.conversation)} className={styles.line}>
                      <Marked {...found} />
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {findings.length > 0 && (
            <Section title={words.sections.findings}>
              <ul className={styles.list}>
                {findings.map(found => (
                  <li key={found.finding}>
                    <Link to={paths.finding(workspace, found.finding)} className={styles.line}>
                      <Marked {...found} />
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {codes.length > 0 && (
            <Section title={words.sections.codes}>
              <ul className={styles.list}>
                {codes.map(({ code, name, colour, field, ...found }) => (
                  <li key={code}>
                    <Link to={paths.code(workspace, code)} className={styles.line}>
                      <CodeSign colour={colour} /> {field === 'name' ? <Marked {...found} /> : name}
                      {field !== 'name' && (
                        <small>
                          {words.field[field]} <Marked {...found} />
                        </small>
                      )}
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {speakers.length > 0 && (
            <Section title={words.sections.speakers}>
              <ul className={styles.list}>
                {speakers.map(({ conversation, speaker, turns, turn, word, ...found }) => (
                  <li key={`${conversation}/${speaker}`}>
                    <Link to={paths.desk(workspace, conversation, { turn, word })} className={styles.line}>
                      <Marked text={found.text} matches={found.matches} />
                      <small>{words.spoke(turns, titles.get(conversation) ?? '')}</small>
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
      )}
      {said.hits.length > 0 && (
        <Section title={words.sections.words}>
          <SaidList {...props} hits={said.hits} />
          <More {...props} kind="words" after={said.next} />
        </Section>
      )}
      {notes.hits.length > 0 && (
        <Section title={words.sections.notes}>
          <NoteList {...props} hits={notes.hits} />
          <More {...props} kind="notes" after={notes.next} />
        </Section>
      )}
    </>
  )
}

/** The next page, when it is asked for. */
const More = (props: ResultsProps & { kind: 'words' | 'notes'; after: string | null }) => {
  const { workspace, query, kind, after } = props
  const [asked, setAsked] = useState(false)
  const next = useSearch(workspace, {
    ...query,
    q: asked ? query.q : '',
    kind,
    after: after ?? undefined,
  })
  if (after === null) return null
  if (next.isError) return <ErrorState error={next.error} onRetry={() => next.refetch()} />
  if (!asked || !next.data || next.isPlaceholderData)
    return (
      <Button variant="default" mt="sm" loading={asked && next.isFetching} onClick={() => setAsked(true)}>
        {words.more}
      </Button>
    )
  return (
    <>
      {kind === 'words' ? (
        <SaidList {...props} hits={next.data.words.hits} />
      ) : (
        <NoteList {...props} hits={next.data.notes.hits} />
      )}
      <More key={next.data[kind].next} {...props} after={next.data[kind].next} />
    </>
  )
}

const SaidList = ({
  workspace,
  query,
  titles,
  audible,
  hits,
}: ResultsProps & { hits: readonly WordsHit[] }) => (
  <ul className={styles.hits}>
    {hits.map((hit, i) => (
      <li
        key={`${hit.conversation}/${hit.turn}`}
        className={styles.hit}
        onKeyDown={event => playHit(event, audible.has(hit.conversation) ? hit : null)}
      >
        {hits[i - 1]?.conversation !== hit.conversation && (
          <h3 className={styles.where}>
            <Link to={paths.desk(workspace, hit.conversation)}>{titles.get(hit.conversation)}</Link>
          </h3>
        )}
        {hit.start !== null && audible.has(hit.conversation) && (
          <span className={styles.play}>
            <PlayButton
              clip={{
                id: `${hit.conversation}/${hit.turn}`,
                conversation: hit.conversation,
                start: hit.start,
                end: hit.end ?? hit.start + 10,
              }}
              words={words.passageAt(hit.speaker, formatTime(hit.start))}
            />
          </span>
        )}
        <Link
          className={styles.said}
          to={paths.desk(workspace, hit.conversation, { turn: hit.turn, word: hit.word, find: query.q })}
        >
          <span className={styles.who}>
            <strong>{hit.speaker || words.unknownSpeaker}</strong>
            {hit.start !== null && <span>{formatTime(hit.start)}</span>}
          </span>
          <span className={styles.voice}>
            <Marked {...hit} />
          </span>
        </Link>
      </li>
    ))}
  </ul>
)

const NoteList = ({ workspace, titles, names, hits }: ResultsProps & { hits: readonly NoteHit[] }) => (
  <ul className={styles.hits}>
    {hits.map(hit => (
      <li key={`${hit.conversation}/${hit.member}/${hit.text}/${hit.start}`} className={styles.hit}>
        <span className={styles.play} aria-hidden>
          {hit.kind === 'memo' ? <IconNotes size={17} /> : <IconMessage2 size={17} />}
        </span>
        <Link
          className={styles.said}
          to={paths.desk(workspace, hit.conversation, { ...hit.highlight, seconds: hit.start })}
        >
          <span className={styles.who}>
            <strong>{names.get(hit.member) ?? words.formerMember}</strong>
            <span>{words.noteIn(hit.kind, titles.get(hit.conversation) ?? '')}</span>
          </span>
          <span>
            <Marked {...hit} />
          </span>
        </Link>
      </li>
    ))}
  </ul>
)
