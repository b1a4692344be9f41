import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './version.ts'

/**
 * The file to start as a child process, and the options Node needs for it: the bundle's `dist/<name>.js` when this
 * process runs from the bundle, else the TypeScript source (a path from this package's folder) through tsx.
 */
export const childEntry = (name: string, source: string): { file: string; execArgv: string[] } => {
  const bundled = join(packageRoot(), 'dist', `${name}.js`)
  const fromSource = import.meta.url.endsWith('.ts')
  if (!fromSource) {
    if (!existsSync(bundled)) throw new Error(`${bundled} is missing: the package is not complete.`)
    return { file: bundled, execArgv: ['--enable-source-maps'] }
  }
  return { file: join(packageRoot(), source), execArgv: ['--import', import.meta.resolve('tsx')] }
}
