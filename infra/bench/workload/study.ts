import { createApiClient, routes } from '@polyphony/contract'
import { documentName, type SourceWords, type Timing, TranscriptIndex, timingOf } from '@polyphony/document'
import type * as Y from 'yjs'
import type { RunningServer } from '../../harness/runningServer.ts'
import { makeTeam, type Participant } from '../../harness/team.ts'
import { makeLayer } from './annotations.ts'
import { longTranscript, type TranscriptSize } from './longTranscript.ts'
import { makeWav } from './makeWav.ts'
import { openDocument } from './openDocument.ts'

/** A workspace with people, a codebook and whatever conversations a bar needs. */
export interface Study {
  url: string
  workspace: string
  lead: Participant
  analysts: Participant[]
  codes: string[]
  api: ReturnType<typeof createApiClient>
}

export const makeStudy = async ({ url }: RunningServer, analysts: number): Promise<Study> => {
  const team = await makeTeam(url, analysts)
  const api = createApiClient({ baseUrl: url, token: team.lead.token })
  const { memberships } = await api.call(routes.getSession)
  const workspace = memberships[0]!.workspace.id
  const codes = Array.from({ length: 40 }, (_, i) => `code${String(i).padStart(4, '0')}`)
  await api.call(routes.applyOperations, {
    params: { workspace },
    body: { operations: codes.map((id, i) => ({ type: 'create' as const, id, name: `Code ${i}` })) },
  })
  return { url, workspace, lead: team.lead, analysts: team.analysts, codes, api }
}

/** A conversation of that size, with a recording if asked for. Returns its id. */
export const addConversation = async (
  { url, workspace, api, lead }: Study,
  { title, size, recording = false }: { title: string; size: TranscriptSize; recording?: boolean },
): Promise<string> => {
  const headers = { authorization: `Bearer ${lead.token}` }
  // Made first: it takes seconds, in which the server would drop an idle connection.
  const wav = recording ? makeWav(size.seconds) : null
  const { id } = await api.call(routes.createImport, { params: { workspace } })
  const put = await fetch(`${url}/api/imports/${id}/transcript?name=long.json`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body: longTranscript(size),
  })
  if (!put.ok) throw new Error(`The transcript was not taken: ${await put.text()}`)
  if (wav) {
    const created = await fetch(`${url}/api/uploads`, {
      method: 'POST',
      headers: {
        ...headers,
        'tus-resumable': '1.0.0',
        'upload-length': String(wav.length),
        'upload-metadata': `import ${btoa(id)},name ${btoa('long.wav')}`,
      },
    })
    const sent = await fetch(new URL(created.headers.get('location')!, url), {
      method: 'PATCH',
      headers: {
        ...headers,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      body: wav,
    })
    if (!sent.ok) throw new Error(`The recording was not taken: ${sent.status} ${await sent.text()}`)
    for (;;) {
      const { recording } = await api.call(routes.getImport, { params: { import: id } })
      if (recording?.state === 'ready') break
      if (recording?.error) throw new Error(recording.error.message)
      await new Promise(resolve => setTimeout(resolve, 200))
    }
  }
  return (await api.call(routes.finishImport, { params: { import: id }, body: { title } })).id
}

/** A transcript read for annotating, without a connection. */
export interface ReadTranscript {
  doc: Y.Doc
  index: TranscriptIndex
  timing: Timing
}

export const readTranscript = async (
  { url, api, lead }: Study,
  conversation: string,
): Promise<ReadTranscript> => {
  const opened = await openDocument(url, documentName({ kind: 'transcript', conversation }), lead.token)
  opened.close()
  const words: SourceWords = await api.call(routes.getSourceWords, { params: { conversation } })
  const index = new TranscriptIndex(opened.doc)
  return { doc: opened.doc, index, timing: timingOf(index, words) }
}

/** Gives each of the people a layer of the conversation, so many highlights together. Returns the layers. */
export const addLayers = async (
  study: Study,
  conversation: string,
  people: readonly Participant[],
  highlights: number,
): Promise<Map<string, Y.Doc>> => {
  const transcript = await readTranscript(study, conversation)
  const layers = new Map<string, Y.Doc>()
  for (const [i, { member, token }] of people.entries()) {
    const layer = makeLayer({
      ...transcript,
      codes: study.codes,
      highlights: highlights / people.length,
      seed: i + 1,
    })
    const name = documentName({ kind: 'layer', conversation, member })
    const opened = await openDocument(study.url, name, token, layer)
    await opened.saved()
    opened.close()
    layers.set(member, layer)
  }
  return layers
}
