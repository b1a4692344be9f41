import fc from 'fast-check'
import { type Applied, applyOperation } from '../applyOperation.ts'
import { emptyOntology, isLive, type Ontology } from '../code.ts'
import { OntologyError } from '../ontologyError.ts'
import type { OperationInput, StepInput, StepType } from '../operation.ts'
import { findCode } from '../resolveCode.ts'
import { parentOf } from '../tree.ts'
import { context } from './build.ts'

// Operations are drawn as picks and read against the ontology they meet, so that most of them concern codes that exist;
// few names, so that they collide.
export interface Draw {
  type: StepType | 'batch'
  picks: number[]
  name: string
  text: string
  flags: boolean[]
}
const type = (weights: Partial<Record<Draw['type'], number>>) =>
  fc.oneof(
    ...Object.entries(weights).map(([value, weight]) => ({
      weight,
      arbitrary: fc.constant(value as Draw['type']),
    })),
  )
const draw: fc.Arbitrary<Draw> = fc.record({
  type: type({
    create: 12,
    merge: 8,
    unmerge: 6,
    move: 7,
    recast: 4,
    retire: 4,
    restore: 3,
    rename: 3,
    define: 2,
    recolour: 1,
    split: 2,
    adopt: 3,
    reject: 3,
    relate: 6,
    unrelate: 7,
    map: 3,
    unmap: 4,
    cite: 3,
    uncite: 4,
    batch: 3,
  }),
  picks: fc.array(fc.nat({ max: 1000 }), { minLength: 4, maxLength: 4 }),
  name: fc.constantFrom(
    ...[
      'Voice',
      'voice ',
      'Being asked',
      'being  ASKED',
      'Caf\u00e9',
      'Cafe\u0301',
      'Trust',
      'Care',
      'Hope',
      'Doubt',
      'A / B | C\\',
      '=SUM(A1)',
      '<&"\'> ; 信任',
    ],
  ),
  text: fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    // What formats give a meaning to.
    fc.constantFrom(
      '=1+1',
      "'=1+1",
      '[Full definition]',
      '\\[Notation]',
      'a\r\nb\n\n[When to use]\nc',
      'a | b\\',
      '<b>&amp;',
      ' ',
    ),
  ),
  flags: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
})
export const draws = fc.array(draw, { minLength: 1, maxLength: 60, size: 'max' })

/** The operation that a draw stands for in this ontology. */
export const readDraw = (ontology: Ontology, { type, picks, name, text, flags }: Draw): OperationInput => {
  const [p = 0, q = 0, r = 0, s = 0] = picks
  const [f, g, h] = flags
  const one = (n: number, record: object = ontology.codes): string => {
    const ids = Object.keys(record)
    return n % 23 === 0 || ids.length === 0 ? 'nothing' : ids[n % ids.length]!
  }
  const fresh = (n: number) => (n % 23 === 0 ? one(n + 1) : `c${ontology.revision}-${n % 7}`)
  // Some that the operation is made for, if there are any.
  const having = (n: number, status: string[]) => {
    const fit = Object.values(ontology.codes).filter(code => status.includes(code.status))
    return fit.length === 0 || n % 11 === 0 ? one(n) : fit[n % fit.length]!.id
  }
  const live = (n: number) => having(n, ['adopted', 'proposed'])
  const parent = f ? null : live(q)
  const siblings = Object.values(ontology.codes).filter(
    code => isLive(code) && (parentOf(ontology, code)?.id ?? null) === parent,
  )
  const before = g ? null : (siblings[r % (siblings.length || 1)]?.id ?? one(r))
  switch (type) {
    case 'create': {
      const kind = s % 5 === 0 ? 'structural' : 'thematic'
      const notation = s % 3 === 0 ? ([...text.trim()][0] ?? null) : null
      const outOfUse =
        s % 7 !== 0
          ? undefined
          : f
            ? ({ status: 'merged', into: live(q) } as const)
            : ({ status: 'retired', reason: 'Of old.' } as const)
      const formerNames = s % 2 === 0 ? [name, 'Once', 'Once'] : undefined
      return { type, id: fresh(p), name, kind, parent, before, proposed: h, notation, outOfUse, formerNames }
    }
    case 'rename':
      return { type, id: live(p), name }
    case 'define':
      return {
        type,
        id: live(p),
        definition: f ? { short: text } : { full: text },
        stance: g ? 'lived' : null,
      }
    case 'recolour':
      return { type, id: live(p), colour: f ? '#112233' : '#445566' }
    case 'move':
      return { type, id: live(p), parent, before }
    case 'recast': {
      const kind = findCode(ontology, live(p))?.kind === 'thematic' ? 'structural' : 'thematic'
      return { type, id: live(p), kind, parent: s % 3 === 0 ? live(q) : null, before: null }
    }
    case 'merge':
      return { type, ids: f ? [live(p), live(r)] : [live(p)], into: live(q), reason: g ? text : null }
    case 'unmerge':
      return { type, id: having(p, ['merged']), ...(f && g && { name }) }
    case 'split':
      return {
        type,
        id: live(p),
        into: [
          { id: fresh(q), name, definition: { short: text } },
          { id: fresh(q + 1), name: `${name} too` },
        ],
        also: g ? [live(r)] : [],
      }
    case 'retire':
      return { type, id: live(p), reason: 'Too broad.' }
    case 'restore':
      return { type, id: having(p, ['retired', 'rejected']), ...(f && g && { name }) }
    case 'adopt':
      return { type, id: having(p, ['proposed']) }
    case 'reject':
      return { type, id: having(p, ['proposed']), reason: 'Not a theme.' }
    case 'relate':
      return {
        type,
        id: fresh(p),
        relation: f ? 'tension' : 'connection',
        from: live(q),
        to: live(r),
        note: text,
      }
    case 'unrelate':
      return { type, id: one(p, ontology.relations) }
    case 'map':
      return { type, id: fresh(p), code: live(q), scheme: 'plan', concept: f ? 'c3' : 'c4' }
    case 'unmap':
      return { type, id: one(p, ontology.mappings) }
    case 'cite': {
      const excerpt = { conversation: 'talk', member: f ? 'ada' : 'ben', highlight: `h${s % 4}` }
      return { type, id: fresh(p), code: live(q), fit: g ? 'typical' : 'atypical', excerpt, note: text }
    }
    case 'uncite':
      return { type, id: one(p, ontology.examples) }
    case 'batch': {
      const codes = [`b${ontology.revision}`, `b${ontology.revision}-2`]
      const steps: StepInput[] = [
        { type: 'create', id: codes[0]!, name, parent },
        { type: 'create', id: codes[1]!, name: `${name} below`, parent: codes[0]! },
        { type: 'rename', id: live(p), name: `${name} ${s % 5}` },
      ]
      if (f) steps.push({ type: 'merge', ids: [codes[0]!], into: live(q) })
      if (g) steps.push({ type: 'retire', id: live(r), reason: 'Too broad.' })
      if (h) steps.push({ type: 'recolour', id: codes[1]!, colour: '#112233' })
      return { type, id: `b${ontology.revision}`, title: 'Several at once', steps }
    }
  }
}

/** Applies what applies, and hands every step to `look`. */
export const runDraws = (
  inputs: readonly Draw[],
  look: (before: Ontology, applied: Applied) => void = () => {},
  from: Ontology = emptyOntology,
): Applied[] => {
  const steps: Applied[] = []
  let ontology = from
  for (const input of inputs) {
    let applied: Applied
    try {
      applied = applyOperation(ontology, readDraw(ontology, input), context)
    } catch (error) {
      // Anything else would be a defect: an operation applies or says why not.
      if (!(error instanceof OntologyError)) throw error
      continue
    }
    look(ontology, applied)
    steps.push(applied)
    ontology = applied.ontology
  }
  return steps
}
