import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The server as its own process, as it runs on somebody's machine. */
export interface RunningServer {
  url: string
  pid: number
  /** Ends it without any warning; with `engineFirst` the database engine dies some time before it. */
  kill: (options?: { engineFirst?: number }) => Promise<void>
  /** Asks it to stop; resolves with its exit code. */
  stop: () => Promise<number | null>
}

export const OWNER = { email: 'owner@example.org', password: 'a long password of faults' }

const MAIN = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url))
const TSX = pathToFileURL(createRequire(MAIN).resolve('tsx')).href

const BUILT = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url))

/** Starts the server over a data folder; on the port given, so that clients find it again. From source, or as built. */
export const startServer = async (
  dataDir: string,
  port = 0,
  { built = false } = {},
): Promise<RunningServer> => {
  const child = spawn(process.execPath, built ? [BUILT] : ['--import', TSX, MAIN], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      POLYPHONY_OWNER_EMAIL: OWNER.email,
      POLYPHONY_OWNER_PASSWORD: OWNER.password,
      LOG_LEVEL: 'fatal',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (data: Buffer) => {
    errors = (errors + data.toString()).slice(-10_000)
  })
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', line => {
      if (/^http:\/\//.test(line)) resolve(line.trim())
    })
    child.once('exit', code => reject(new Error(`The server did not start (${code}): ${errors}`)))
  })

  const gone = async (): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const [code] = await once(child, 'exit')
    return code
  }
  return {
    url,
    pid: child.pid!,
    async kill({ engineFirst } = {}) {
      if (engineFirst !== undefined) {
        for (const pid of await childrenOf(child)) process.kill(pid, 'SIGKILL')
        await new Promise(resolve => setTimeout(resolve, engineFirst))
      }
      child.kill('SIGKILL')
      await gone()
    },
    stop() {
      child.kill('SIGTERM')
      return gone()
    },
  }
}

/** Only Linux tells; elsewhere the engine is left to notice by itself. */
const childrenOf = async ({ pid }: ChildProcess): Promise<number[]> => {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return list.split(' ').filter(Boolean).map(Number)
}
