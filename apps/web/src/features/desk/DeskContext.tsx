import { createContext, useContext } from 'react'
import { useStore } from '../../collab/createStore.ts'
import type { Desk, DeskFacts } from './desk.ts'
import type { DeskState } from './deskState.ts'

export const DeskContext = createContext<Desk | null>(null)

export const useDesk = (): Desk => {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk needs a desk above it')
  return desk
}

/** Watches a part of what this reader sees. */
export const useDeskState = <S,>(select: (state: DeskState) => S): S => useStore(useDesk().state, select)

export const useFacts = <S,>(select: (facts: DeskFacts) => S): S => useStore(useDesk().facts, select)
