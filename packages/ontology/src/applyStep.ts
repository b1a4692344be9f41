import type { Ontology } from './code.ts'
import type { OperationContext, Step, StepType } from './operation.ts'
import { createCode } from './operations/createCode.ts'
import { defineCode, recolourCode, renameCode } from './operations/describeCode.ts'
import {
  citeExcerpt,
  mapCode,
  relateCodes,
  unciteExcerpt,
  unmapCode,
  unrelateCodes,
} from './operations/linkCodes.ts'
import { mergeCodes, unmergeCode } from './operations/mergeCodes.ts'
import { moveCode } from './operations/moveCode.ts'
import type { Apply } from './operations/operationOf.ts'
import { recastCode } from './operations/recastCode.ts'
import { adoptCode, rejectCode, restoreCode, retireCode } from './operations/settleCode.ts'
import { splitCode } from './operations/splitCode.ts'

const APPLY: { [T in StepType]: Apply<T> } = {
  create: createCode,
  rename: renameCode,
  define: defineCode,
  recolour: recolourCode,
  move: moveCode,
  recast: recastCode,
  merge: mergeCodes,
  unmerge: unmergeCode,
  split: splitCode,
  retire: retireCode,
  restore: restoreCode,
  adopt: adoptCode,
  reject: rejectCode,
  relate: relateCodes,
  unrelate: unrelateCodes,
  map: mapCode,
  unmap: unmapCode,
  cite: citeExcerpt,
  uncite: unciteExcerpt,
}

/** The step with every choice the ontology made written down, so that a replay does not depend on how it chose. */
const withChoices = (step: Step, after: Ontology): Step => {
  if (step.type === 'create') return { ...step, colour: after.codes[step.id]!.colour }
  if (step.type === 'split')
    return { ...step, into: step.into.map(p => ({ ...p, colour: after.codes[p.id]!.colour })) }
  return step
}

/**
 * One step applied, the ontology's revision still the old one, and the step as it was applied.
 * @throws OntologyError
 */
export const applyStep = (
  ontology: Ontology,
  step: Step,
  context: OperationContext,
): { ontology: Ontology; step: Step } => {
  const apply = APPLY[step.type] as Apply<StepType>
  const next = apply(ontology, step, context)
  return { ontology: next, step: withChoices(step, next) }
}
