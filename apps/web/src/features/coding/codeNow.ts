import { type Code, findCode, resolveCode } from '@polyphony/ontology'
import { coding as words } from '../../text/coding.ts'
import { notifyBriefly } from '../../ui/notify.ts'
import type { Desk } from '../desk/desk.ts'

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

/** The codes applied last that are still in use, newest first. */
export const recentCodes = (desk: Desk): Code[] => {
  const { ontology, recent } = desk.facts.get()
  const codes = new Map(recent.flatMap(id => resolveCode(ontology, id) ?? []).map(code => [code.id, code]))
  return [...codes.values()]
}
