import { createContext, useContext } from 'react'
import type { LaneCard } from '../coding/createLaneCard.ts'
import type { LaneBoard } from '../coding/laneBoard.ts'
import type { Painter } from './painter.ts'

/** What the turns need of the view they stand in. */
export interface TranscriptParts {
  painter: Painter
  lanes: LaneBoard
  card: LaneCard
  /** Tells the painter when a turn comes near the viewport and when it leaves. */
  watch(section: HTMLElement, turn: string): () => void
}

export const TranscriptContext = createContext<TranscriptParts | null>(null)

export const useTranscript = (): TranscriptParts => {
  const parts = useContext(TranscriptContext)
  if (!parts) throw new Error('useTranscript needs a transcript view above it')
  return parts
}
