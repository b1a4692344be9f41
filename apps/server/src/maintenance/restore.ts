import { copyFile, mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize } from 'node:path'
import { BackupManifest, FILES, MANIFEST } from './backupManifest.ts'
import { hashFile } from './hashFile.ts'

const readManifest = async (source: string): Promise<BackupManifest> => {
  let text: string
  try {
    text = await readFile(join(source, MANIFEST), 'utf8')
  } catch (cause) {
    throw new Error(`${source} is no backup: it has no ${MANIFEST}.`, { cause })
  }
  const parsed = BackupManifest.safeParse(parseJson(text))
  if (!parsed.success)
    throw new Error(`${join(source, MANIFEST)} is damaged, or was written by a newer version.`)
  return parsed.data
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A path of the manifest that stays inside the folder it is joined to. */
const isInside = (path: string): boolean => !isAbsolute(path) && !normalize(path).startsWith('..')

/**
 * Puts a backup back into a data folder that is empty or missing. Every file is compared with its checksum before the
 * data folder appears under its name.
 * @throws Error naming the file that is missing or damaged; the data folder is then as before
 */
export const restore = async (
  source: string,
  dataDir: string,
  onProgress: (text: string) => void,
): Promise<BackupManifest> => {
  const manifest = await readManifest(source)
  const present = await readdir(dataDir).catch(() => [])
  if (present.length > 0) {
    throw new Error(`${dataDir} is not empty. Restore into an empty folder, then set DATA_DIR to it.`)
  }
  const unfinished = `${dataDir}.part`
  await rm(unfinished, { recursive: true, force: true })
  try {
    await copyChecked(manifest, source, unfinished, onProgress)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
  await rmdir(dataDir).catch(error => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  })
  await rename(unfinished, dataDir)
  return manifest
}

const copyChecked = async (
  manifest: BackupManifest,
  source: string,
  target: string,
  onProgress: (text: string) => void,
): Promise<void> => {
  await mkdir(target, { recursive: true, mode: 0o700 })
  for (const [index, { path, sha256 }] of manifest.files.entries()) {
    onProgress(`File ${index + 1} of ${manifest.files.length}`)
    if (!isInside(path))
      throw new Error(`The backup names ${path}, which lies outside of it; it is not restored.`)
    const to = join(target, path)
    await mkdir(dirname(to), { recursive: true, mode: 0o700 })
    await copyFile(join(source, FILES, path), to)
    if ((await hashFile(to)) !== sha256) {
      throw new Error(
        `${path} of the backup is damaged (its checksum differs). Nothing was restored; use another backup.`,
      )
    }
  }
}
