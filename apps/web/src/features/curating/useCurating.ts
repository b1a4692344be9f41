import { useEffect, useState } from 'react'
import { useMyAbilities } from '../../api/session.ts'
import { useEverybody } from '../../api/workspaces.ts'
import { useCollab } from '../../collab/CollabProvider.tsx'
import { useStore } from '../../collab/createStore.ts'
import { type Curating, createCurating } from './curating.ts'

/** The curations of the workspace for whoever is here; null in the first frames. */
export const useCurating = (workspace: string): Curating | null => {
  const collab = useCollab()
  const member = useMyAbilities(workspace).membership?.member
  const everybody = useEverybody(workspace)
  const me = everybody.data?.find(({ id }) => id === member)
  const [curating, setCurating] = useState<Curating | null>(null)
  const { id, name, colour } = me ?? {}
  useEffect(() => {
    if (id === undefined || name === undefined || colour === undefined) return
    const made = createCurating(collab, { id, name, colour })
    setCurating(made)
    return () => {
      made.dispose()
      setCurating(null)
    }
  }, [collab, id, name, colour])
  return curating
}

/** Counts up with every change of rulings. */
export const useRulingsVersion = (curating: Curating): number =>
  useStore(curating.changes, ({ rulings }) => rulings)

/** Counts up with every change of who is where. */
export const usePeopleVersion = (curating: Curating): number =>
  useStore(curating.changes, ({ people }) => people)
