import type { Command } from 'commander'
import { runServerProgram } from '../runServerProgram.ts'

interface ServeOptions {
  port?: string
  host?: string
  dataDir?: string
}

/** `polyphony serve`: the server, as `npm start` runs it. */
export const addServe = (program: Command): void => {
  program
    .command('serve')
    .description('run the server over a data folder')
    .option('--port <port>', 'port to listen on (or PORT)')
    .option('--host <address>', 'address to listen on (or HOST)')
    .option('--data-dir <folder>', 'data folder (or DATA_DIR)')
    .addHelpText('after', '\nEvery setting is an environment variable; the README lists them.')
    .action(async ({ port, host, dataDir }: ServeOptions) => {
      process.exitCode = await runServerProgram('main', [], {
        ...(port && { PORT: port }),
        ...(host && { HOST: host }),
        ...(dataDir && { DATA_DIR: dataDir }),
      })
    })
}
