import type { APIRequestContext } from 'playwright-core'

const VTT = `WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ana>The boats come in at four, when nobody else is up.

00:00:05.000 --> 00:00:08.000
<v Ben>And the harbour office opens at nine.
`

/** Makes a conversation without a recording, over HTTP, as somebody who is signed in. */
export const importTranscript = async (
  request: APIRequestContext,
  url: string,
  workspace: string,
  title: string,
): Promise<void> => {
  const headers = { origin: url }
  const check = async (answer: Awaited<ReturnType<typeof request.post>>) => {
    if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  const begun = await check(await request.post(`${url}/api/workspaces/${workspace}/imports`, { headers }))
  const { id } = begun as { id: string }
  await check(
    await request.put(`${url}/api/imports/${id}/transcript?name=talk.vtt`, {
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      data: Buffer.from(VTT),
    }),
  )
  await check(await request.post(`${url}/api/imports/${id}/finish`, { headers, data: { title } }))
}
