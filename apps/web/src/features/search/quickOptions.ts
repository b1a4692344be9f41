import type { SearchResults } from '@polyphony/contract'
import { paths } from '../../paths.ts'
import { formatTime } from '../../text/format.ts'
import { search as words } from '../../text/search.ts'

/** A line of the quick box. */
export interface Option {
  id: string
  kind: string
  text: string
  matches: readonly { from: number; to: number }[]
  /** In which conversation, when. */
  where: string
  to: string
}

/** Of each kind so many. */
const EACH = 4

/** What the quick box offers: names first, then what was said, then all results. */
export const optionsOf = (
  workspace: string,
  q: string,
  results: SearchResults | undefined,
  titles: ReadonlyMap<string, string>,
): Option[] => {
  const title = (conversation: string) => titles.get(conversation) ?? ''
  const all: Option = {
    id: 'all',
    kind: words.quick.all,
    text: words.quick.allOf(q),
    matches: [],
    where: '',
    to: paths.search(workspace, q),
  }
  if (!results) return [all]
  const at = (conversation: string, seconds: number | null) =>
    seconds === null ? title(conversation) : `${title(conversation)}, ${formatTime(seconds)}`
  return [
    ...results.conversations.slice(0, EACH).map(({ conversation, text, matches }) => ({
      id: `conversation/${conversation}`,
      kind: words.quick.kinds.conversation,
      text,
      matches,
      where: '',
      to: paths.desk(workspace, conversation),
    })),
    ...results.findings.slice(0, EACH).map(({ finding, text, matches }) => ({
      id: `finding/${finding}`,
      kind: words.quick.kinds.finding,
      text,
      matches,
      where: '',
      to: paths.finding(workspace, finding),
    })),
    ...results.codes.slice(0, EACH).map(({ code, name, field, text, matches }) => ({
      id: `code/${code}`,
      kind: words.quick.kinds.code,
      text: field === 'name' ? text : name,
      matches: field === 'name' ? matches : [],
      where: '',
      to: paths.code(workspace, code),
    })),
    ...results.speakers.slice(0, EACH).map(({ conversation, speaker, text, matches, turn, word }) => ({
      id: `speaker/${conversation}/${speaker}`,
      kind: words.quick.kinds.speaker,
      text,
      matches,
      where: title(conversation),
      to: paths.desk(workspace, conversation, { turn, word }),
    })),
    ...results.words.hits.map(({ conversation, turn, word, text, matches, start, speaker }) => ({
      id: `words/${conversation}/${turn}`,
      kind: speaker || words.unknownSpeaker,
      text,
      matches,
      where: at(conversation, start),
      to: paths.desk(workspace, conversation, { turn, word, find: q }),
    })),
    ...results.notes.hits
      .slice(0, EACH)
      .map(({ kind, conversation, highlight, text, matches, start }, i) => ({
        id: `note/${conversation}/${i}`,
        kind: words.quick.kinds[kind],
        text,
        matches,
        where: at(conversation, start),
        to: paths.desk(workspace, conversation, { ...highlight, seconds: start }),
      })),
    all,
  ]
}
