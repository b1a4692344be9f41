import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface LaunchOptions {
  /** Where the documents live. */
  dataDir: string
  /** Where to listen; by default in a private folder. */
  socketPath?: string
  /** A built JavaScript file of `main.ts`; without it the TypeScript source runs through tsx. */
  entry?: string
  /** How long to wait for the process to listen (30,000 ms). */
  startTimeoutMs?: number
}

export interface LaunchedMongo {
  /** For any MongoDB driver. */
  uri: string
  child: ChildProcess
  /** Stops the process and waits until it has gone. */
  close(): Promise<void>
}

/**
 * Starts the embedded database as a child process. Its life hangs on this process: when this one goes, however it
 * goes, the child stops.
 * @throws Error with the child's own reason when it cannot start
 */
export async function launchEmbeddedMongo(options: LaunchOptions): Promise<LaunchedMongo> {
  const { dataDir, socketPath, entry, startTimeoutMs = 30_000 } = options
  const program = entry ? [entry] : ['--import', tsx(), fileURLToPath(new URL('main.ts', import.meta.url))]
  const child = spawn(process.execPath, [...program, dataDir, ...(socketPath ? [socketPath] : [])], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // A terminal's Ctrl-C reaches the whole group: the parent decides when the database stops.
    detached: process.platform !== 'win32',
  })
  child.stdin?.on('error', () => {}) // the pipe breaks when the child goes first
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  try {
    const uri = await firstLine(child, startTimeoutMs)
    return {
      uri,
      child,
      close: async () => {
        child.stdin?.end()
        await gone
      },
    }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

/** Where tsx is found from here, so that the child need not run in a folder that has it. */
function tsx(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
}

function firstLine(child: ChildProcess, timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The embedded database did not start within ${timeout} ms`)),
      timeout,
    )
    const lines = createInterface({ input: child.stdout! })
    const settle = (act: () => void) => {
      clearTimeout(timer)
      act()
    }
    lines.once('line', line => {
      settle(() => {
        try {
          const { ready, uri, error } = JSON.parse(line) as { ready: boolean; uri: string; error?: string }
          if (ready) resolve(uri)
          else reject(new Error(`The embedded database could not start: ${error}`))
        } catch {
          reject(new Error(`The embedded database said something unexpected: ${line}`))
        }
      })
    })
    child.once('error', error => settle(() => reject(error)))
    child.once('exit', code =>
      settle(() => reject(new Error(`The embedded database ended before it listened (code ${code})`))),
    )
  })
}
