import type { ReportEntry } from './transcriptDraft.ts'

const MAX_EXAMPLES = 3
const MAX_EXAMPLE_LENGTH = 80

/** Collects what was skipped, repaired or is worth a note while a transcript is read. */
export class ImportReport {
  readonly #entries = new Map<string, ReportEntry>()

  add(kind: ReportEntry['kind'], what: string, seen: { where?: string; example?: string } = {}): void {
    const key = `${kind}\n${what}`
    let entry = this.#entries.get(key)
    if (!entry) {
      entry = {
        kind,
        what,
        count: 0,
        examples: [],
        ...(seen.where === undefined ? {} : { where: seen.where }),
      }
      this.#entries.set(key, entry)
    }
    entry.count++
    if (seen.example && entry.examples.length < MAX_EXAMPLES) entry.examples.push(abridged(seen.example))
  }

  get entries(): ReportEntry[] {
    return [...this.#entries.values()]
  }
}

const abridged = (text: string) =>
  text.length <= MAX_EXAMPLE_LENGTH ? text : `${text.slice(0, MAX_EXAMPLE_LENGTH - 1)}…`
