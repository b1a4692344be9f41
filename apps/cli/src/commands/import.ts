import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  Ceiling,
  ErrorBody,
  type Import,
  PolyphonyError,
  routes,
  routeUrl,
  UPLOADS_PATH,
} from '@polyphony/contract'
import { type Command, Option } from 'commander'
import { type DetailedError, Upload } from 'tus-js-client'
import {
  type Connection,
  type ConnectionOptions,
  connect,
  findWorkspace,
  withConnection,
} from '../connection.ts'
import { createOutput, type Output } from '../output.ts'

interface ImportOptions extends ConnectionOptions {
  workspace?: string
  recording?: string
  transcript?: string
  title?: string
  date?: string
  ceiling: Ceiling
  speaker: string[]
  facilitator: string[]
}

/** Between two looks at how far the server is. */
const LOOK_MS = 500

const sizeOf = async (file: string): Promise<number> => {
  try {
    return (await stat(file)).size
  } catch (cause) {
    throw new PolyphonyError('invalid-input', `${file} cannot be read: ${(cause as Error).message}`, {
      cause,
    })
  }
}

/** Sends a recording by tus; a broken connection is taken up again where it broke. */
const sendRecording = async (
  { baseUrl, token }: Connection,
  importId: string,
  file: string,
  out: Output,
): Promise<void> => {
  const uploadSize = await sizeOf(file)
  await new Promise<void>((resolve, reject) => {
    new Upload(createReadStream(file), {
      endpoint: baseUrl + UPLOADS_PATH,
      headers: { authorization: `Bearer ${token}` },
      metadata: { import: importId, name: basename(file) },
      uploadSize,
      chunkSize: 8 * 1024 ** 2,
      retryDelays: [500, 1000, 3000, 5000, 10_000],
      onProgress: (sent, total) => out.progress(`Recording: ${Math.round((100 * sent) / total)} % sent`),
      onSuccess: () => resolve(),
      onError: error => reject(uploadError(error)),
    }).start()
  })
}

/** What the server said of an upload; without an answer it could not be reached. */
const uploadError = (cause: Error | DetailedError): PolyphonyError => {
  const answer = 'originalResponse' in cause ? cause.originalResponse?.getBody() : undefined
  if (answer === undefined)
    return new PolyphonyError('unavailable', 'The connection to the server was lost.', { cause })
  const parsed = ErrorBody.safeParse(parseJson(answer))
  if (parsed.success) return new PolyphonyError(parsed.data.error.code, parsed.data.error.message, { cause })
  return new PolyphonyError('internal-error', `The server did not take the recording: ${cause.message}`, {
    cause,
  })
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Hands the transcript file over. @throws the server's reason when it cannot read it */
const sendTranscript = async (
  { baseUrl, token }: Connection,
  importId: string,
  file: string,
): Promise<void> => {
  const url =
    baseUrl +
    routeUrl(routes.putTranscript, { params: { import: importId }, query: { name: basename(file) } })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' }
  const body = await readFile(file)
  const response = await fetch(url, { method: 'PUT', headers, body }).catch(cause => {
    throw new PolyphonyError('unavailable', 'The connection to the server was lost.', { cause })
  })
  if (response.ok) return
  const parsed = ErrorBody.safeParse(parseJson(await response.text()))
  if (parsed.success) throw new PolyphonyError(parsed.data.error.code, parsed.data.error.message)
  throw new PolyphonyError('internal-error', `The server answered ${response.status} to the transcript.`)
}

/** Waits until the server has read the recording. @throws the server's reason when it cannot */
const awaitRecording = async ({ api }: Connection, importId: string, out: Output): Promise<Import> => {
  for (;;) {
    const state = await api.call(routes.getImport, { params: { import: importId } })
    if (state.recording?.state === 'ready') return state
    if (state.recording?.error) throw new PolyphonyError('audio-unsupported', state.recording.error.message)
    out.progress(`Waveform: ${Math.round(100 * (state.recording?.progress ?? 0))} %`)
    await new Promise(resolve => setTimeout(resolve, LOOK_MS))
  }
}

/** `KEY=Name` pairs; several keys with one name are merged into one speaker. */
const speakersOf = ({ speaker, facilitator }: ImportOptions) => {
  const keys = new Map<string, string[]>()
  for (const pair of speaker) {
    const at = pair.indexOf('=')
    if (at < 1 || at === pair.length - 1)
      throw new PolyphonyError('invalid-input', `--speaker ${pair}: write KEY=Pseudonym.`)
    const name = pair.slice(at + 1)
    keys.set(name, [...(keys.get(name) ?? []), pair.slice(0, at)])
  }
  for (const name of facilitator) if (!keys.has(name)) keys.set(name, [name])
  return [...keys].map(([name, names]) => ({
    name,
    keys: names,
    role: facilitator.includes(name) ? ('facilitator' as const) : ('participant' as const),
  }))
}

/** `polyphony import`: a recording, a transcript or both become a conversation. */
export const addImport = (program: Command): void => {
  withConnection(program.command('import').description('import a recording, a transcript or both'))
    .option('--workspace <id or name>', 'the workspace; may be left out when there is only one')
    .option('--recording <file>', 'MP3, M4A/AAC, WAV, FLAC, Ogg/Opus or WebM')
    .option('--transcript <file>', 'WebVTT, SRT, Whisper or Deepgram JSON, text with “Name:” lines, …')
    .option('--title <title>', 'title of the conversation; else the name of the file')
    .option('--date <YYYY-MM-DD>', 'day of the conversation')
    .addOption(
      new Option('--ceiling <ceiling>', 'how far it may travel').choices(Ceiling.options).default('team'),
    )
    .option('--speaker <KEY=Pseudonym...>', 'rename a speaker; the same pseudonym twice merges two', [])
    .option('--facilitator <names...>', 'who of them facilitates, by their new name', [])
    .action(async (options: ImportOptions, command: Command) => {
      const out = createOutput(Boolean(command.optsWithGlobals().json))
      const { recording, transcript } = options
      if (!recording && !transcript)
        throw new PolyphonyError('invalid-input', 'Name a --recording, a --transcript or both.')
      const speakers = speakersOf(options)
      if (recording) await sizeOf(recording)
      if (transcript) await sizeOf(transcript)
      const connection = connect(options)
      const { api } = connection
      const workspace = await findWorkspace(api, options.workspace)
      const { id } = await api.call(routes.createImport, { params: { workspace } })
      try {
        if (transcript) await sendTranscript(connection, id, transcript)
        if (recording) {
          await sendRecording(connection, id, recording, out)
          await awaitRecording(connection, id, out)
        }
        const state = await api.call(routes.getImport, { params: { import: id } })
        const conversation = await api.call(routes.finishImport, {
          params: { import: id },
          body: {
            title: options.title ?? basename((transcript ?? recording)!).replace(/\.[^.]+$/, ''),
            heldOn: options.date ?? null,
            ceiling: options.ceiling,
            speakers,
          },
        })
        const remarks = [
          ...(state.transcript?.report ?? []).map(one => `  ${one.kind}: ${one.what} (${one.count})`),
        ]
        if (state.recording?.warning) remarks.push(`  note: ${state.recording.warning}`)
        const text = `${conversation.id}  ${conversation.title}: ${conversation.turns} turns, ${conversation.words} words`
        out.result(
          { conversation, report: state.transcript?.report ?? [], warning: state.recording?.warning ?? null },
          [text, ...remarks].join('\n'),
        )
      } catch (error) {
        // Half an import helps nobody; the files are still where they came from.
        await api
          .call(routes.cancelImport, { params: { import: id } })
          .catch(cause => out.progress(`The unfinished import ${id} could not be removed: ${cause.message}`))
        throw error
      }
    })
}
