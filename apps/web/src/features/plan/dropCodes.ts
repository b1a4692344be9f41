import { z } from 'zod'

/** What codes are dragged as. */
export const CODES_TYPE = 'application/x-polyphony-codes'

const Dragged = z.array(z.string())

/** The codes that were dropped; none where something else was. */
export const droppedCodes = (data: DataTransfer): string[] => {
  const text = data.getData(CODES_TYPE)
  if (!text) return []
  try {
    return Dragged.parse(JSON.parse(text))
  } catch {
    // Another page's drag of the same name.
    return []
  }
}
