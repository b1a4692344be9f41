import { PolyphonyError } from '@polyphony/contract'
import { CommanderError } from 'commander'

/** What the command's exit tells a script; the README lists them. */
export const EXIT = { ok: 0, failed: 1, usage: 2, notAllowed: 3, unreachable: 4, problemsFound: 5 } as const

/** The exit code of an error. */
export const exitCodeOf = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  if (!(error instanceof PolyphonyError)) return EXIT.failed
  if (error.code === 'unavailable') return EXIT.unreachable
  if (error.code === 'invalid-input') return EXIT.usage
  return [401, 403].includes(error.status) ? EXIT.notAllowed : EXIT.failed
}
