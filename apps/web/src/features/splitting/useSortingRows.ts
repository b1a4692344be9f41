import type { Conversation } from '@polyphony/contract'
import type { Code, Ontology } from '@polyphony/ontology'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useCodings } from '../../api/conversations.ts'
import type { Curating } from '../curating/curating.ts'
import { useRulingsVersion } from '../curating/useCurating.ts'
import { reuseRows, rowsToSort, type SortingRow } from './rowsToSort.ts'

export type Shown = 'open' | 'all'

/** Words of so many excerpts are fetched together. */
const BLOCK = 50

interface SortingRowsOptions {
  workspace: string
  ontology: Ontology
  code: Code
  conversations: readonly Conversation[]
  curating: Curating
}

/** The excerpts to sort as they stand, and which of them are shown. */
export const useSortingRows = ({
  workspace,
  ontology,
  code,
  conversations,
  curating,
}: SortingRowsOptions) => {
  const codings = useCodings(workspace)
  const version = useRulingsVersion(curating)
  const [shown, setShown] = useState<Shown>('open')
  const [analyst, setAnalyst] = useState<string | null>(null)
  /** What was open when one looked stays until one looks anew: nothing goes away under one's hands. */
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const known = useRef<readonly SortingRow[]>([])

  const rows = useMemo(() => {
    // The rulings lie outside of React; their version tells when to look again.
    void version
    known.current = reuseRows(
      known.current,
      rowsToSort(
        ontology,
        code.id,
        codings.data ?? [],
        (conversation, key) => curating.rulingsOf(conversation, key),
        conversations.map(({ id }) => id),
      ),
    )
    return known.current
  }, [ontology, code.id, codings.data, conversations, curating, version])

  const inConversations = [...new Set(rows.map(({ conversation }) => conversation))].join()
  useEffect(() => {
    if (inConversations) curating.follow(inConversations.split(','))
  }, [curating, inConversations])

  const news = rows.some(({ assigned, key }) => !assigned && !kept.has(key))
  useEffect(() => {
    if (news)
      setKept(now => new Set([...now, ...rows.filter(({ assigned }) => !assigned).map(({ key }) => key)]))
  }, [news, rows])

  const listed = useMemo(
    () =>
      rows.filter(
        row =>
          (shown === 'all' || !row.assigned || kept.has(row.key)) &&
          (analyst === null || row.coding.member === analyst),
      ),
    [rows, shown, kept, analyst],
  )
  const excerpts = rows.map(({ excerpt }) => excerpt).join()
  /** By excerpt, those whose words are fetched together with it. */
  const blocks = useMemo(() => {
    const all = excerpts.split(',')
    const found = new Map<string, readonly string[]>()
    for (let from = 0; from < all.length; from += BLOCK) {
      const block = all.slice(from, from + BLOCK)
      for (const excerpt of block) found.set(excerpt, block)
    }
    return found
  }, [excerpts])
  return {
    codings,
    rows,
    listed,
    blocks,
    shown,
    analyst,
    setAnalyst,
    show(value: Shown) {
      setShown(value)
      setKept(new Set())
    },
    /** Takes those out of the list of open ones that are assigned by now. */
    hideDone: () => setKept(new Set()),
  }
}
