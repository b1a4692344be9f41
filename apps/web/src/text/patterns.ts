import { formatCount, formatNumber } from './format.ts'

const q = (name: string) => `“${name}”`

/** Words of the page of patterns. */
export const patterns = {
  title: 'Patterns',
  hint: 'Which codes stand together, where and when they are heard, and whether new ones still come. Behind every cell are the passages.',
  views: {
    label: 'Patterns',
    together: 'Together',
    spread: 'Across',
    time: 'Over time',
    saturation: 'Saturation',
  },
  computing: 'Computing…',
  stop: 'Stop',
  cancelled: 'The computing was stopped.',
  cannotCompute: 'The figures could not be computed. Reload the page and try again.',
  again: 'Compute again',
  stopped: 'The computing was stopped.',
  emptyTitle: 'Nothing is coded yet',
  emptyText: 'Patterns appear here as soon as passages carry codes.',
  toConversations: 'Go to the conversations',
  lost: (count: number) =>
    `${formatCount(count, 'highlight', 'highlights')} whose words are gone ${count === 1 ? 'is' : 'are'} not counted.`,

  level: { label: 'Rows', code: 'Codes', theme: 'Themes', section: 'Sections of the guide' },
  choice: {
    label: 'Codes',
    most: (count: number) => `The ${count} most used`,
    all: 'All',
    picked: 'Picked…',
    pick: 'Picked codes',
    pickHint: 'Type to find a code',
    theme: (name: string) => `Under ${q(name)}`,
    themes: 'One theme',
    amount: 'How many',
  },
  order: {
    label: 'Order',
    tree: 'As in the codebook',
    count: 'Most used first',
    name: 'By name',
    cluster: 'Alike beside alike',
  },
  near: {
    label: 'Together means',
    words: 'the same words',
    overlap: 'overlapping',
    turn: 'in the same turn',
    turns: 'turns apart',
    seconds: 'seconds apart',
    within: { turns: 'At most so many turns', seconds: 'At most so many seconds' },
    said: {
      words: 'on exactly the same words',
      overlap: 'on overlapping words',
      turn: 'in the same turn',
      turns: (n: number) => `at most ${formatCount(n, 'turn', 'turns')} apart`,
      seconds: (n: number) => `at most ${formatCount(n, 'second', 'seconds')} apart`,
    },
  },
  measure: {
    label: 'Cells say',
    count: 'how often',
    c: 'c-coefficient',
    jaccard: 'Jaccard index',
    codings: 'codings',
    shareOfCodings: 'share of its codings',
    shareOfWords: 'share of its words',
  },
  by: {
    label: 'Columns',
    group: 'Groups',
    conversation: 'Conversations',
    speaker: 'Speakers',
    one: { group: 'group', conversation: 'conversation', speaker: 'speaker', position: 'part' },
  },
  time: {
    label: 'Show',
    all: 'All conversations, from beginning to end',
    conversation: 'One conversation',
    code: 'One code, conversation by conversation',
    choose: { conversation: 'Conversation', code: 'Code' },
    scale: { label: 'Scale', share: 'Per cent', minutes: 'Minutes' },
    minutes: 'Minutes',
    share: 'From beginning to end of the conversation',
    part: (from: number, to: number) => `${from}–${to} %`,
  },
  saturationOrder: { label: 'Order', analysed: 'As first coded', held: 'As held' },

  together: {
    title: (level: 'code' | 'theme') =>
      level === 'code' ? 'Codes that stand together' : 'Themes that stand together',
    how: (near: string) => `Passages counted together when they stand ${near}.`,
    count: (count: number) => `together ${formatCount(count, 'time', 'times')}`,
    more: (c: string, jaccard: string) => `c-coefficient ${c}, Jaccard index ${jaccard}`,
    passages: (count: number) => formatCount(count, 'passage', 'passages'),
    outOfRange: 'above 1: passages of one code meet several of the other',
    unequal: 'one code has five times the passages of the other: the coefficient says little',
    behind: (a: string, b: string) => `${a} with ${b}`,
  },
  spread: {
    title: (rows: 'code' | 'theme' | 'section', by: 'group' | 'conversation' | 'speaker') =>
      `${{ code: 'Codes', theme: 'Themes', section: 'Sections of the guide' }[rows]} by ${{ group: 'group', conversation: 'conversation', speaker: 'speaker' }[by]}`,
    how: {
      count: 'Codings: each code on each highlight once.',
      shareOfCodings: 'Share of all codings of the column, those of codes that are not shown included.',
      shareOfWords: 'Share of all that is said in the column (in characters), however many people marked it.',
    },
    all: 'All',
    allCodes: 'All codes',
    allSections: 'All sections',
    noGroup: 'No group',
    people: (count: number) => formatCount(count, 'person', 'people'),
    behind: (row: string, column: string) => `${row} · ${column}`,
    facilitator: 'facilitator',
  },
  overTime: {
    title: 'Where in the conversations codes are heard',
    how: 'A coding counts in the tenth in which it begins; all conversations laid over each other.',
    titleOf: (name: string) => `${name}, from beginning to end`,
    howOne: 'Each mark is a highlight, as long as its words.',
    noTimes: 'There are no times here: places are shown instead.',
    at: (from: string, to: string) => `${from} to ${to}`,
  },
  saturation: {
    title: 'New codes, conversation by conversation',
    how: {
      analysed: 'Conversations in the order in which they were first coded; merged codes count as one.',
      held: 'Conversations in the order in which they were held; merged codes count as one.',
    },
    fresh: 'new codes',
    known: 'codes so far',
    codings: 'Codings',
    freshColumn: 'New codes',
    knownColumn: 'Codes so far',
    axis: 'Codes',
    conversation: 'Conversation',
    bar: (name: string, fresh: number, known: number) =>
      `${name}: ${formatCount(fresh, 'new code', 'new codes')}, ${known} so far`,
    freshIn: (name: string) => `New in ${q(name)}`,
    nothingNew: 'No code that was not met before.',
    waiting: (count: number) =>
      `${formatCount(count, 'conversation', 'conversations')} not coded yet ${count === 1 ? 'is' : 'are'} left out.`,
    share: (share: string, run: number, base: number) =>
      `The last ${run} conversations brought ${share} of what the first ${base} had.`,
    tooFew: (least: number) =>
      `With ${least} coded conversations or more, this page says how much news the last ones brought.`,
    caution:
      'A flat end of the curve says that no new codes were made, not that nothing new could be heard. It depends on who was asked, and on the order.',
  },

  show: { label: 'Shown as', picture: 'Picture', table: 'Table' },
  pictureHint: 'Choose a cell or a mark to read and hear its passages.',
  tableKeys: 'Arrow keys move, Enter opens the passages.',
  cut: (shown: number, all: number) =>
    `The picture shows the first ${shown} of ${all} rows; the table has all.`,
  svg: 'Picture (SVG)',
  csv: 'Table (CSV)',
  downloads: 'Download',
  file: {
    together: 'codes-together',
    spread: (by: string) => `codes-by-${by}`,
    time: 'codes-over-time',
    saturation: 'new-codes',
  },

  small: {
    withheld: (k: number) => `fewer than ${k}`,
    withheldCell: (k: number) => `rests on fewer than ${k} people, or would give away one that does`,
    leavingTitle: 'As it may leave this workspace',
    leaving: (k: number) => `A cell is shown when at least ${k} people speak in its passages.`,
    team: (k: number) =>
      `All cells are shown, for the team. What you download leaves out those that rest on fewer than ${k} people.`,
    columns: (count: number, one: string, many: string, k: number) =>
      `${formatCount(count, one, many)} with fewer than ${k} people, or that would give away one, ${count === 1 ? 'is' : 'are'} left out.`,
    showAll: 'Show all cells to the team',
    nothingTitle: (k: number) => `Nothing here rests on ${k} people`,
    nothingText:
      'Tables that leave the workspace show only what enough people said. You can read every passage, so you may look at all of it.',
    speakersTitle: 'Each column is one person',
    speakersText:
      'A table of people never leaves the workspace. You can read every passage, so you may look at it.',
    passagesStay: 'Pictures of single passages never leave the workspace.',
    nothingToDownload: 'There is nothing in it that may leave the workspace.',
    line: (k: number) => `Dots: cells that rest on fewer than ${k} people, or would give away one that does.`,
    setting: 'Smallest cell',
    settingLabel: 'People on whom a cell must rest to leave the workspace',
    settingHint:
      'For all tables of this workspace. Eleven is customary; the fewer, the easier somebody is recognised.',
    settingSaved: (k: number) => `Cells leave from ${k} people on.`,
    change: 'Smallest cell…',
  },

  behind: {
    title: 'Passages',
    count: (count: number) => formatCount(count, 'passage', 'passages'),
    shownOf: (shown: number, all: number) =>
      `${formatNumber(shown)} of ${formatCount(all, 'passage', 'passages')}`,
    more: 'Show more',
    desk: 'Open at the desk',
    deskOf: (words: string) => `Open at the desk: ${words}`,
    none: 'There is nothing behind this cell.',
    gone: 'These passages have just been changed or removed.',
    play: 'Play all',
  },

  definitions: {
    title: 'How this is counted',
    passage: [
      'Passage',
      'Words that carry a code without a gap, whoever marked them: what five people code alike is one passage. Merged codes are one; what leads have ruled on counts as they ruled. Sections of the conversation guide are counted by themselves, where they are the rows.',
    ],
    count: [
      'How often',
      'Pairs of passages, one of each code, that are together in the sense chosen above. “The same words” compares highlights that begin and end alike. Times are those of the recording; passages without a time are not near any other in seconds.',
    ],
    c: [
      'c-coefficient',
      'n₁₂ ÷ (n₁ + n₂ − n₁₂): pairs together over the passages of both, as ATLAS.ti computes it (Code Co-occurrence Coefficient, ATLAS.ti manual). It can pass 1 where one passage meets several, and is small where one code is much more frequent than the other; such cells say so.',
    ],
    jaccard: [
      'Jaccard index',
      'Of what carries either code, the share that carries both, 0 to 1 (Jaccard 1901). For the same and overlapping words: of characters. Otherwise: of turns, a turn counting for both when the other code is no farther away than chosen.',
    ],
    saturation: [
      'New information',
      'New codes in the last two conversations over the codes of the first four; at most 5 % is often taken as a sign of saturation (Guest, Namey and Chen 2020, doi:10.1371/journal.pone.0232076).',
    ],
    people: [
      'People',
      'Participants who speak in the passages of a cell; facilitators are not counted. The same name counts once in the whole workspace, so that people are never counted too often.',
    ],
  } satisfies Record<string, string | [string, string]>,
}
