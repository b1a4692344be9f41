import { MAX_NAME_LENGTH, normaliseName } from '@polyphony/ontology'
import { abridgeWords } from '../history/abridgeWords.ts'

/** The words of a passage as the name of a code: as they were said, without what stands around them. Empty if none. */
export const inVivoName = (text: string): string => {
  const inside = normaliseName(text).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return abridgeWords(inside, MAX_NAME_LENGTH)
}
