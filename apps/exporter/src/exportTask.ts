import type { Collected } from './collect.ts'

/** What a format gets to write itself: one file per format, all of this shape. */
export interface ExportTask {
  collected: Collected
  /** Folder to write into; exists. */
  directory: string
  /** An excerpt's audio, cut anew (MP3). */
  clip: (excerpt: string) => Promise<Uint8Array>
  /** Says what is being done; `fraction` 0–1 of this format. */
  report: (step: string, fraction: number) => void
  signal?: AbortSignal
  now: Date
}
