import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './version.ts'

/** The bundle's `dist/<name>.js`; null when this process runs from source. */
export const bundledChild = (name: string): string | null => {
  if (import.meta.url.endsWith('.ts')) return null
  const file = join(packageRoot(), 'dist', `${name}.js`)
  if (!existsSync(file)) throw new Error(`${file} is missing: the package is not complete.`)
  return file
}

/**
 * The file to start as a child process, and the options Node needs for it: the bundle's, else the TypeScript source
 * (a path from this package's folder) through tsx.
 */
export const childEntry = (name: string, source: string): { file: string; execArgv: string[] } => {
  const bundled = bundledChild(name)
  if (bundled) return { file: bundled, execArgv: ['--enable-source-maps'] }
  return { file: join(packageRoot(), source), execArgv: ['--import', import.meta.resolve('tsx')] }
}
