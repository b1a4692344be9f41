const MOST = 9

const storageKey = (workspace: string): string => `polyphony-recent-codes:${workspace}`

/** The codes this person applied last in a workspace, newest first, as kept in this browser. */
export const readRecentCodes = (workspace: string): string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey(workspace)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(code => typeof code === 'string').slice(0, MOST) : []
  } catch {
    return []
  }
}

/** Puts a code that was just applied first. */
export const rememberCode = (workspace: string, code: string): string[] => {
  const codes = [code, ...readRecentCodes(workspace).filter(other => other !== code)].slice(0, MOST)
  try {
    localStorage.setItem(storageKey(workspace), JSON.stringify(codes))
  } catch (error) {
    // Storage may be full or forbidden: the list is a convenience.
    console.warn('The recent codes were not kept.', error)
  }
  return codes
}
