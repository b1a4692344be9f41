import type { CodingRecord, SpeakerName } from '@polyphony/contract'
import { type Code, children, type Ontology } from '@polyphony/ontology'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useCodings } from '../../api/conversations.ts'
import { useSpeakers } from '../../api/passages.ts'
import {
  countChoices,
  type Excerpt,
  type ExcerptFacts,
  type ExcerptFilter,
  gatherExcerpts,
  gatherRejected,
  NO_FILTER,
  orderExcerpts,
  overlapsOf,
  passes,
} from './excerpts.ts'
import type { CodePlace } from './useCodePlace.ts'

/** The living codes below one, all the way down. */
export const codesBelow = (ontology: Ontology, code: string): string[] =>
  children(ontology, code).flatMap(({ id }) => [id, ...codesBelow(ontology, id)])

const NO_CODINGS: readonly CodingRecord[] = []
const NO_SPEAKERS: readonly SpeakerName[] = []

/** All excerpts of a code, and those that pass the filters in the page's address. */
export const useExcerpts = ({ workspace, ontology, conversations }: CodePlace, code: Code) => {
  const asked = useCodings(workspace)
  const { data: speakers = NO_SPEAKERS } = useSpeakers(workspace)
  const [params, setParams] = useSearchParams()
  const codings = asked.data ?? NO_CODINGS
  const below = useMemo(() => codesBelow(ontology, code.id), [ontology, code.id])
  const withBelow = params.get('below') !== 'no'
  const codes = useMemo(
    () => new Set(withBelow ? [code.id, ...below] : [code.id]),
    [code.id, below, withBelow],
  )
  const gathered = useMemo(() => gatherExcerpts(ontology, codings, codes), [ontology, codings, codes])
  // Apart from what arrives later: this is the dearest part of it.
  const overlaps = useMemo(
    () => overlapsOf(ontology, codings, gathered, codes),
    [ontology, codings, gathered, codes],
  )
  const all = useMemo(() => orderExcerpts(gathered, [...conversations.keys()]), [gathered, conversations])
  const rejected = useMemo(
    () => orderExcerpts(gatherRejected(ontology, codings, codes), [...conversations.keys()]),
    [ontology, codings, codes, conversations],
  )
  const facts = useMemo((): ExcerptFacts => {
    const names = new Map(
      speakers.map(({ conversation, speaker, name }) => [`${conversation}/${speaker}`, name]),
    )
    const speakersOf = new Map(
      all.map(({ key, conversation, passages }) => [
        key,
        new Set(passages.flatMap(({ speaker }) => names.get(`${conversation}/${speaker}`) ?? [])),
      ]),
    )
    const none = new Set<string>()
    return {
      groupOf: conversation => conversations.get(conversation)?.group ?? null,
      speakersOf: ({ key }) => speakersOf.get(key) ?? none,
      overlaps,
    }
  }, [all, overlaps, speakers, conversations])
  const choices = useMemo(() => countChoices(all, facts), [all, facts])

  const address = params.toString()
  const filter = useMemo((): ExcerptFilter => {
    const query = new URLSearchParams(address)
    return Object.fromEntries(
      Object.keys(NO_FILTER).map(of => [of, query.get(of)]),
    ) as unknown as ExcerptFilter
  }, [address])
  const shown = useMemo(() => all.filter(one => passes(one, filter, facts)), [all, filter, facts])
  const set = (change: Partial<ExcerptFilter> & { below?: 'no' | null }) =>
    setParams(
      before => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(change)) {
          if (value === null) next.delete(name)
          else next.set(name, value)
        }
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  return {
    isPending: asked.isPending,
    error: asked.data ? null : asked.error,
    refetch: asked.refetch,
    codings,
    below,
    withBelow,
    all: all as readonly Excerpt[],
    rejected: rejected as readonly Excerpt[],
    shown: shown as readonly Excerpt[],
    facts,
    choices,
    filter,
    set,
  }
}
