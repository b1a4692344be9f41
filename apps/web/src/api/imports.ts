import { type Ceiling, ErrorBody, Import, PolyphonyError, routes, routeUrl } from '@polyphony/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

/** From the first byte on its way to the last peak drawn. */
const isWorking = (current: Import | undefined): boolean =>
  ['uploading', 'queued', 'reading'].includes(current?.recording?.state ?? '')

/** An import and how far it is; asked for again while the server reads the recording. */
export const useImport = (importId: string | null) =>
  useQuery({
    queryKey: queryKeys.import(importId ?? ''),
    queryFn: ({ signal }) => api.call(routes.getImport, { params: { import: importId! } }, signal),
    enabled: importId !== null,
    refetchInterval: query => (isWorking(query.state.data) ? 1000 : false),
  })

export const useCreateImport = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.call(routes.createImport, { params: { workspace } }),
    onSuccess: made => {
      client.setQueryData(queryKeys.import(made.id), made)
    },
  })
}

/** Sends the transcript's bytes and returns the import with what was found in them. */
export const putTranscript = async (importId: string, file: File, signal?: AbortSignal): Promise<Import> => {
  const url = routeUrl(routes.putTranscript, { params: { import: importId }, query: { name: file.name } })
  let response: Response
  try {
    response = await fetch(url, {
      method: 'PUT',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
      body: file,
      signal,
    })
  } catch (cause) {
    if (signal?.aborted) throw new PolyphonyError('cancelled', 'Cancelled.', { cause })
    throw new PolyphonyError(
      'unavailable',
      'The file could not be sent. Check the connection and try again.',
      {
        cause,
      },
    )
  }
  if (response.ok) return Import.parse(await response.json())
  const body = ErrorBody.safeParse(await response.json().catch(() => null))
  if (!body.success)
    throw new PolyphonyError('internal-error', `The server answered ${response.status} without saying why.`)
  throw new PolyphonyError(body.data.error.code, body.data.error.message, { issues: body.data.error.issues })
}

export const usePutTranscript = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ importId, file }: { importId: string; file: File }) => putTranscript(importId, file),
    meta: { form: true },
    onSuccess: changed => {
      client.setQueryData(queryKeys.import(changed.id), changed)
    },
  })
}

export const useRemoveFromImport = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ importId, part }: { importId: string; part: 'recording' | 'transcript' }) =>
      api.call(routes.removeFromImport, { params: { import: importId, part } }),
    onSuccess: changed => {
      client.setQueryData(queryKeys.import(changed.id), changed)
    },
  })
}

export interface FinishedImport {
  title: string
  group: string | null
  heldOn: string | null
  ceiling: Ceiling
  speakers: { keys: string[]; name: string; role: 'facilitator' | 'participant' }[]
}

export const useFinishImport = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ importId, body }: { importId: string; body: FinishedImport }) =>
      api.call(routes.finishImport, { params: { import: importId }, body }),
    meta: { form: true },
    onSuccess: made => {
      client.setQueryData(queryKeys.conversation(made.id), made)
      return client.invalidateQueries({ queryKey: queryKeys.conversations(workspace) })
    },
  })
}

export const useCancelImport = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (importId: string) => api.call(routes.cancelImport, { params: { import: importId } }),
    onSuccess: (_done, importId) => client.removeQueries({ queryKey: queryKeys.import(importId) }),
  })
}
