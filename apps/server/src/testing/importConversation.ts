import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  type Conversation,
  type Import,
  type RouteInput,
  routes,
  routeUrl,
  UPLOADS_PATH,
} from '@polyphony/contract'
import { Upload, type UploadOptions } from 'tus-js-client'
import { expect, vi } from 'vitest'
import type { TestPerson, TestServer } from './startTestServer.ts'

/** Hands a transcript's bytes over. */
export const putTranscript = (
  server: TestServer,
  person: Pick<TestPerson, 'cookie'>,
  id: string,
  name: string,
  content: string | Uint8Array,
): Promise<Response> =>
  server.fetch(routeUrl(routes.putTranscript, { params: { import: id }, query: { name } }), {
    method: 'PUT',
    cookie: person.cookie,
    headers: { 'content-type': 'application/octet-stream' },
    body: content,
  })

/** An upload of a recording by tus, not started. */
export const uploadOf = async (
  server: TestServer,
  token: string,
  importId: string,
  file: string,
  options: Partial<UploadOptions> = {},
): Promise<Upload> =>
  new Upload(createReadStream(file), {
    endpoint: server.url + UPLOADS_PATH,
    headers: { authorization: `Bearer ${token}` },
    metadata: { import: importId, name: basename(file) },
    uploadSize: (await stat(file)).size,
    chunkSize: 1024 ** 2,
    retryDelays: null,
    ...options,
  })

/** Sends a recording; rejects as the upload does. */
export const sendRecording = (
  server: TestServer,
  token: string,
  importId: string,
  file: string,
  options: Partial<UploadOptions> = {},
): Promise<void> =>
  new Promise((onSuccess, onError) => {
    uploadOf(server, token, importId, file, { ...options, onSuccess: () => onSuccess(), onError }).then(
      upload => upload.start(),
      onError,
    )
  })

/** Waits until the server has read the recording, or has given up on it. */
export const recordingRead = async (
  person: TestPerson,
  id: string,
): Promise<NonNullable<Import['recording']>> => {
  const seen = await vi.waitFor(
    async () => {
      const { recording } = await person.api.call(routes.getImport, { params: { import: id } })
      expect(recording?.state).toMatch(/ready|failed/)
      return recording
    },
    { timeout: 30_000, interval: 50 },
  )
  return seen!
}

export interface ConversationFiles {
  /** Path of the recording. */
  recording?: string
  transcript?: { name: string; content: string | Uint8Array }
}

/** A conversation by way of the import wizard's routes. */
export const importConversation = async (
  server: TestServer,
  person: TestPerson,
  { recording, transcript }: ConversationFiles,
  choice: Partial<NonNullable<RouteInput<typeof routes.finishImport>['body']>> = {},
): Promise<Conversation> => {
  const { workspace } = person
  const { id } = await person.api.call(routes.createImport, { params: { workspace } })
  if (transcript) {
    const response = await putTranscript(server, person, id, transcript.name, transcript.content)
    if (!response.ok) throw new Error(await response.text())
  }
  if (recording) {
    await sendRecording(server, person.token, id, recording)
    await recordingRead(person, id)
  }
  return person.api.call(routes.finishImport, {
    params: { import: id },
    body: { title: 'A conversation', ...choice },
  })
}
