import { type Stretch, subtractStretches, uniteStretches } from '@polyphony/contract'
import type { SourceWords } from '@polyphony/document'
import type { Peaks } from './readPeaks.ts'

/** Shorter pauses belong to speaking. Seconds. */
const SHORTEST = 1
/** What is left of a silence at both ends, so that no word is cut. */
const MARGIN = 0.25
/** Loudness, as a share of that of speech, below which a silence begins and above which it ends. */
const QUIET = 0.08
const LOUD = 0.16
/** Clicks and coughs of less than this do not end a silence. */
const CLICK = 0.15

/**
 * Where nobody speaks, in seconds, in order: where the transcript has no word and the recording is quiet. Without one
 * of the two, the other decides; laughter and what nobody transcribed is loud, and stays.
 */
export const findSilences = (words: SourceWords | null, peaks: Peaks | null, duration: number): Stretch[] => {
  const gaps = words && gapsOf(words, duration)
  const quiet = peaks && quietOf(peaks)
  const silences = gaps && quiet ? intersect(gaps, quiet) : (gaps ?? quiet ?? [])
  return silences
    .map(([from, to]): Stretch => [from === 0 ? 0 : from + MARGIN, to - MARGIN])
    .filter(([from, to]) => to - from >= SHORTEST)
}

/** Where no word is spoken; null when the words know no times. */
const gapsOf = ({ start, end }: SourceWords, duration: number): Stretch[] | null => {
  const spoken = start.flatMap((from, i): Stretch[] =>
    from < 0 ? [] : [[from / 1000, Math.max(from, end[i] ?? from) / 1000]],
  )
  if (spoken.length === 0) return null
  return subtractStretches([[0, duration]], uniteStretches(spoken))
}

/** Where the recording is quiet, by two thresholds: it must get clearly loud again to end a silence. */
const quietOf = ({ rate, pairs }: Peaks): Stretch[] => {
  const loudness = Uint8Array.from({ length: pairs.length / 2 }, (_, i) =>
    Math.max(Math.abs(pairs[2 * i]!), Math.abs(pairs[2 * i + 1]!)),
  )
  const speech = loudness.toSorted()[Math.floor(loudness.length * 0.9)] ?? 0
  const [enter, leave] = [speech * QUIET, speech * LOUD]
  const quiet: Stretch[] = []
  let from = -1
  let loudFor = 0
  for (let i = 0; i <= loudness.length; i++) {
    const now = loudness[i] ?? Number.POSITIVE_INFINITY
    if (from < 0) {
      if (now <= enter) from = i
      loudFor = 0
    } else if (now > leave) {
      loudFor++
      if (loudFor / rate > CLICK || i === loudness.length) {
        quiet.push([from / rate, (i + 1 - loudFor) / rate])
        from = -1
      }
    } else loudFor = 0
  }
  return uniteStretches(quiet)
}

/** What lies in both; each united. */
const intersect = (a: readonly Stretch[], b: readonly Stretch[]): Stretch[] =>
  subtractStretches(a, subtractStretches(a, b))
