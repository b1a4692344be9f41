import type { TextSpan, TranscriptIndex } from '@polyphony/document'
import type { Ontology } from '@polyphony/ontology'
import type { Annotation, Annotations } from './annotations.ts'
import { thematicCodesOf } from './codesOf.ts'
import { type Disagreement, disagreementsIn } from './disagreements.ts'

/**
 * The disagreements of a conversation, found turn by turn when they are asked for and kept until `forget`: a change
 * costs the turns it touches, and a conversation nobody looks at costs nothing.
 */
export class DisagreementIndex {
  private readonly found = new Map<string, readonly Disagreement[]>()
  /** Only these are listened to; everybody when null. */
  private people: ReadonlySet<string> | null = null

  constructor(
    private readonly index: TranscriptIndex,
    private readonly annotations: Annotations,
    private readonly ontology: () => Ontology,
  ) {}

  /** In the order of the text. */
  inTurn(turn: string): readonly Disagreement[] {
    const known = this.found.get(turn)
    if (known) return known
    const { people } = this
    const found = disagreementsIn(
      this.index.turn(turn)?.text ?? '',
      this.annotations.inTurn(turn).flatMap(({ key, from, to }) => {
        const annotation = this.annotations.get(key)!
        if (people && !people.has(annotation.member)) return []
        const codes = thematicCodesOf(this.ontology(), annotation).map(({ id }) => id)
        return { key, member: annotation.member, codes, from, to }
      }),
    )
    this.found.set(turn, found)
    return found
  }

  /** The disagreements a highlight takes part in, in every turn it reaches over. */
  of({ key, resolution }: Annotation): Disagreement[] {
    if (!('span' in resolution)) return []
    return this.turnsOf(resolution.span).flatMap(turn =>
      this.inTurn(turn).filter(({ keys }) => keys.has(key)),
    )
  }

  isDisputed({ key, resolution }: Annotation): boolean {
    if (!('span' in resolution)) return false
    return this.turnsOf(resolution.span).some(turn => this.inTurn(turn).some(({ keys }) => keys.has(key)))
  }

  /** Asks only how these people differ from each other; null listens to everybody. */
  listenTo(people: ReadonlySet<string> | null): void {
    if (people === this.people) return
    this.people = people
    this.found.clear()
  }

  /** What was found in these turns, or in all, is looked for again. */
  forget(turns?: Iterable<string>): void {
    if (turns) for (const turn of turns) this.found.delete(turn)
    else this.found.clear()
  }

  private turnsOf({ start, end }: TextSpan): string[] {
    if (start.turn === end.turn) return [start.turn]
    return this.index.order
      .slice(this.index.position(start.turn), this.index.position(end.turn) + 1)
      .map(({ id }) => id)
  }
}
