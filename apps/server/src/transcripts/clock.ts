/** Matches `1:02:03.450`, `02:03,450`, `2:03` and `3.45`; for use inside larger patterns. */
export const CLOCK = String.raw`(?:(?:\d{1,4}:)?\d{1,3}:)?\d{1,5}(?:[.,]\d{1,9})?`

const PARTS = /^(?:(?:(\d{1,4}):)?(\d{1,3}):)?(\d{1,5}(?:[.,]\d{1,9})?)$/

/** Seconds of a clock time such as `1:02:03.450`, `14:10.720` or `7.38`; null for anything else. */
export const parseClock = (text: string): number | null => {
  const match = PARTS.exec(text.trim())
  if (!match) return null
  const [, hours = '0', minutes = '0', seconds = '0'] = match
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'))
}
