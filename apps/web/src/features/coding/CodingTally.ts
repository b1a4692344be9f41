import type { Code, Ontology } from '@polyphony/ontology'
import { atLeisure } from '../../ui/atLeisure.ts'
import type { Annotation, Annotations } from './annotations.ts'
import { codesOf } from './codesOf.ts'
import type { Shown } from './createShown.ts'

interface TallySource {
  annotations: Pick<Annotations, 'get' | 'values' | 'onChange'>
  shown: Pick<Shown, 'shows' | 'onChange'>
  ontology: () => Ontology
}

/**
 * How many of the highlights shown carry each code (merges resolved), and which highlights name a section of the guide.
 * Kept up at leisure, by what changed: a conversation may have ten thousand highlights and ten people at work.
 */
export class CodingTally {
  private readonly counts = new Map<string, number>()
  /** By highlight: the codes it was counted with. */
  private readonly counted = new Map<string, readonly Code[]>()
  private readonly sectionKeys = new Set<string>()
  private readonly changed = new Set<string>()
  private all = true
  private readonly listeners = new Set<() => void>()
  private readonly disposers: (() => void)[]

  constructor(private readonly source: TallySource) {
    const later = atLeisure(() => this.update())
    this.disposers = [
      later.cancel,
      source.annotations.onChange((_, keys) => {
        for (const key of keys) this.changed.add(key)
        if (keys.size > 0) later.request()
      }),
      // The filter is another one, or the ontology.
      source.shown.onChange(() => {
        this.all = true
        later.request()
      }),
    ]
    this.update()
  }

  of(code: string): number {
    return this.counts.get(code) ?? 0
  }

  /** Keys of the highlights that carry a structural code. */
  sections(): ReadonlySet<string> {
    return this.sectionKeys
  }

  /** Whether something changed that is not counted yet. */
  get isBehind(): boolean {
    return this.all || this.changed.size > 0
  }

  /** Calls back after it was brought up to date. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Brings it up to date now. */
  update(): void {
    if (this.all) {
      this.counts.clear()
      this.counted.clear()
      this.sectionKeys.clear()
      for (const annotation of this.source.annotations.values()) this.count(annotation.key, annotation)
    } else for (const key of this.changed) this.count(key, this.source.annotations.get(key))
    this.all = false
    this.changed.clear()
    for (const listener of [...this.listeners]) listener()
  }

  dispose(): void {
    for (const dispose of this.disposers) dispose()
    this.listeners.clear()
  }

  private count(key: string, annotation: Annotation | undefined): void {
    for (const code of this.counted.get(key) ?? []) this.add(code, -1)
    this.counted.delete(key)
    this.sectionKeys.delete(key)
    if (!annotation) return
    const codes = codesOf(this.source.ontology(), annotation)
    if (codes.some(({ kind }) => kind === 'structural')) this.sectionKeys.add(key)
    if (codes.length === 0 || !this.source.shown.shows(annotation)) return
    for (const code of codes) this.add(code, 1)
    this.counted.set(key, codes)
  }

  private add({ id }: Code, change: 1 | -1): void {
    const left = this.of(id) + change
    if (left > 0) this.counts.set(id, left)
    else this.counts.delete(id)
  }
}
