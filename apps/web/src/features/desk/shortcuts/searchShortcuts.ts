import { foldForSearch } from '@polyphony/ontology'
import { shortcuts } from '../../../text/shortcuts.ts'
import type { Shortcut } from './Shortcut.ts'
import { SHORTCUTS } from './shortcuts.ts'

/** Other ways to say a key than the one it is shown by. */
const SPOKEN: Record<string, string> = {
  '←': 'left arrow',
  '→': 'right arrow',
  '↑': 'up arrow',
  '↓': 'down arrow',
  Ctrl: 'control cmd command',
  Esc: 'escape',
  Delete: 'del backspace',
  Enter: 'return',
  '…': '2 3 4 5 6 7 8',
}

const keyWords = (shortcut: Shortcut): string[] =>
  shortcut.keys
    .flatMap(key => key.split(' '))
    .flatMap(part => [part, ...(SPOKEN[part]?.split(' ') ?? [])])
    .map(foldForSearch)

/** The shortcuts that answer to words of what they do, or to their keys; all of them when nothing is asked. */
export const searchShortcuts = (query: string, all: readonly Shortcut[] = SHORTCUTS): readonly Shortcut[] => {
  const asked = foldForSearch(query).replaceAll('+', ' ').split(' ').filter(Boolean)
  // A plus by itself may be a key.
  if (asked.length === 0)
    return query.trim() === '' ? all : all.filter(({ keys }) => keys.includes(query.trim()))
  return all.filter(shortcut => {
    const keys = keyWords(shortcut)
    const words = foldForSearch(`${shortcut.label} ${shortcuts.groups[shortcut.group]}`).split(
      /[^\p{L}\p{N}]+/u,
    )
    // A letter by itself is a key: as the beginning of a word it would be found everywhere.
    return asked.every(
      part =>
        keys.includes(part) ||
        (part.length > 1 &&
          (words.some(word => word.startsWith(part)) || keys.some(key => key.startsWith(part)))),
    )
  })
}
