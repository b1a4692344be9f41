import { foldText } from './cleanText.ts'
import type { DraftWord } from './transcriptDraft.ts'

/** The words of a text, without times. */
export const splitWords = (text: string): DraftWord[] => {
  const folded = foldText(text)
  return folded === '' ? [] : folded.split(' ').map(word => ({ text: word, start: null, end: null }))
}
