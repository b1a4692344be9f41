import { ExportFormat } from '@polyphony/contract'
import { exportWorkspace } from '@polyphony/exporter'
import { type Command, Option } from 'commander'
import { type ConnectionOptions, connect, findWorkspace, withConnection } from '../connection.ts'
import { createOutput } from '../output.ts'

interface ExportOptions extends ConnectionOptions {
  workspace?: string
  format: ExportFormat[]
  finding: string[]
  comments?: true
}

/** `polyphony export`: findings, codings and codebook into a folder. */
export const addExport = (program: Command): void => {
  withConnection(program.command('export').description('export findings, codings and codebook into a folder'))
    .argument('<folder>', 'folder to write into')
    .option('--workspace <id or name>', 'the workspace; may be left out when there is only one')
    .addOption(
      new Option('--format <formats...>', 'what to write')
        .choices(ExportFormat.options)
        .default(ExportFormat.options),
    )
    .option('--finding <ids...>', 'only these findings', [])
    .option('--comments', 'with the comments of the team in csv and jsonld, never in the site; for leads')
    .action(async (folder: string, options: ExportOptions, command: Command) => {
      const out = createOutput(Boolean(command.optsWithGlobals().json))
      const { api } = connect(options)
      const workspace = await findWorkspace(api, options.workspace)
      const stop = new AbortController()
      process.once('SIGINT', () =>
        stop.abort(new Error('Stopped; what was written so far is in the folder.')),
      )
      await exportWorkspace({
        api,
        workspace,
        formats: options.format,
        findings: options.finding,
        comments: options.comments,
        directory: folder,
        signal: stop.signal,
        onProgress: (step, progress) => out.progress(`${Math.round(progress * 100)} %  ${step}`),
      })
      out.result({ folder, formats: options.format }, `Written to ${folder}.`)
    })
}
