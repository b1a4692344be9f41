import type { Ontology } from '@polyphony/ontology'
import { createContext, useContext } from 'react'
import { useStore } from '../../collab/createStore.ts'
import type { BoardSession, BoardState } from './boardSession.ts'
import type { Describe } from './cardFacts.ts'

/** A dialog that is asked for. Null for what is new. */
export type Asking =
  | { type: 'note'; key: string | null }
  | { type: 'cluster'; cluster: string | null; keys: readonly string[] }
  | { type: 'become'; cluster: string }
  | { type: 'keys' }

export interface BoardHere {
  workspace: string
  /** Of the board. */
  title: string
  session: BoardSession
  ontology: Ontology
  describe: Describe
  /** I may move cards, and the board is open. */
  editable: boolean
  ask(asking: Asking): void
}

export const BoardContext = createContext<BoardHere | null>(null)

export const useBoardHere = (): BoardHere => {
  const here = useContext(BoardContext)
  if (!here) throw new Error('useBoardHere needs a BoardContext above it')
  return here
}

/** Watches a part of the board's state. */
export const useBoardState = <S,>(select: (state: BoardState) => S): S =>
  useStore(useBoardHere().session.state, select)
