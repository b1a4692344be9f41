// `maintain backup|restore <folder>` and `maintain verify`: work on the data folder named by DATA_DIR.
import { resolve } from 'node:path'
import { readEnv } from '../env.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'
import { verify } from './verify.ts'

/** Exit code when `verify` has found something wrong. */
const PROBLEMS_FOUND = 5

const json = process.argv.includes('--json')
const [task, folder = ''] = process.argv.slice(2).filter(argument => argument !== '--json')

const progress = (text: string): void => {
  if (!json && process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}
const answer = (value: unknown, text: string): void => {
  if (!json && process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  process.stdout.write(`${json ? JSON.stringify(value) : text}\n`)
}
const megabytes = (files: readonly { bytes: number }[]): string =>
  `${(files.reduce((sum, file) => sum + file.bytes, 0) / 1024 ** 2).toFixed(1)} MB`

try {
  const { env } = readEnv(process.env)
  if (!(task === 'verify' || ((task === 'backup' || task === 'restore') && folder)))
    throw new Error('Name what to do: backup <folder>, restore <folder> or verify.')
  if (task === 'backup') {
    const manifest = await backup(env.dataDir, resolve(folder), progress)
    const note =
      manifest.database === 'external'
        ? '\nThe database lies at MONGODB_URI: back it up with mongodump at the same time.'
        : ''
    answer(
      manifest,
      `Backup of ${manifest.files.length} files, ${megabytes(manifest.files)}, in ${folder}.${note}`,
    )
  } else if (task === 'restore') {
    const manifest = await restore(resolve(folder), env.dataDir, progress)
    answer(
      manifest,
      `${manifest.files.length} files, ${megabytes(manifest.files)}, restored into ${env.dataDir}.`,
    )
  } else {
    const report = await verify(env, progress)
    const lines = report.problems.map(problem => `${problem.check}: ${problem.subject}: ${problem.message}`)
    const counted = Object.entries(report.counted)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ')
    answer(
      report,
      [
        ...lines,
        report.problems.length === 0
          ? `All is well: ${counted}.`
          : `${report.problems.length} problems; checked ${counted}.`,
      ].join('\n'),
    )
    if (report.problems.length > 0) process.exitCode = PROBLEMS_FOUND
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${json ? JSON.stringify({ error: { code: 'failed', message } }) : message}\n`)
  process.exitCode = 1
}
