import { createContext, useContext } from 'react'
import type { LaneCard } from '../coding/createLaneCard.ts'
import type { LaneBoard } from '../coding/laneBoard.ts'
import type { NearTurns } from './createNearTurns.ts'
import type { Painter } from './painter.ts'

/** What the turns need of the view they stand in. */
export interface TranscriptParts {
  painter: Painter
  lanes: LaneBoard
  card: LaneCard
  near: NearTurns
  /** Sees to it that a turn is painted while its section is near the viewport. */
  watch(section: HTMLElement, turn: string): () => void
}

export const TranscriptContext = createContext<TranscriptParts | null>(null)

export const useTranscript = (): TranscriptParts => {
  const parts = useContext(TranscriptContext)
  if (!parts) throw new Error('useTranscript needs a transcript view above it')
  return parts
}
