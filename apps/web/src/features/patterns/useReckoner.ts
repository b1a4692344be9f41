import { useThrottledValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useCodings, useConversations, useOutlines } from '../../api/conversations.ts'
import { useCodebook } from '../codebook/useCodebook.ts'
import { createReckoner, type Reckoner } from './createReckoner.ts'
import type { AnswerTo, Question } from './figures/answer.ts'
import { type CodeList, codeList } from './figures/codeList.ts'
import type { Source } from './figures/facts.ts'

const RENEW_MS = 3000
let made = 0

/** A source with a number that tells it from those before. */
interface Numbered {
  source: Source
  /** The sections of the guide, which figures may be asked of instead. */
  guide: CodeList
  number: number
}

/** All that patterns are computed from, renewed when any of it changes. */
export const useSource = (workspace: string) => {
  const codings = useCodings(workspace)
  const outlines = useOutlines(workspace)
  const conversations = useConversations(workspace)
  const { ontology, error: noOntology, refetch } = useCodebook(workspace)
  // While people code, every few seconds is live enough for a picture.
  const coded = useThrottledValue(codings.data, RENEW_MS)
  const used = useMemo(() => [...new Set(coded?.flatMap(({ codes }) => codes))].sort().join('\n'), [coded])
  // A definition that is being written changes the ontology, but nothing that counts: compared by what it says.
  const listed = useMemo(
    () =>
      ontology
        ? JSON.stringify({
            list: codeList(ontology, used.split('\n')),
            guide: codeList(ontology, used.split('\n'), 'structural'),
          })
        : null,
    [ontology, used],
  )
  const source = useMemo((): Numbered | null => {
    if (!coded || !outlines.data || !conversations.data || listed === null) return null
    const { list, guide } = JSON.parse(listed) as Record<'list' | 'guide', CodeList>
    return {
      source: { codings: coded, outlines: outlines.data, conversations: conversations.data, list },
      guide,
      number: ++made,
    }
  }, [coded, outlines.data, conversations.data, listed])
  return {
    source,
    ontology,
    conversations: conversations.data,
    error: codings.error ?? outlines.error ?? conversations.error ?? noOntology,
    refetch: () => {
      for (const query of [codings, outlines, conversations]) if (query.isError) void query.refetch()
      if (noOntology) void refetch()
    },
  }
}

export interface Computing {
  reckoner: Reckoner
  number: number
}

/** What computes figures of a source; ended with the page, and when there is a newer source. */
export const useReckoner = (source: Numbered | null): Computing | null => {
  const [computing, setComputing] = useState<Computing | null>(null)
  useEffect(() => {
    if (!source) return
    const reckoner = createReckoner(source.source, source.guide)
    setComputing({ reckoner, number: source.number })
    return () => reckoner.close()
  }, [source])
  return computing
}

/** Where the answer to a question is kept. */
export const figureKey = (workspace: string, computing: Computing | null, question: Question | null) =>
  ['workspace', workspace, 'figures', question?.kind ?? null, question, computing?.number ?? 0] as const

/** The answer to a question; the one before is kept while the next is computed. */
export const useFigure = <Q extends Question>(
  workspace: string,
  computing: Computing | null,
  question: Q | null,
) =>
  useQuery({
    queryKey: figureKey(workspace, computing, question),
    enabled: computing !== null && question !== null,
    queryFn: ({ signal }): Promise<AnswerTo<Q>> => computing!.reckoner.ask(question!, signal),
    // Of the same kind alone: another one has another shape.
    placeholderData: (known, query) => (query?.queryKey[3] === question?.kind ? known : undefined),
    structuralSharing: false,
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  })
