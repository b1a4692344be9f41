import { CLOCK, parseClock } from './clock.ts'

/** A subtitle cue as it stands in a file. Times are null when they cannot be read. */
export interface Cue {
  start: number | null
  end: number | null
  lines: string[]
  where: string
}

const TIMING = new RegExp(String.raw`^\s*(${CLOCK})\s*--?>\s*(${CLOCK})(?:\s.*)?$`)

/** Whether a text holds at least one line such as `00:01.000 --> 00:02.500`. */
export const hasCues = (text: string): boolean => text.split(/\r\n?|\n/, 400).some(line => TIMING.test(line))

/**
 * Reads the cues of a WebVTT or SubRip file, forgiving what real files hold: stamps without hours or minutes, decimal
 * comma or point, missing numbers, missing or extra blank lines.
 */
export const readCues = (text: string, options: { blankEndsCue: boolean }): Cue[] => {
  const lines = text.split(/\r\n?|\n/)
  const timings = lines.flatMap((line, i) => (line.includes('->') && isTiming(line) ? [i] : []))
  return timings.map((at, n) => {
    const [, start = '', end = ''] = TIMING.exec(lines[at]!) ?? []
    const next = timings[n + 1] ?? lines.length
    let body = lines.slice(at + 1, n + 1 < timings.length ? withoutIdentifier(lines, next) : next)
    if (options.blankEndsCue) {
      const blank = body.findIndex(line => line.trim() === '')
      // Some writers put an empty line between the time and the text.
      if (blank > 0) body = body.slice(0, blank)
    }
    return {
      start: parseClock(start),
      end: parseClock(end),
      lines: body.filter(line => line.trim() !== '' && !/^(NOTE|STYLE|REGION)\b/.test(line)),
      where: `cue ${n + 1}, line ${at + 1}`,
    }
  })
}

/** A line with an arrow and digits around it is meant as a timing, even when its stamps are broken. */
const isTiming = (line: string) => TIMING.test(line) || /^\s*[\d:.,-]+\s*-->\s*[\d:.,-]+/.test(line)

/** The cue before `next` ends where the identifier line of `next` begins. */
const withoutIdentifier = (lines: string[], next: number): number => {
  const identifier = lines[next - 1]?.trim() ?? ''
  const standsAlone = (lines[next - 2] ?? '').trim() === ''
  return identifier !== '' && (standsAlone || /^\d+$/.test(identifier)) ? next - 1 : next
}
