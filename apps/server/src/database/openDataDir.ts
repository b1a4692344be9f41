import { chmod, mkdir, readFile, rename, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newSecret } from '../auth/secret.ts'
import { VERSION } from '../version.ts'
import { StartError } from './startError.ts'

/** How the data folder is laid out; raised by whoever changes that, with a migration. */
const FORMAT = 1

/** Below this much free space people are warned. */
const LITTLE_SPACE = 1024 ** 3

/** Creates the data folder, for its owner only. */
export const createDataDir = async (dataDir: string): Promise<void> => {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await chmod(dataDir, 0o700)
  } catch (cause) {
    throw new StartError(
      `The data folder ${dataDir} cannot be used: ${(cause as Error).message}.\nSet DATA_DIR to a folder that this user may write to.`,
      { cause },
    )
  }
}

/** Reads the format of a locked data folder, or writes it into a new one. Throws for one of a newer Polyphony. */
export const checkFormat = async (dataDir: string): Promise<void> => {
  const file = join(dataDir, 'format.json')
  const text = await readOrNull(file)
  if (text === null) {
    await writeWhole(file, JSON.stringify({ format: FORMAT, createdBy: VERSION }))
    return
  }
  let found: { format?: unknown; createdBy?: unknown }
  try {
    found = JSON.parse(text)
  } catch (cause) {
    throw new StartError(`${file} is damaged. Restore it from a backup.`, { cause })
  }
  if (typeof found.format !== 'number' || found.format > FORMAT)
    throw new StartError(
      `The data folder ${dataDir} was written by a newer Polyphony (format ${found.format}; this one, ${VERSION}, reads up to ${FORMAT}).\nInstall the newer version again, or set DATA_DIR to another folder.`,
    )
}

/** The secret that signs session cookies: made at the first start, readable by its owner only. */
export const readAuthSecret = async (dataDir: string): Promise<string> => {
  const file = join(dataDir, 'secret')
  const found = (await readOrNull(file))?.trim()
  if (found) return found
  const secret = newSecret()
  await writeWhole(file, secret)
  return secret
}

/** Bytes free for the data folder, when they are few; null otherwise. */
export const littleSpaceLeft = async (dataDir: string): Promise<number | null> => {
  const { bavail, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  return free < LITTLE_SPACE ? free : null
}

const readOrNull = async (file: string): Promise<string | null> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

const writeWhole = async (file: string, text: string): Promise<void> => {
  await writeFile(`${file}.new`, text, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}
