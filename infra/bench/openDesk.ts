// `npx tsx infra/bench/openDesk.ts [rounds]`: how fast the desk opens on a long, densely annotated transcript.
// One JSON line for each figure. Needs the build and Chromium.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApiClient, routes } from '@polyphony/contract'
import { chromium, type Page } from 'playwright-core'
import { OWNER, startServer } from '../harness/runningServer.ts'
import { annotateTogether } from '../realInput/annotateTogether.ts'
import { makeWav } from './makeWav.ts'

const WORDS = 20_000
const TURNS = 600
const HIGHLIGHTS = 2_000
const SECONDS = 7_200
const rounds = Number(process.argv[2] ?? 5)

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const report = (bar: string, values: number[], unit: string, limit: number | null): void => {
  const value = Math.round(median(values) * 10) / 10
  const range = [Math.min(...values), Math.max(...values)].map(v => Math.round(v * 10) / 10)
  console.log(
    JSON.stringify({
      bar,
      value,
      unit,
      range,
      ...(limit !== null && { against: limit, pass: value <= limit }),
    }),
  )
}

/** A transcript of invented words with times, as the program's own turns format. */
const longTranscript = (): string => {
  const each = WORDS / TURNS
  const vocabulary =
    'people here listen when somebody asks what happened before the meeting and nobody answers for a while'.split(
      ' ',
    )
  return JSON.stringify({
    turns: Array.from({ length: TURNS }, (_, turn) => ({
      speaker: `Speaker ${turn % 6}`,
      start: (SECONDS / TURNS) * turn,
      end: (SECONDS / TURNS) * (turn + 1) - 0.2,
      text: Array.from(
        { length: each },
        (_, word) => vocabulary[(turn * 7 + word * 3) % vocabulary.length],
      ).join(' '),
    })),
  })
}

const post = async (url: string, path: string, body: object): Promise<Response> => {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response
}

/** Milliseconds from navigation until the first turns can be read, and until the waveform is painted. */
const openOnce = async (
  page: Page,
  address: string,
): Promise<{ readable: number; waveform: number; nodes: number }> => {
  await page.goto('about:blank')
  await page.goto(address, { waitUntil: 'commit' })
  const readable = await page.waitForFunction(
    `document.querySelectorAll('[data-turn]').length > 3 && performance.now()`,
    undefined,
    { polling: 'raf' },
  )
  const waveform = await page.waitForFunction(
    `(() => {
      for (const host of document.querySelectorAll('*')) {
        for (const canvas of host.shadowRoot?.querySelectorAll('canvas') ?? []) {
          if (canvas.width > 0 && canvas.getContext('2d').getImageData(0, 0, Math.min(canvas.width, 300), canvas.height).data.some(v => v > 0)) return performance.now()
        }
      }
      return false
    })()`,
    undefined,
    { polling: 'raf' },
  )
  const nodes = await page.evaluate(`document.querySelectorAll('*').length`)
  return {
    readable: (await readable.jsonValue()) as number,
    waveform: (await waveform.jsonValue()) as number,
    nodes: nodes as number,
  }
}

/** Milliseconds from a key that moves through the turns to the next paint, for a number of presses. */
const pressAndPaint = async (page: Page, key: string, presses: number): Promise<number[]> => {
  await page.evaluate(`{
    window.__paints = []
    addEventListener('keydown', event => {
      const from = event.timeStamp
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => window.__paints.push(performance.now() - from)
        channel.port2.postMessage(null)
      })
    }, true)
  }`)
  for (let i = 0; i < presses; i++) {
    await page.keyboard.press(key)
    await page.waitForFunction(`window.__paints.length > ${i}`)
  }
  return (await page.evaluate('window.__paints')) as number[]
}

// Made before anything is connected: it takes seconds, in which the server would drop an idle connection.
const wav = makeWav(SECONDS)
const folder = await mkdtemp(join(tmpdir(), 'polyphony-bench-'))
const server = await startServer(join(folder, 'data'))
try {
  const signIn = await post(server.url, '/api/auth/sign-in/email', OWNER)
  const cookie = signIn.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ')
  const api = createApiClient({
    baseUrl: server.url,
    fetch: (input, init) =>
      fetch(input, {
        ...init,
        headers: { ...(init?.headers as Record<string, string>), cookie, origin: server.url },
      }),
  })
  const { memberships } = await api.call(routes.getSession)
  const { workspace, member } = memberships[0]!
  const params = { workspace: workspace.id }
  const { secret: token } = await api.call(routes.createToken, { body: { name: 'bench' } })
  const codes = Array.from({ length: 20 }, (_, i) => ({
    type: 'create' as const,
    id: `code${i}`,
    name: `Code ${i}`,
  }))
  await api.call(routes.applyOperations, { params, body: { operations: codes } })

  const { id } = await api.call(routes.createImport, { params })
  const put = await fetch(`${server.url}/api/imports/${id}/transcript?name=long.json`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: longTranscript(),
  })
  if (!put.ok) throw new Error(await put.text())
  await sendWav(id, token)
  const conversation = await api.call(routes.finishImport, {
    params: { import: id },
    body: { title: 'A long one' },
  })
  const words = await api.call(routes.getSourceWords, { params: { conversation: conversation.id } })
  await annotateTogether({
    url: server.url,
    conversation: conversation.id,
    words,
    people: [{ member, token }],
    codes: codes.map(code => code.id),
    each: HIGHLIGHTS,
  })

  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true })
  await context.request.post(`${server.url}/api/auth/sign-in/email`, {
    data: OWNER,
    headers: { origin: server.url },
  })
  const page = await context.newPage()
  const address = `${server.url}/w/${workspace.id}/conversations/${conversation.id}`
  await openOnce(page, address)
  const opened = []
  for (let i = 0; i < rounds; i++) opened.push(await openOnce(page, address))
  const what = `desk with ${WORDS} words, ${TURNS} turns, ${HIGHLIGHTS} highlights`
  report(
    `${what}: first turns readable after navigation`,
    opened.map(one => one.readable),
    'ms',
    1000,
  )
  report(
    `${what}: waveform painted after that`,
    opened.map(one => one.waveform - one.readable),
    'ms',
    400,
  )
  report(
    `${what}: elements`,
    opened.map(one => one.nodes),
    'elements',
    null,
  )
  const paints = await pressAndPaint(page, 'ArrowDown', 60)
  report(`${what}: key to paint, p50`, [median(paints)], 'ms', null)
  report(
    `${what}: key to paint, p95`,
    [paints.toSorted((a, b) => a - b)[Math.floor(paints.length * 0.95)]!],
    'ms',
    null,
  )
  await browser.close()

  async function sendWav(importId: string, bearer: string): Promise<void> {
    const created = await fetch(`${server.url}/api/uploads`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bearer}`,
        'tus-resumable': '1.0.0',
        'upload-length': String(wav.length),
        'upload-metadata': `import ${btoa(importId)},name ${btoa('long.wav')}`,
      },
    })
    const sent = await fetch(new URL(created.headers.get('location')!, server.url), {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${bearer}`,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      body: wav,
    })
    if (!sent.ok) throw new Error(`The recording was not taken: ${sent.status} ${await sent.text()}`)
    for (;;) {
      const { recording } = await api.call(routes.getImport, { params: { import: importId } })
      if (recording?.state === 'ready') return
      if (recording?.error) throw new Error(recording.error.message)
      await new Promise(resolve => setTimeout(resolve, 300))
    }
  }
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
