import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { copyDataFolder } from '@polyphony/embedded-mongo'
import { VERSION } from '../version.ts'
import { type BackupManifest, FILES, MANIFEST } from './backupManifest.ts'
import { hashFile } from './hashFile.ts'

/** What of a data folder is copied beside the database: what people handed over, and what the folder is. */
const KEPT = ['format.json', 'secret', 'media/conversations', 'media/imports']

const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}

/** Copies a file; one that has gone meanwhile belonged to something deleted after the database was copied. */
const copyUnlessGone = async (from: string, to: string): Promise<void> => {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  try {
    await copyFile(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/**
 * Copies a data folder, also while its server runs: first the database as it stands at one moment, then the files it
 * speaks of, which never change once they are there. The backup appears under its name only when it is whole.
 * @throws Error when the target exists, or the data folder is none
 */
export const backup = async (
  dataDir: string,
  target: string,
  onProgress: (text: string) => void,
): Promise<BackupManifest> => {
  if (existsSync(target)) throw new Error(`${target} exists already. Name a folder that does not.`)
  if (!existsSync(join(dataDir, 'format.json'))) {
    throw new Error(`${dataDir} is no data folder of Polyphony. Name the right one with --data-dir.`)
  }
  const unfinished = `${target}.part`
  await rm(unfinished, { recursive: true, force: true })
  try {
    const manifest = await copyAll(dataDir, unfinished, onProgress)
    await rename(unfinished, target)
    return manifest
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

const copyAll = async (
  dataDir: string,
  unfinished: string,
  onProgress: (text: string) => void,
): Promise<BackupManifest> => {
  const files = join(unfinished, FILES)
  await mkdir(files, { recursive: true, mode: 0o700 })

  const createdAt = new Date().toISOString()
  const embedded = existsSync(join(dataDir, 'database'))
  if (embedded) {
    onProgress('Database')
    await copyDataFolder(join(dataDir, 'database'), join(files, 'database'))
  }
  for (const kept of KEPT) {
    const from = join(dataDir, kept)
    if (!existsSync(from)) continue
    const paths = (await stat(from)).isDirectory() ? await filesBelow(from) : [from]
    for (const [index, path] of paths.entries()) {
      if (paths.length > 1) onProgress(`${kept}: ${index + 1} of ${paths.length}`)
      await copyUnlessGone(path, join(files, relative(dataDir, path)))
    }
  }

  const manifest: BackupManifest = {
    format: 1,
    version: VERSION,
    createdAt,
    database: embedded ? 'embedded' : 'external',
    files: [],
  }
  const copied = await filesBelow(files)
  for (const [index, path] of copied.entries()) {
    onProgress(`Checksums: ${index + 1} of ${copied.length}`)
    const name = relative(files, path).split(sep).join('/')
    manifest.files.push({ path: name, bytes: (await stat(path)).size, sha256: await hashFile(path) })
  }
  await writeFile(join(unfinished, MANIFEST), JSON.stringify(manifest, null, 1), { flush: true })
  return manifest
}
