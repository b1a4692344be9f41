import { useStore } from '../../collab/createStore.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import type { Joining } from './company.ts'
import type { People } from './people.ts'

/** The others here, kept up to date. */
export const usePeople = (): People => useStore(useDesk().company.people, people => people)

/** Whether anybody else is here now. */
export const useIsCompany = (): boolean =>
  useStore(useDesk().company.people, ({ live, others }) => live && others.length > 0)

/** Watches a part of what I do with the others. */
export const useJoining = <S>(select: (joining: Joining) => S): S =>
  useStore(useDesk().company.joining, select)
