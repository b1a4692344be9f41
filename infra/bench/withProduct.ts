import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, startServer } from '../harness/runningServer.ts'

/** Runs the built product over an empty data folder: accounts, checks, durable log on the embedded engine, all of it. */
export const withProduct = async <T>(use: (server: RunningServer) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'polyphony-bench-'))
  try {
    const server = await startServer(join(folder, 'data'), 0, { built: true })
    try {
      return await use(server)
    } finally {
      await server.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
