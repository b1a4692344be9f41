import { type Code, MAX_DEFINITION_LENGTH } from '../../code.ts'
import type { StepInput } from '../../operation.ts'
import { resolveCode } from '../../resolveCode.ts'
import type { Codebook } from '../codebook.ts'
import { cut } from './cut.ts'
import type { Planning } from './Planning.ts'

/** Plans relations, mappings and examples between codes that have been planned. */
export const planLinks = (planning: Planning, { relations, mappings, examples }: Codebook): void => {
  const here = (key: string): Code | null => {
    const id = planning.planned.get(key)?.code?.id
    return id === undefined ? null : resolveCode(planning.draft, id)
  }
  const add = (where: string, known: boolean, step: StepInput) => {
    if (known) planning.report.add('link-known', where)
    else planning.try(step, where)
  }
  for (const { type, from, to, note } of relations) {
    const [one, other] = [here(from), here(to)]
    if (!one || !other || one.id === other.id) {
      planning.report.add('link-dangling', `${type}: ${from} – ${to}`)
      continue
    }
    const known = Object.values(planning.draft.relations).some(r => {
      const ends = [resolveCode(planning.draft, r.from)?.id, resolveCode(planning.draft, r.to)?.id]
      return r.type === type && ends.includes(one.id) && ends.includes(other.id)
    })
    add(`${one.name} – ${other.name}`, known, {
      type: 'relate',
      id: planning.options.newId(),
      relation: type,
      from: one.id,
      to: other.id,
      note: cut(note, MAX_DEFINITION_LENGTH),
    })
  }
  for (const { code: key, scheme, concept, match, note } of mappings) {
    const code = here(key)
    if (!code) {
      planning.report.add('link-dangling', `${key}: ${concept}`)
      continue
    }
    const known = Object.values(planning.draft.mappings).some(
      m =>
        m.scheme === scheme && m.concept === concept && resolveCode(planning.draft, m.code)?.id === code.id,
    )
    add(`${code.name}: ${concept}`, known, {
      type: 'map',
      id: planning.options.newId(),
      code: code.id,
      scheme,
      concept,
      match,
      note: cut(note, MAX_DEFINITION_LENGTH),
    })
  }
  for (const { code: key, fit, excerpt, note } of examples) {
    const code = here(key)
    if (!code) {
      planning.report.add('link-dangling', key)
      continue
    }
    const known = Object.values(planning.draft.examples).some(
      e =>
        e.excerpt.highlight === excerpt.highlight &&
        e.excerpt.member === excerpt.member &&
        e.excerpt.conversation === excerpt.conversation &&
        resolveCode(planning.draft, e.code)?.id === code.id,
    )
    add(code.name, known, {
      type: 'cite',
      id: planning.options.newId(),
      code: code.id,
      fit,
      excerpt,
      note: cut(note, MAX_DEFINITION_LENGTH),
    })
  }
}
