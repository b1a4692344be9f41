import { formatCount } from './format.ts'

/** Words of what concerns a whole transcript: replacing, speakers, corrections, uncertain words. */
export const tools = {
  menu: 'Find and correct',
  menuMore: 'Find, correct and more',
  find: 'Find…',
  replace: 'Replace a word everywhere…',
  speakers: 'Speakers…',
  corrections: 'Corrections…',
  uncertain: 'Show uncertain words',
  nextUncertain: 'Next uncertain word',
  uncertainWord: (word: string, sure: string) => `“${word}”: recognised with ${sure} confidence`,
  isRight: 'It is right',
  notUncertain:
    'Go to a word that was recognised with little confidence, or select some, to say that they are right.',
  confirm: 'This word is right',
  act: {
    confirm: (word: string) => `mark “${word}” as right`,
    confirmSeveral: (count: number) => `mark ${formatCount(count, 'word', 'words')} as right`,
  },
  noUncertain: 'No further word was recognised with little confidence.',
  shortcuts: {
    replace: 'Replace a word everywhere',
    uncertain: 'Next uncertain word',
    confirm: 'The uncertain word you stand on, or those selected, are right',
  },
  replacing: {
    title: 'Replace everywhere in this conversation',
    everywhere: 'Replace in all conversations',
    open: 'Replace in all conversations…',
    looking: 'Looking through the conversations…',
    find: 'Misheard',
    with: 'Meant',
    wholeWord: 'Whole words',
    exact: 'Case and accents as typed',
    found: (count: number) => formatCount(count, 'place', 'places'),
    none: 'This is said nowhere in the conversation.',
    noneEverywhere: 'This is said in no conversation.',
    first: (count: number) =>
      `These are the first ${formatCount(count, 'place', 'places')}. Replace them, then look again for the rest.`,
    hint: 'Every place is listed here before anything changes. Highlights and times stay where they are.',
    all: 'All',
    place: (speaker: string, time: string) => (time ? `${speaker} at ${time}` : speaker),
    play: (place: string) => `Play ${place}`,
    more: (count: number) =>
      `${formatCount(count, 'more place', 'more places')} not listed, and replaced as well.`,
    apply: (count: number) => `Replace ${formatCount(count, 'place', 'places')}`,
    done: (count: number, from: string, to: string) =>
      `“${from}” is now “${to}” in ${formatCount(count, 'place', 'places')}.`,
    changed: (count: number) =>
      `${formatCount(count, 'place was', 'places were')} changed by somebody meanwhile, and left as they are.`,
    failed: (titles: string[]) =>
      `Nothing was changed in ${titles.join(', ')}: the server could not write there. Try again for the rest.`,
    takenBack: (count: number, changed: number) =>
      `${formatCount(count, 'place reads', 'places read')} as before.${changed > 0 ? ` ${formatCount(changed, 'place was', 'places were')} changed again since, and left.` : ''}`,
    act: (from: string, to: string) => `replace “${from}” by “${to}”`,
  },
  history: {
    title: 'Corrections',
    hint: 'Who corrected this transcript, the latest first. What one person did within a minute stands together.',
    none: 'Nothing was corrected here yet.',
    someone: 'A former member',
    you: 'You',
    correctedBy: (name: string, ago: string) => `Corrected by ${name}, ${ago}`,
    takeBack: 'Take back',
    takeBackOf: (name: string, ago: string) => `Take back what ${name} corrected ${ago}`,
    takenBack: 'The correction was taken back.',
    kept: {
      changed: (place: string) =>
        `${place} was changed again since, at the same words, and is left as it is.`,
      joined: () => 'A turn was joined to another one since: take that back first.',
      unknown: (place: string) => `It is not recorded how ${place} was before.`,
    },
    namesKept: (count: number) =>
      `${formatCount(count, 'speaker was', 'speakers were')} renamed again since, and left as they are.`,
    cannot: 'Cannot be taken back: the record does not say how it was before.',
    nothing: 'It was taken back already.',
    act: 'take a correction back',
    changed: (speaker: string, time: string) => (time ? `${speaker} at ${time}` : speaker),
    split: (speaker: string, time: string) => `Split off: ${time ? `${speaker} at ${time}` : speaker}`,
    joined: (speaker: string) => `Joined to the turn above: ${speaker}`,
    speaker: 'Speaker:',
    right: 'Found right as recognised:',
    notRight: 'No longer found right:',
    long: 'A long turn.',
    moreTurns: (count: number) => formatCount(count, 'more turn', 'more turns'),
    more: 'Show earlier ones',
  },
  people: {
    title: 'Speakers',
    hint: 'A new name, a role or a merge holds for the whole conversation. Each can be taken back.',
    turns: (count: number) => formatCount(count, 'turn', 'turns'),
    name: (speaker: string) => `Name of ${speaker}`,
    role: (speaker: string) => `Role of ${speaker}`,
    roles: { facilitator: 'Facilitator', participant: 'Participant' },
    merge: (speaker: string) => `Merge ${speaker} into`,
    mergePlaceholder: 'Merge into…',
    preview: (count: number, from: string, into: string) =>
      `${formatCount(count, 'turn', 'turns')} of ${from} will be ${into}’s, and ${from} leaves the list.`,
    confirm: 'Merge',
    merged: (from: string, into: string) => `${from} is now ${into}.`,
    act: {
      merge: (from: string, into: string) => `merge ${from} into ${into}`,
      role: (speaker: string) => `change the role of ${speaker}`,
    },
  },
}
