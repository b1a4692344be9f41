/** What a key asks for while one sorts. Numbers are places among the new codes, from 0. */
export type KeyCommand =
  | { do: 'assign' | 'add'; number: number }
  | {
      do:
        | 'clear'
        | 'next'
        | 'previous'
        | 'skip'
        | 'choose'
        | 'chooseAll'
        | 'chooseNone'
        | 'play'
        | 'undo'
        | 'redo'
    }

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>

const BY_KEY: Readonly<Record<string, KeyCommand>> = {
  ArrowDown: { do: 'next' },
  j: { do: 'next' },
  ArrowUp: { do: 'previous' },
  k: { do: 'previous' },
  s: { do: 'skip' },
  x: { do: 'choose' },
  p: { do: 'play' },
  Backspace: { do: 'clear' },
  Escape: { do: 'chooseNone' },
}

/** Reads a key; null for one that means nothing here. Numbers by their place: Shift gives them other signs. */
export const keyCommand = ({ key, code, shiftKey, ctrlKey, metaKey, altKey }: Key): KeyCommand | null => {
  if (altKey) return null
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase()
    if (letter === 'z') return { do: shiftKey ? 'redo' : 'undo' }
    return letter === 'a' && !shiftKey ? { do: 'chooseAll' } : null
  }
  const number = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1]
  if (number === '0') return { do: 'clear' }
  if (number !== undefined) return { do: shiftKey ? 'add' : 'assign', number: Number(number) - 1 }
  return BY_KEY[key] ?? null
}
