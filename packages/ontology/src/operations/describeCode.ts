import { refuseNotation, refuseTwin } from '../checkOntology.ts'
import type { Code } from '../code.ts'
import { withCodes } from '../codesIndex.ts'
import { type Apply, needLive } from './operationOf.ts'

/** The code under another name; the old one stays findable. */
export const renamed = (code: Code, name: string): Code =>
  code.name === name
    ? code
    : {
        ...code,
        name,
        formerNames: [...code.formerNames.filter(n => n !== name && n !== code.name), code.name],
      }

export const renameCode: Apply<'rename'> = (ontology, { id, name }) => {
  const code = renamed(needLive(ontology, id), name)
  const next = withCodes(ontology, [code])
  refuseTwin(next, code)
  return next
}

export const defineCode: Apply<'define'> = (ontology, { id, definition, stance, notation }) => {
  const code = needLive(ontology, id)
  const next: Code = {
    ...code,
    definition: { ...code.definition, ...definition },
    stance: stance === undefined ? code.stance : stance,
    notation: notation === undefined ? code.notation : notation,
  }
  refuseNotation(ontology, next)
  return withCodes(ontology, [next])
}

export const recolourCode: Apply<'recolour'> = (ontology, { id, colour }) =>
  withCodes(ontology, [{ ...needLive(ontology, id), colour }])
