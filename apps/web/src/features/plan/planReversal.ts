import { type PlanChange, type PlanConcept, PlanConceptChange } from '@polyphony/contract'

type Fields = PlanChange['fields']

const Reversal = PlanConceptChange.omit({ version: true })
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
const valuesOf = ({ details, ...concept }: PlanConcept): Record<string, unknown> => ({
  ...details,
  ...concept,
})

/** In what a concept differs from what it was, as the list of changes keeps it. */
export const fieldsChanged = (before: PlanConcept, after: PlanConcept): Fields => {
  const [was, is] = [valuesOf(before), valuesOf(after)]
  return (['title', 'description', 'number', 'hidden', ...Object.keys(after.details ?? {})] as const).flatMap(
    field => (same(was[field], is[field]) ? [] : [{ field, from: was[field], to: is[field] }]),
  )
}

/** The same change the other way round. */
export const turned = (fields: Fields): Fields =>
  fields.map(({ field, from, to }) => ({ field, from: to, to: from }))

/**
 * What takes a change back, as far as it still stands: fields that somebody has changed since keep what they hold. Null
 * when nothing of it stands. Something that was added is hidden, for others may have mapped codes to it by now.
 */
export const reversalOf = (
  concept: PlanConcept,
  fields: Fields,
): Omit<PlanConceptChange, 'version'> | null => {
  const added = fields.some(({ field, from }) => field === 'title' && (from ?? null) === null)
  if (added) return concept.hidden ? null : { hidden: true }
  const now = valuesOf(concept)
  const standing = fields.filter(({ field, to }) => same(now[field], to))
  if (standing.length === 0) return null
  const isDetail = (field: string) => concept.details !== null && field in concept.details
  const back = (wanted: boolean) =>
    Object.fromEntries(
      standing.flatMap(({ field, from }) => (isDetail(field) === wanted ? [[field, from ?? null]] : [])),
    )
  const details = back(true)
  return Reversal.parse({ ...back(false), ...(Object.keys(details).length > 0 && { details }) })
}
