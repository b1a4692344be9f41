import { thematicCodesOf } from '../coding/codesOf.ts'
import { coloursOf } from '../coding/colourBy.ts'
import type { Desk } from '../desk/desk.ts'
import type { WaveMark } from './createWaveform.ts'
import { TRACKS } from './waveLayout.ts'

/** What the marks are made of. */
type MarkSource = Pick<Desk, 'annotations' | 'shown' | 'facts' | 'state' | 'members'>

/**
 * Every highlight shown that has a time as a mark, in the order of their beginnings, packed into a few tracks; what is
 * crowded shares the last one. When some highlights change, only their marks are made anew.
 */
export class WaveMarks {
  private readonly byKey = new Map<string, WaveMark>()
  private marks: WaveMark[] = []
  /** How each colour is shown: thousands of marks share a few dozen. */
  private readonly shades = new Map<string, string>()

  constructor(
    private readonly source: MarkSource,
    private readonly dark: boolean,
  ) {}

  /** The marks after these highlights changed; after anything may have when none are named. */
  update(keys?: ReadonlySet<string>): readonly WaveMark[] {
    if (keys) for (const key of keys) this.renew(key)
    else this.renewAll()
    this.pack()
    return this.marks
  }

  private renewAll(): void {
    this.byKey.clear()
    for (const { key } of this.source.annotations.values()) {
      const mark = this.markOf(key)
      if (mark) this.byKey.set(key, mark)
    }
    this.marks = [...this.byKey.values()].sort(inOrder)
  }

  private renew(key: string): void {
    const before = this.byKey.get(key)
    if (before) this.marks.splice(this.placeOf(before), 1)
    const now = this.markOf(key)
    if (now) {
      this.marks.splice(this.placeOf(now), 0, now)
      this.byKey.set(key, now)
    } else this.byKey.delete(key)
  }

  /** Where a mark stands among the others, or would. */
  private placeOf(mark: WaveMark): number {
    let low = 0
    let high = this.marks.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (inOrder(this.marks[middle]!, mark) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  private markOf(key: string): WaveMark | null {
    const { annotations, shown, facts, state, members } = this.source
    const annotation = annotations.get(key)
    if (!annotation || annotation.highlight.anchor.from < 0 || !shown.showsRemark(annotation)) return null
    const { from, to } = annotation.highlight.anchor
    const codes = thematicCodesOf(facts.get().ontology, annotation)
    const [colour] = coloursOf(state.get().colourBy, codes, members.get(annotation.member))
    return {
      key,
      from: from / 1000,
      to: Math.max(from, to) / 1000,
      colour: this.shadeOf(colour!),
      track: 0,
    }
  }

  private shadeOf(colour: string): string {
    let shade = this.shades.get(colour)
    if (shade === undefined) {
      shade = `oklch(from ${colour} ${this.dark ? 0.72 : 0.62} min(c, 0.13) h)`
      this.shades.set(colour, shade)
    }
    return shade
  }

  private pack(): void {
    const ends = new Float64Array(TRACKS).fill(Number.NEGATIVE_INFINITY)
    for (const mark of this.marks) {
      let track = 0
      while (track < TRACKS - 1 && ends[track]! > mark.from) track++
      ends[track] = Math.max(mark.to, ends[track]!)
      mark.track = track
    }
  }
}

const inOrder = (a: WaveMark, b: WaveMark): number =>
  a.from - b.from || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
