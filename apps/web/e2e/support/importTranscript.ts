import type { APIRequestContext } from 'playwright-core'

type Turn = readonly [speaker: string, words: string]

const TURNS: readonly Turn[] = [
  ['Ana', 'The boats come in at four, when nobody else is up.'],
  ['Ben', 'And the harbour office opens at nine.'],
]

/** A turn every four seconds. */
const vtt = (turns: readonly Turn[]): string => {
  const at = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 23)
  const cues = turns.map(
    ([speaker, words], i) => `${at(4 * i + 1)} --> ${at(4 * i + 4)}\n<v ${speaker}>${words}\n`,
  )
  return ['WEBVTT\n', ...cues].join('\n')
}

/** Makes a conversation without a recording of turns or of a file, over HTTP, as somebody who is signed in. Returns its id. */
export const importTranscript = async (
  request: APIRequestContext,
  url: string,
  workspace: string,
  title: string,
  turns: readonly Turn[] | { name: string; content: string } = TURNS,
): Promise<string> => {
  const file = 'content' in turns ? turns : { name: 'talk.vtt', content: vtt(turns) }
  const headers = { origin: url }
  const check = async (answer: Awaited<ReturnType<typeof request.post>>) => {
    if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  const begun = await check(await request.post(`${url}/api/workspaces/${workspace}/imports`, { headers }))
  const { id } = begun as { id: string }
  await check(
    await request.put(`${url}/api/imports/${id}/transcript?name=${file.name}`, {
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      data: Buffer.from(file.content),
    }),
  )
  const made = await check(
    await request.post(`${url}/api/imports/${id}/finish`, { headers, data: { title } }),
  )
  return (made as { id: string }).id
}
