import type { Command } from 'commander'
import { runServerProgram } from '../runServerProgram.ts'

interface MaintainOptions {
  dataDir: string
  json?: boolean
}

const dataDirOption = [
  '--data-dir <folder>',
  'data folder (or DATA_DIR)',
  process.env.DATA_DIR ?? './data',
] as const

const run = async (args: string[], { dataDir }: MaintainOptions, command: Command): Promise<void> => {
  const { json } = command.optsWithGlobals<MaintainOptions>()
  process.exitCode = await runServerProgram('maintain', [...args, ...(json ? ['--json'] : [])], {
    DATA_DIR: dataDir,
  })
}

/** `polyphony backup`, `restore` and `verify`: work on a data folder itself, not through the server. */
export const addMaintenance = (program: Command): void => {
  program
    .command('backup')
    .description('copy the data folder, also while the server runs')
    .argument('<folder>', 'folder to make; must not exist')
    .option(...dataDirOption)
    .action((folder: string, options: MaintainOptions, command: Command) =>
      run(['backup', folder], options, command),
    )
  program
    .command('restore')
    .description('put a backup back, checked file by file')
    .argument('<folder>', 'folder that “backup” made')
    .option(...dataDirOption)
    .addHelpText('after', '\nThe data folder must be empty or missing.')
    .action((folder: string, options: MaintainOptions, command: Command) =>
      run(['restore', folder], options, command),
    )
  program
    .command('verify')
    .description('check that everything stored is whole: logs, projections, anchors, files')
    .option(...dataDirOption)
    .addHelpText('after', '\nExit code 5 when something is wrong. Works while the server runs.')
    .action((options: MaintainOptions, command: Command) => run(['verify'], options, command))
}
