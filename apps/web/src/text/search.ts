import { formatCount } from './format.ts'

/** Words of searching. */
export const search = {
  find: {
    label: 'Find in this conversation',
    placeholder: 'Find in this conversation',
    wholeWord: 'Whole words',
    previous: 'Previous (Shift Enter)',
    next: 'Next (Enter)',
    play: 'Play from here (Ctrl Enter)',
    close: 'Close (Esc)',
    kinds: 'Where to look',
    kind: { words: 'Words', speakers: 'Speakers', codes: 'Codes', memos: 'Memos', comments: 'Comments' },
    kindCount: (kind: string, count: number) => `${kind}: ${formatCount(count, 'result', 'results')}`,
    none: 'Nothing found',
    at: (at: number, of: number) => `${at} of ${of}`,
  },
  shortcuts: { find: 'Find in this conversation' },
}
