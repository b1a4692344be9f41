import { useEffect, useState, useSyncExternalStore } from 'react'
import { useMyAbilities } from '../../api/session.ts'
import { useEverybody } from '../../api/workspaces.ts'
import { useCollab } from '../../collab/CollabProvider.tsx'
import { useStore } from '../../collab/createStore.ts'
import { createSorting, type Sorting } from './sorting.ts'

/** The curations of the workspace for whoever is here; null in the first frames. */
export const useSorting = (workspace: string): Sorting | null => {
  const collab = useCollab()
  const member = useMyAbilities(workspace).membership?.member
  const everybody = useEverybody(workspace)
  const me = everybody.data?.find(({ id }) => id === member)
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const { id, name, colour } = me ?? {}
  useEffect(() => {
    if (id === undefined || name === undefined || colour === undefined) return
    const made = createSorting(collab, { id, name, colour })
    setSorting(made)
    return () => {
      made.dispose()
      setSorting(null)
    }
  }, [collab, id, name, colour])
  return sorting
}

/** Counts up with every change of rulings. */
export const useRulingsVersion = (sorting: Sorting): number =>
  useStore(sorting.changes, ({ rulings }) => rulings)

/** Counts up with every change of who is where. */
export const usePeopleVersion = (sorting: Sorting): number =>
  useStore(sorting.changes, ({ people }) => people)

/** What undo and redo would do next, in words; null for nothing. */
export const useNextSteps = ({ history }: Sorting): { undo: string | null; redo: string | null } => ({
  undo: useSyncExternalStore(history.onChange, () => history.nextUndo()?.act?.label ?? null),
  redo: useSyncExternalStore(history.onChange, () => history.nextRedo()?.act?.label ?? null),
})
