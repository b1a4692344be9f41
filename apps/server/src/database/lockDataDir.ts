import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, open, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { StartError } from './startError.ts'

interface Holder {
  pid: number
  host: string
  /** When the process began, as the system counts it: a later process with the same pid is another one. */
  started: string
  /** Where its server answers, once it does. */
  address: string | null
  /** Tells two locks of one process apart. */
  nonce: string
}

export interface DataDirLock {
  /** Notes where the server answers, for whoever is refused. */
  setAddress(address: string): Promise<void>
  release(): Promise<void>
}

const HEARTBEAT_MS = 5_000
/** A holder on another machine (or in another container) that has not been seen for this long is gone. */
const GONE_MS = 30_000

/** Locks of this very process: a pid alone would take them for a stale one of our predecessor. */
const ours = new Set<string>()

/**
 * Makes this process the only server on a data folder. The lock of a process that is gone is taken over; that of a
 * living one throws a `StartError` that names it.
 */
export const lockDataDir = async (dataDir: string): Promise<DataDirLock> => {
  const file = join(dataDir, 'lock')
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    started: startOf(process.pid) ?? '',
    address: null,
    nonce: randomBytes(8).toString('hex'),
  }
  while (!(await create(file, holder))) {
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text === null) continue
    const other = parse(text)
    if (other && (await isAlive(file, other))) throw new StartError(refusal(dataDir, other))
    await putAside(file, text)
  }
  ours.add(holder.nonce)
  const heartbeat = setInterval(() => {
    const now = new Date()
    utimes(file, now, now).catch(() => {})
  }, HEARTBEAT_MS)
  heartbeat.unref()

  return {
    async setAddress(address) {
      holder.address = address
      const next = `${file}.${holder.nonce}`
      await writeFile(next, JSON.stringify(holder), { mode: 0o600 })
      await rename(next, file)
    },
    async release() {
      clearInterval(heartbeat)
      ours.delete(holder.nonce)
      const text = await readFile(file, 'utf8').catch(() => null)
      if (text !== null && parse(text)?.nonce === holder.nonce) await rm(file, { force: true })
    },
  }
}

/** Creates the lock whole or not at all: a reader never sees half of one. */
const create = async (file: string, holder: Holder): Promise<boolean> => {
  const draft = `${file}.${holder.nonce}`
  const handle = await open(draft, 'w', 0o600)
  await handle.writeFile(JSON.stringify(holder))
  await handle.close()
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/** Removes a lock judged stale, unless another server replaced it meanwhile. */
const putAside = async (file: string, judged: string): Promise<void> => {
  const aside = `${file}.stale-${randomBytes(4).toString('hex')}`
  try {
    await rename(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if ((await readFile(aside, 'utf8')) !== judged) await link(aside, file).catch(() => {})
  await rm(aside, { force: true })
}

const parse = (text: string): Holder | null => {
  try {
    return JSON.parse(text) as Holder
  } catch {
    return null
  }
}

const isAlive = async (file: string, holder: Holder): Promise<boolean> => {
  if (holder.host !== hostname()) {
    const seen = (await stat(file).catch(() => null))?.mtimeMs ?? 0
    return Date.now() - seen < GONE_MS
  }
  if (holder.pid === process.pid) return ours.has(holder.nonce)
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const started = startOf(holder.pid)
  return started === null || holder.started === '' || started === holder.started
}

/** Linux: start time in clock ticks since boot, with the boot's id; elsewhere unknown. */
const startOf = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // The second field is the program's name in parentheses and may hold anything.
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return null
  }
}

const refusal = (dataDir: string, { pid, host, address }: Holder): string => {
  const where = host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`
  return [
    `Another Polyphony server uses the data folder ${dataDir}: ${where}${address ? `, at ${address}` : ''}.`,
    host === hostname()
      ? 'Stop it first, or set DATA_DIR to another folder.'
      : `Stop it first, or set DATA_DIR to another folder. If it is gone already, try again in ${GONE_MS / 1000} s.`,
  ].join('\n')
}
