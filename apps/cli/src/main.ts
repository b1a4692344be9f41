import { PolyphonyError } from '@polyphony/contract'
import { Command, CommanderError } from 'commander'
import { addExport } from './commands/export.ts'
import { addImport } from './commands/import.ts'
import { addMaintenance } from './commands/maintain.ts'
import { addMember } from './commands/member.ts'
import { addServe } from './commands/serve.ts'
import { addToken } from './commands/token.ts'
import { exitCodeOf } from './exitCodes.ts'

const program = new Command('polyphony')
  .description('Make sense of recorded dialogues together.')
  .option('--json', 'machine-readable output')
  .showHelpAfterError('(add --help for what it takes)')
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 failed, 2 wrong use, 3 not allowed, 4 server unreachable, 5 verify found problems.',
  )
// Subcommands inherit how the program ends.
for (const add of [addServe, addImport, addExport, addMember, addToken, addMaintenance]) add(program)

try {
  await program.parseAsync()
} catch (error) {
  // Commander has printed its own complaint, or the help that was asked for.
  if (!(error instanceof CommanderError)) {
    const message = error instanceof Error ? error.message : String(error)
    if (program.opts().json) {
      const code = error instanceof PolyphonyError ? error.code : 'internal-error'
      process.stderr.write(`${JSON.stringify({ error: { code, message } })}\n`)
    } else process.stderr.write(`${message}\n`)
  }
  process.exitCode = exitCodeOf(error)
}
