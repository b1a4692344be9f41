// A process of its own for each export: whatever it costs, the server goes on answering.
import { rm, stat } from 'node:fs/promises'
import { createApiClient, PolyphonyError } from '@polyphony/contract'
import { exportWorkspace } from '@polyphony/exporter'
import { type ExportNews, ExportOrder } from './exportProtocol.ts'
import { zipFolder } from './zipFolder.ts'

const say = (news: ExportNews): void => {
  process.stdout.write(`${JSON.stringify(news)}\n`)
}

const readOrder = async (): Promise<ExportOrder> => {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk
  return ExportOrder.parse(JSON.parse(text))
}

try {
  const { baseUrl, token, archive, ...options } = await readOrder()
  await exportWorkspace({
    ...options,
    api: createApiClient({ baseUrl, token }),
    onProgress: (step, progress) => say({ step, progress: progress * 0.95 }),
  })
  say({ step: 'Packing', progress: 0.95 })
  await zipFolder(options.directory, archive)
  await rm(options.directory, { recursive: true, force: true })
  say({ done: { bytes: (await stat(archive)).size } })
} catch (error) {
  const code = error instanceof PolyphonyError ? error.code : 'internal-error'
  say({ error: { code, message: error instanceof Error ? error.message : String(error) } })
  process.exitCode = 1
}
