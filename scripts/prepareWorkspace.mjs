// What `npm start` and `npm test` share: a fitting Node, the installed workspace, and running a command.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Stops with one clear line when Node is too old for what the workspace needs. */
export const requireNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(
    `Polyphony needs Node ${manifest.engines.node}; this is ${process.versions.node}. Install a newer one from https://nodejs.org and try again.`,
  )
  process.exit(1)
}

const binaries = join(root, 'node_modules', '.bin')

/**
 * Runs a command in the workspace's root with its output shown.
 * @returns {Promise<number>} its exit code; rejects only when it cannot be started
 */
export const run = (command, args, { env = {}, quiet = false } = {}) =>
  new Promise((resolve, reject) => {
    let kept = ''
    const child = spawn(command, args, {
      cwd: root,
      env: {
        ...process.env,
        // Turbo asks for the package manager by name.
        PATH: binaries + delimiter + process.env.PATH,
        TURBO_TELEMETRY_DISABLED: '1',
        DO_NOT_TRACK: '1',
        ...env,
      },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    })
    if (quiet) for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (kept += data))
    child.on('error', reject)
    child.on('close', code => {
      if (quiet && code !== 0) process.stderr.write(kept)
      resolve(code ?? 1)
    })
  })

/** A tool of the workspace, e.g. `turbo`. */
export const tool = name => join(binaries, process.platform === 'win32' ? `${name}.cmd` : name)

/** Installs the workspace with the pinned pnpm when the lockfile is not the one installed last. */
export const install = async ({ quiet = false } = {}) => {
  const lockfile = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex')
  const stamp = join(root, 'node_modules', '.polyphony-lockfile')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfile) return false
  const code = await run('npx', ['-y', manifest.packageManager, 'install', '--frozen-lockfile'], { quiet })
  if (code !== 0) {
    console.error(
      'Installing the packages failed; the lines above say why. Nothing else was changed: try again when it is mended.',
    )
    process.exit(code)
  }
  writeFileSync(stamp, lockfile)
  return true
}
