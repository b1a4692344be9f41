import { formatCount } from './format.ts'

/** Words of what concerns a whole transcript: replacing, speakers, corrections, uncertain words. */
export const tools = {
  menu: 'Find and correct',
  find: 'Find…',
  replace: 'Replace a word everywhere…',
  speakers: 'Speakers…',
  corrections: 'Corrections…',
  uncertain: 'Show uncertain words',
  nextUncertain: 'Next uncertain word',
  noUncertain: 'No further word was recognised with little confidence.',
  shortcuts: {
    replace: 'Replace a word everywhere',
    uncertain: 'Next uncertain word',
  },
  replacing: {
    title: 'Replace everywhere in this conversation',
    find: 'Misheard',
    with: 'Meant',
    wholeWord: 'Whole words',
    exact: 'Case and accents as typed',
    found: (count: number) => formatCount(count, 'place', 'places'),
    none: 'This is said nowhere in the conversation.',
    hint: 'Every place is listed here before anything changes. Highlights and times stay where they are.',
    all: 'All',
    place: (speaker: string, time: string) => (time ? `${speaker} at ${time}` : speaker),
    play: (place: string) => `Play ${place}`,
    more: (count: number) =>
      `${formatCount(count, 'more place', 'more places')} not listed, and replaced as well.`,
    apply: (count: number) => `Replace ${formatCount(count, 'place', 'places')}`,
    done: (count: number, from: string, to: string) =>
      `“${from}” is now “${to}” in ${formatCount(count, 'place', 'places')}.`,
    act: (from: string, to: string) => `replace “${from}” by “${to}”`,
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
