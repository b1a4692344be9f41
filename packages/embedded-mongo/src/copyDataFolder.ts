import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { open } from 'lmdb'
import { checkFormat, DATABASE_FOLDER, FORMAT_FILE } from './store/dataFolder.ts'

/**
 * Copies the data folder of an engine as it stands at one moment, also while that engine runs and writes (LMDB's
 * `mdb_env_copy`: a reading transaction). The engine must be another process: LMDB locks by process.
 * @param from the engine's data folder
 * @param to a folder that holds no database yet; made when missing
 * @throws Error when `from` was written by a newer version
 */
export async function copyDataFolder(from: string, to: string): Promise<void> {
  checkFormat(from)
  // LMDB copies into a folder that is there already.
  await mkdir(join(to, DATABASE_FOLDER), { recursive: true, mode: 0o700 })
  const source = open({
    path: join(from, DATABASE_FOLDER),
    readOnly: true,
    encoding: 'binary',
    keyEncoding: 'binary',
  })
  try {
    await source.backup(join(to, DATABASE_FOLDER), false)
  } finally {
    await source.close()
  }
  await copyFile(join(from, FORMAT_FILE), join(to, FORMAT_FILE))
}
