import type { Code, Definition, StepInput } from '@polyphony/ontology'

export const DEFINITION_FIELDS = ['short', 'full', 'whenToUse', 'whenNotToUse'] as const
export type DefinitionField = (typeof DEFINITION_FIELDS)[number]

/** Whose words are kept of a field: a code's, or all of them one after the other. */
export type Keep = { code: string } | 'all'

/** Of a field, each text once, with the first code that says so; the one that stays comes first. */
export const textsOf = (
  codes: readonly Code[],
  stays: string,
  field: DefinitionField,
): { code: Code; text: string }[] => {
  const seen = new Set<string>()
  return codes
    .toSorted((a, b) => Number(b.id === stays) - Number(a.id === stays))
    .flatMap(code => {
      const text = code.definition[field].trim()
      if (!text || seen.has(text)) return []
      seen.add(text)
      return [{ code, text }]
    })
}

/** The words of a field as they are kept; where nothing was chosen, the first there are. */
export const keptText = (texts: readonly { code: Code; text: string }[], keep: Keep | undefined): string => {
  if (keep === 'all') return texts.map(({ text }) => text).join('\n\n')
  const chosen = keep && texts.find(({ code }) => code.id === keep.code)
  return (chosen ?? texts[0])?.text ?? ''
}

export interface Merge {
  /** All of them, the one that stays among them. */
  codes: readonly Code[]
  stays: Code
  name: string
  keep: Partial<Record<DefinitionField, Keep>>
  adopt: boolean
  reason: string
}

/** A merge with all that goes along with it, as steps of one act. */
export const mergeSteps = ({ codes, stays, name, keep, adopt, reason }: Merge): StepInput[] => {
  const steps: StepInput[] = [
    {
      type: 'merge',
      ids: codes.filter(code => code.id !== stays.id).map(code => code.id),
      into: stays.id,
      reason: reason.trim() || null,
    },
  ]
  if (adopt && stays.status === 'proposed') steps.push({ type: 'adopt', id: stays.id })
  // After the merge: the name of a code that has gone is free.
  if (name.trim() && name.trim() !== stays.name) steps.push({ type: 'rename', id: stays.id, name })
  const definition: Partial<Definition> = {}
  for (const field of DEFINITION_FIELDS) {
    const text = keptText(textsOf(codes, stays.id, field), keep[field])
    if (text !== stays.definition[field].trim()) definition[field] = text
  }
  if (Object.keys(definition).length > 0) steps.push({ type: 'define', id: stays.id, definition })
  return steps
}
