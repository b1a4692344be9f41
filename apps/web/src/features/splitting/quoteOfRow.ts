import type { Passage } from '@polyphony/contract'
import type { QueryClient } from '@tanstack/react-query'
import { queryKeys } from '../../api/queryKeys.ts'
import { history } from '../../text/history.ts'
import { abridgeWords } from '../history/abridgeWords.ts'
import type { SortingRow } from './rowsToSort.ts'
import { wordsOf } from './SortingRow.tsx'

const SHOWN = 28

/** The first words of an excerpt, in quotation marks, as far as they are here: how an act names it. */
export const quoteOfRow = (
  client: QueryClient,
  workspace: string,
  block: readonly string[] | undefined,
  row: SortingRow,
): string => {
  const known = client.getQueryData<ReadonlyMap<string, Passage>>([
    ...queryKeys.passages(workspace),
    ...(block ?? []),
  ])
  return history.quote(abridgeWords(wordsOf(known?.get(row.excerpt)), SHOWN))
}
