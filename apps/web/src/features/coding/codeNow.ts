import { type Code, findCode, resolveCode } from '@polyphony/ontology'
import { coding as words } from '../../text/coding.ts'
import { notifyBriefly } from '../../ui/notify.ts'
import type { Desk, DeskFacts } from '../desk/desk.ts'

/**
 * The code that an id stands for at this moment. Codes are retired and merged by others while one works: a merged one
 * is followed and the person told, for a retired one the person is told and the answer is null.
 */
export const codeNow = (desk: Desk, id: string): Code | null => {
  const { ontology } = desk.facts.get()
  const known = findCode(ontology, id)
  const code = resolveCode(ontology, id)
  if (!code) notifyBriefly('code', known ? words.gone.retired(known.name) : words.gone.unknown)
  else if (known && code.id !== id) notifyBriefly('code', words.gone.merged(known.name, code.name))
  return code
}

/** The code on each number key from 1, null where it is not in use any more. */
export const numberedCodes = ({ ontology, recent }: DeskFacts): (Code | null)[] => {
  const seen = new Set<string>()
  return recent.numbered.map(id => {
    const code = resolveCode(ontology, id)
    if (!code || seen.has(code.id)) return null
    seen.add(code.id)
    return code
  })
}

/** The code applied last, of those still in use. */
export const lastCode = ({ ontology, recent }: DeskFacts): Code | null =>
  recent.used.map(id => resolveCode(ontology, id)).find(code => code !== null) ?? null
