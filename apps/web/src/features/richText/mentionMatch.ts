import type { Person } from './Person.ts'

/** As many as fit on a small screen; who is not among them is found by a longer name. */
const SHOWN = 6

/** What follows an @ up to the caret; null where none is being written. An @ within a word is part of an address. */
export const mentionQuery = (before: string): string | null =>
  /(?:^|[\s(\u00a0])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]+)?)$/u.exec(before)?.[1] ?? null

/** Those of the team whose name, or a word of it, begins with the query; whole names first. */
export const peopleMatching = (people: Iterable<Person>, query: string): Person[] => {
  const wanted = fold(query)
  const rankOf = ({ name }: Person): number => {
    const folded = fold(name)
    if (folded.startsWith(wanted)) return 0
    return folded.split(/[\s-]+/).some(word => word.startsWith(wanted)) ? 1 : 2
  }
  return [...people]
    .filter(person => !person.removedAt && rankOf(person) < 2)
    .sort((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name))
    .slice(0, SHOWN)
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
