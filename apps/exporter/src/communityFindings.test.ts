import type { Ceiling, Decision, Excerpt } from '@polyphony/contract'
import {
  applyOperation,
  emptyOntology,
  type Ontology,
  Operation,
  type OperationInput,
} from '@polyphony/ontology'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { communityFindings } from './communityFindings.ts'
import { APPROVED, collectedOf, conversationOf, excerptOf, NOW } from './testing/collectedOf.ts'

const HOUR = 3600_000
const at = (ms: number): string => new Date(NOW.getTime() + ms).toISOString()

const decision: fc.Arbitrary<Decision> = fc.record({
  state: fc.constantFrom('pending' as const, 'approved' as const, 'declined' as const),
  by: fc.constantFrom(null, 'lead'),
  at: fc.constant(null),
  reason: fc.constantFrom(null, 'A reason for the team alone'),
  expiresAt: fc.oneof(fc.constant(null), fc.integer({ min: -HOUR, max: HOUR }).map(at)),
})
const ceiling: fc.Arbitrary<Ceiling | 'deleted'> = fc.constantFrom('team', 'institution', 'public', 'deleted')

/** The rule, stated once more and differently: what may leave. */
const maySee = ({ decision }: Excerpt, travels: Ceiling | 'deleted'): boolean =>
  decision.state === 'approved' &&
  (decision.expiresAt === null || Date.parse(decision.expiresAt) > NOW.getTime()) &&
  (travels === 'institution' || travels === 'public')

describe('what leaves for the community', () => {
  it('is approved, unexpired and of conversations above “team”: all of it, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ decision, ceiling }), { maxLength: 12 }), cases => {
        const excerpts = cases.map((one, n) =>
          excerptOf(`e${n}`, { decision: one.decision, conversation: `talk${n}` }),
        )
        const conversations = cases.flatMap((one, n) =>
          one.ceiling === 'deleted' ? [] : [conversationOf(`talk${n}`, { ceiling: one.ceiling })],
        )
        const { findings, withheld } = communityFindings(collectedOf(excerpts, { conversations }), NOW)
        const expected = excerpts.filter((excerpt, n) => maySee(excerpt, cases[n]!.ceiling))
        expect(findings[0]!.excerpts.map(one => one.id)).toEqual(expected.map(one => one.id))
        expect(withheld).toHaveLength(excerpts.length - expected.length)
        const text = JSON.stringify(findings)
        for (const [n, excerpt] of excerpts.entries())
          if (!expected.includes(excerpt)) expect(text).not.toMatch(new RegExp(`Words of e${n}\\b`))
        expect(text).not.toMatch(/Realname|example\.org|Title of|reason for the team/)
      }),
      { numRuns: 300 },
    )
  })

  it.each<[string, Partial<Decision>, Ceiling | 'deleted', string]>([
    ['undecided', { state: 'pending' }, 'public', 'undecided'],
    ['declined', { state: 'declined', reason: 'No' }, 'public', 'declined'],
    ['expired this very moment', { expiresAt: at(0) }, 'public', 'expired'],
    ['expired, and so pending again', { state: 'pending', expiresAt: at(-1) }, 'public', 'expired'],
    ['approved before the ceiling was lowered', {}, 'team', 'conversation stays with the team'],
    ['of a deleted conversation', {}, 'deleted', 'conversation deleted'],
  ])('is never an excerpt that is %s; the team is told why', (_, change, travels, reason) => {
    const conversations = travels === 'deleted' ? [] : [conversationOf('talk', { ceiling: travels })]
    const excerpt = excerptOf('e1', { decision: { ...APPROVED, ...change } })
    const { findings, withheld } = communityFindings(collectedOf([excerpt], { conversations }), NOW)
    expect(findings[0]!.excerpts).toEqual([])
    expect(withheld).toEqual([{ excerpt: 'e1', finding: 'finding', reason }])
  })

  it('has audio where there is a recording and a length', () => {
    const excerpts = [
      excerptOf('heard'),
      excerptOf('untimed', { start: null, end: null }),
      excerptOf('instant', { start: 3, end: 3 }),
      excerptOf('written', { conversation: 'letter' }),
    ]
    const conversations = [conversationOf('talk'), conversationOf('letter', { recording: null })]
    const { findings } = communityFindings(collectedOf(excerpts, { conversations }), NOW)
    expect(findings[0]!.excerpts.map(one => one.seconds)).toEqual([4.5, null, null, null])
  })

  it('names themes as they are called now: merged ones once, retired and structural ones not', () => {
    const operations: OperationInput[] = [
      { type: 'create', id: 'care', name: 'Care' },
      { type: 'create', id: 'tending', name: 'Tending' },
      { type: 'create', id: 'old', name: 'Old idea' },
      { type: 'create', id: 'opening', name: 'Opening round', kind: 'structural' },
      { type: 'merge', ids: ['tending'], into: 'care' },
      { type: 'retire', id: 'old', reason: 'Not used' },
    ]
    let ontology: Ontology = emptyOntology
    for (const operation of operations) {
      const context = { actor: 'lead', at: NOW.toISOString() }
      ontology = applyOperation(ontology, Operation.parse(operation), context).ontology
    }
    const codes = ['tending', 'care', 'old', 'opening', 'unknown']
    const { findings } = communityFindings(collectedOf([excerptOf('e1', { codes })], { ontology }), NOW)
    expect(findings[0]!.excerpts[0]!.themes).toEqual([{ name: 'Care', colour: ontology.codes.care!.colour }])
  })

  it('gives each finding a page of its own, and none the place of the list', () => {
    const one = collectedOf([]).findings[0]!
    const titles = ['Index', 'Being asked!', 'being, asked', '…', 'Ça va?', '𝒜'.repeat(80)]
    const findings = titles.map(title => ({ ...one, finding: { ...one.finding, title } }))
    const slugs = communityFindings({ ...collectedOf([]), findings }, NOW).findings.map(({ slug }) => slug)
    expect(slugs.slice(0, 5)).toEqual(['index-2', 'being-asked', 'being-asked-2', 'finding', 'ca-va'])
    expect(slugs[5]).toMatch(/^a{60}$/)
  })
})
