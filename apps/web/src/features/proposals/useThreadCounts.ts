import { useCodeThreads } from '../../api/inbox.ts'

/** The route takes so many ids. */
const MOST = 200

/** How many threads there are on each of some codes, in all conversations. */
export const useThreadCounts = (workspace: string, codes: readonly string[]): ReadonlyMap<string, number> => {
  const { data } = useCodeThreads(workspace, codes.slice(0, MOST))
  const counts = new Map<string, number>()
  for (const { code } of data?.threads ?? []) counts.set(code, (counts.get(code) ?? 0) + 1)
  return counts
}
