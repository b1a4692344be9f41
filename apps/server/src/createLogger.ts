import { Writable } from 'node:stream'
import { type Logger, pino } from 'pino'
import type { Env } from './env.ts'

/** Never written, wherever in a record they stand. */
const REDACTED = ['password', 'secret', 'token', 'cookie', 'authorization', 'set-cookie'].flatMap(name => [
  `["${name}"]`,
  `*["${name}"]`,
  `*.*["${name}"]`,
])

/** Logs to standard error: JSON lines, or plain lines where a person looks on. */
export const createLogger = (env: Pick<Env, 'logLevel'>): Logger =>
  pino(
    { level: env.logLevel, base: undefined, redact: { paths: REDACTED, censor: '[not logged]' } },
    process.stderr.isTTY ? humanLines(process.stderr) : pino.destination({ fd: 2, sync: true }),
  )

/** `12:03:55 warn  the disk is nearly full {"free":"0.4 GB"}` */
const humanLines = (out: NodeJS.WritableStream): Writable =>
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      const { level, time, msg, err, ...rest } = JSON.parse(chunk.toString())
      const clock = new Date(time).toTimeString().slice(0, 8)
      const fields = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : ''
      const stack = err?.stack ? `\n${err.stack}` : ''
      out.write(`${clock} ${pino.levels.labels[level]?.padEnd(5)} ${msg ?? ''}${fields}${stack}\n`)
      done()
    },
  })
