import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Runs one of the server's own programs with this terminal, and hands signals on.
 * @returns its exit code
 */
export const runServerProgram = (
  name: 'main' | 'maintain',
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number> => {
  const server = dirname(fileURLToPath(import.meta.resolve('@polyphony/server/package.json')))
  const program = join(server, 'dist', `${name}.js`)
  if (!existsSync(program))
    throw new Error('The server is not built yet. Run “npm run build” in Polyphony’s folder.')
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  // A terminal sends Ctrl-C to the child as well; it decides how to stop.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })
}
