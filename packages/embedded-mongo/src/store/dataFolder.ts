import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** Version of what lies in the data folder. Raise it when older programs could not read the result. */
export const FORMAT = 1

export const FORMAT_FILE = 'format.json'
/** Where LMDB keeps its files inside a data folder. */
export const DATABASE_FOLDER = 'documents'
const LOCK_FILE = 'engine.lock'

/** A data folder this process holds. */
export interface DataFolder {
  /** Where LMDB keeps its files. */
  databasePath: string
  release(): void
}

/**
 * Creates or opens a data folder, checks its format and takes its lock.
 * @throws Error when the folder was written by a newer version, or another process holds it
 */
export function openDataFolder(path: string): DataFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  checkFormat(path)
  const lock = join(path, LOCK_FILE)
  takeLock(lock, path)
  return { databasePath: join(path, DATABASE_FOLDER), release: () => rmSync(lock, { force: true }) }
}

/** @throws Error for a folder that a newer version wrote, or a damaged note of its format; notes it in a new folder */
export function checkFormat(path: string): void {
  const file = join(path, FORMAT_FILE)
  if (!existsSync(file)) {
    writeDurably(file, `${JSON.stringify({ format: FORMAT })}\n`)
    return
  }
  const text = readFileSync(file, 'utf8')
  const format = formatOf(text)
  if (format === undefined)
    throw new Error(`${file} is damaged: expected {"format":${FORMAT}}, found ${text.trim()}`)
  if (format > FORMAT) {
    throw new Error(
      `The data folder ${path} has format ${format}; this version reads up to ${FORMAT}. Start it with the newer version that wrote it.`,
    )
  }
}

function formatOf(text: string): number | undefined {
  try {
    const { format } = JSON.parse(text) as { format?: unknown }
    return typeof format === 'number' ? format : undefined
  } catch {
    return undefined
  }
}

interface Holder {
  pid: number
  /** When the process started, so that a reused process id does not look like the holder. */
  started: string | null
}

function takeLock(lock: string, path: string): void {
  const holder = readHolder(lock)
  if (holder && isRunning(holder)) {
    throw new Error(
      `The data folder ${path} is in use by process ${holder.pid}. Stop that process, or use another folder.`,
    )
  }
  writeDurably(lock, JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder))
}

function readHolder(lock: string): Holder | null {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder
  } catch {
    return null
  }
}

function isRunning({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return started === startOf(pid)
}

/** The start time of a process where the system tells it (Linux: field 22 of its stat); null elsewhere. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function writeDurably(file: string, text: string): void {
  const draft = `${file}.${process.pid}`
  const descriptor = openSync(draft, 'w', 0o600)
  try {
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(draft, file)
}
