import { mkdir } from 'node:fs/promises'
import { type ApiClient, type ExportFormat, holdsTeamData, PolyphonyError, routes } from '@polyphony/contract'
import { collect } from './collect.ts'
import type { ExportTask } from './exportTask.ts'
import { writeCsv } from './formats/writeCsv.ts'
import { writeJsonLd } from './formats/writeJsonLd.ts'
import { writeSite } from './formats/writeSite.ts'

const WRITERS: Record<ExportFormat, (task: ExportTask) => Promise<void>> = {
  site: writeSite,
  csv: writeCsv,
  jsonld: writeJsonLd,
}

export interface ExportOptions {
  api: ApiClient
  workspace: string
  formats: readonly ExportFormat[]
  /** Finding ids; empty for all. */
  findings: readonly string[]
  /** Comments of the team as well, in the formats that hold data; never in the site. For leads. */
  comments?: boolean
  /** Folder to write into; made when missing. */
  directory: string
  /** `progress` is 0–1 of the whole. */
  onProgress?: (step: string, progress: number) => void
  signal?: AbortSignal
  /** The moment at which approvals are judged. */
  now?: Date
}

/** Exports a workspace into a folder, one format after the other. Rejects, leaving what it wrote, when one fails. */
export const exportWorkspace = async ({
  api,
  workspace,
  formats,
  findings,
  comments = false,
  directory,
  onProgress = () => {},
  signal,
  now = new Date(),
}: ExportOptions): Promise<void> => {
  const codings = formats.some(holdsTeamData)
  if (comments && !codings)
    throw new PolyphonyError(
      'invalid-input',
      'The site never holds comments: choose csv or jsonld as well, or leave them out.',
    )
  onProgress('Reading the workspace', 0)
  const collected = await collect({ api, workspace, findings, codings, comments, signal })
  await mkdir(directory, { recursive: true })
  const reading = 0.1
  for (const [index, format] of formats.entries()) {
    signal?.throwIfAborted()
    await WRITERS[format]({
      collected,
      directory,
      signal,
      now,
      report: (step, fraction) =>
        onProgress(step, reading + ((1 - reading) * (index + fraction)) / formats.length),
      clip: async excerpt => {
        const response = await api.send(routes.getClip, { params: { excerpt } }, signal)
        return new Uint8Array(await response.arrayBuffer())
      },
    })
  }
  onProgress('Done', 1)
}
