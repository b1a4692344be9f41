import { findCode } from '@polyphony/ontology'
import { codings as words } from '../../text/codings.ts'
import { desk as deskWords } from '../../text/desk.ts'
import type { Desk } from '../desk/desk.ts'
import type { Disagreement } from './disagreements.ts'

/** More sides, or more codes of one, would bury what they are about. */
const MOST_SIDES = 3
const MOST_CODES = 3

/** Who says what of the same words: "Mona: Unwritten rules · Teo: Being asked". Begins with `first`, if they have a say. */
export const describeSides = (desk: Desk, sides: Disagreement['sides'], first?: string): string => {
  const { ontology } = desk.facts.get()
  const ordered = sides.toSorted((a, b) => Number(b.member === first) - Number(a.member === first))
  const said = ordered.slice(0, MOST_SIDES).map(({ member, codes }) => {
    const name =
      member === desk.me.id
        ? words.disagreement.you
        : (desk.members.get(member)?.name ?? deskWords.passage.someone)
    const names = codes.slice(0, MOST_CODES).map(code => findCode(ontology, code)?.name ?? code)
    if (codes.length > MOST_CODES) names.push(words.disagreement.more(codes.length - MOST_CODES))
    return words.disagreement.side(name, names.join(', '))
  })
  if (sides.length > MOST_SIDES) said.push(words.disagreement.others(sides.length - MOST_SIDES))
  return said.join(' · ')
}
