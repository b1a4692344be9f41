import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The built server; E2E_SERVER names another build of it. */
const SERVER =
  process.env.E2E_SERVER ?? fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url))

/** The product as people run it: the built server, over a folder of its own. */
export interface App {
  url: string
  /** The one-time link of the first start; null afterwards. */
  setupUrl: string | null
  dataDir: string
  /** SIGTERM, and wait. */
  stop(): Promise<void>
  /** kill -9, and wait. */
  kill(): Promise<void>
  /** Starts again over the same folder and port, after `stop` or `kill` or instead of `stop`. */
  restart(): Promise<void>
  /** Stops and removes the folder. */
  close(): Promise<void>
}

/** Starts the built server on a free port. What it says on the way is shown when it fails. */
export const startApp = async (env: Record<string, string> = {}): Promise<App> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'polyphony-e2e-'))
  let child: ChildProcess
  let port = '0'
  let first = true
  let asked = false

  const launch = async (): Promise<{ url: string; setupUrl: string | null }> => {
    let said = ''
    asked = false
    child = spawn(process.execPath, ['--enable-source-maps', SERVER], {
      env: { ...process.env, DATA_DIR: dataDir, PORT: port, HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ready = new Promise<void>((resolve, reject) => {
      const listen = (data: Buffer) => {
        said += data
        // The address is the last thing said, or the link after it at the first start.
        if (
          first && !env.POLYPHONY_OWNER_EMAIL ? /^First person: \S.*\n/m.test(said) : /^http\S+\n/m.test(said)
        )
          resolve()
      }
      child.stdout!.on('data', listen)
      child.stderr!.on('data', data => {
        said += data
      })
      child.once('exit', code => {
        reject(new Error(`The server ended with ${code}:\n${said}`))
        if (!asked) process.stderr.write(`The server ended by itself with ${code}:\n${said}\n`)
      })
    })
    await ready
    first = false
    const url = /^(http\S+)$/m.exec(said)![1]!
    port = new URL(url).port
    const setupUrl = /^First person: open (\S+)$/m.exec(said)?.[1] ?? null
    return { url, setupUrl }
  }

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    asked = true
    child.kill(signal)
    await gone
  }

  const started = await launch()
  return {
    ...started,
    dataDir,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGTERM')
      await launch()
    },
    async close() {
      await end('SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
