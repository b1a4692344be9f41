import type { BrowserContext } from 'playwright-core'
import { sineWav } from './sineWav.ts'
import { eventually } from './waiting.ts'

/** A WAV file of two seconds of a tone, twelve of silence, and two of the tone again. */
export const wavWithSilence = (): Buffer => {
  const file = sineWav(16)
  const samples = file.subarray(44)
  samples.fill(0, (samples.length * 2) / 16, (samples.length * 14) / 16)
  return file
}

/** Makes a conversation of a recording alone, as the import page does. Returns its id. */
export const importRecording = async (
  { request }: BrowserContext,
  url: string,
  workspace: string,
  wav: Buffer,
): Promise<string> => {
  const headers = { origin: url }
  const begun = await request.post(`${url}/api/workspaces/${workspace}/imports`, { headers })
  const { id } = (await begun.json()) as { id: string }
  const created = await request.post(`${url}/api/uploads`, {
    headers: {
      ...headers,
      'tus-resumable': '1.0.0',
      'upload-length': String(wav.length),
      'upload-metadata': `import ${btoa(id)},name ${btoa('tone.wav')}`,
    },
  })
  await request.patch(new URL(created.headers().location!, url).href, {
    headers: {
      ...headers,
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
    data: wav,
  })
  await eventually(async () => {
    const answer = await request.get(`${url}/api/imports/${id}`)
    return ((await answer.json()) as { recording: { state: string } | null }).recording?.state
  }).toBe('ready')
  const made = await request.post(`${url}/api/imports/${id}/finish`, { headers, data: { title: 'A tone' } })
  return ((await made.json()) as { id: string }).id
}
