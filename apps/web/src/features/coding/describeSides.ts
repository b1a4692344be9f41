import { findCode } from '@polyphony/ontology'
import { codings as words } from '../../text/codings.ts'
import { desk as deskWords } from '../../text/desk.ts'
import type { Desk } from '../desk/desk.ts'
import type { Disagreement } from './disagreements.ts'

/** Who says what of the same words: "Mona: Unwritten rules · Teo: Being asked". */
export const describeSides = (desk: Desk, sides: Disagreement['sides']): string => {
  const { ontology } = desk.facts.get()
  return sides
    .map(({ member, codes }) =>
      words.disagreement.side(
        member === desk.me.id
          ? words.disagreement.you
          : (desk.members.get(member)?.name ?? deskWords.passage.someone),
        codes.map(code => findCode(ontology, code)?.name ?? code).join(', '),
      ),
    )
    .join(' · ')
}
