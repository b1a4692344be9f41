import { type Code, type ExcerptRef, MAX_DEFINITION_LENGTH } from '../../code.ts'
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
  /** By what each link says, merges followed: a file may bring thousands, and each is looked up. */
  const known = new Set<string>()
  const idOf = (code: string) => resolveCode(planning.draft, code)?.id ?? ''
  const sayingRelation = (type: string, ends: [string, string]) => JSON.stringify([type, ...ends.sort()])
  const sayingMapping = (scheme: string, concept: string, code: string) =>
    JSON.stringify([scheme, concept, code])
  const sayingExample = ({ conversation, member, highlight }: ExcerptRef, code: string) =>
    JSON.stringify([conversation, member, highlight, 'example of', code])
  for (const { type, from, to } of Object.values(planning.draft.relations))
    known.add(sayingRelation(type, [idOf(from), idOf(to)]))
  for (const { scheme, concept, code } of Object.values(planning.draft.mappings))
    known.add(sayingMapping(scheme, concept, idOf(code)))
  for (const { excerpt, code } of Object.values(planning.draft.examples))
    known.add(sayingExample(excerpt, idOf(code)))
  const add = (where: string, saying: string, step: StepInput) => {
    if (known.has(saying)) planning.report.add('link-known', where)
    else if (planning.try(step, where)) known.add(saying)
  }
  for (const { type, from, to, note } of relations) {
    const [one, other] = [here(from), here(to)]
    if (!one || !other || one.id === other.id) {
      planning.report.add('link-dangling', `${type}: ${from} – ${to}`)
      continue
    }
    add(`${one.name} – ${other.name}`, sayingRelation(type, [one.id, other.id]), {
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
    add(`${code.name}: ${concept}`, sayingMapping(scheme, concept, code.id), {
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
    add(code.name, sayingExample(excerpt, code.id), {
      type: 'cite',
      id: planning.options.newId(),
      code: code.id,
      fit,
      excerpt,
      note: cut(note, MAX_DEFINITION_LENGTH),
    })
  }
}
