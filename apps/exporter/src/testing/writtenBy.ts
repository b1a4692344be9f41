import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Collected } from '../collect.ts'
import type { ExportTask } from '../exportTask.ts'
import { NOW } from './collectedOf.ts'

/** What a format writes: text by path, in the order of the paths. */
export const writtenBy = async (
  format: (task: ExportTask) => Promise<void>,
  collected: Collected,
  clip: ExportTask['clip'] = async id => Buffer.from(`clip ${id}`),
): Promise<Record<string, string>> => {
  const directory = await mkdtemp(join(tmpdir(), 'polyphony-export-'))
  try {
    await format({ collected, directory, clip, report: () => {}, now: NOW })
    const entries = await readdir(directory, { recursive: true, withFileTypes: true })
    const files: Record<string, string> = {}
    for (const path of entries
      .filter(one => one.isFile())
      .map(one => join(one.parentPath, one.name))
      .sort())
      files[relative(directory, path)] = await readFile(path, 'utf8')
    return files
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
