import { formatCount } from './format.ts'

/** Words of being at the same desk. */
export const presence = {
  here: 'Here now',
  person: (name: string, where: string) => `${name}, ${where}`,
  goTo: (name: string) => `Go to where ${name} is`,
  follow: (name: string) => `Follow ${name}`,
  stopFollowing: (name: string) => `Stop following ${name}`,
  listeningAt: (time: string) => `listening at ${time}`,
  readingAt: (time: string) => `reading at ${time}`,
  reading: 'reading',
  followsYou: (name: string) => `${name} follows you`,
  followYou: (count: number) => formatCount(count, 'follows you', 'follow you'),
  more: (count: number) => `${count} more people here`,
  lastSeen: (ago: string) => `was here when the connection broke, ${ago}`,

  following: (name: string) => `Following ${name}`,
  escLeaves: 'Esc to leave',
  leave: 'Leave',
  ended: (name: string) => `${name} has left; you are by yourself again.`,
  waiting: (name: string) => `Following ${name} goes on when the connection is back.`,
  silent: (name: string) => `${name} is listening. Your browser plays only after a press.`,
  playAlong: 'Play along',

  point: 'Point at words: others see them (hold W)',
  pointShort: 'Point at words',
  pointing: 'You point: the others see the word under your pointer. Esc ends.',
  pointsAt: (name: string, time: string) => `${name} points at ${time}`,
  points: (name: string) => `${name} points at a word`,
  goThere: 'Go there',
  shortcut: 'Point at words, while it is held',
}
