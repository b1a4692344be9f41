import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type RunningServer, startServer } from '../harness/runningServer.ts'
import { makeTeam, type Team } from '../harness/team.ts'
import { until } from '../harness/until.ts'
import { FaultClient } from './faultClient.ts'

/** What one round saw; every number counts edits. */
export interface KillRound {
  round: number
  killed: 'server' | 'engine, then server'
  /** Milliseconds of writing before the kill. */
  after: number
  edits: number
  calledSaved: number
  missing: number
  deletionsCalledSaved: number
  undone: number
  /** Clients that outlived the kill and whose edits are all there afterwards. */
  reconverged: boolean
}

export interface KillOptions {
  rounds: number
  onRound?: (round: KillRound) => void
}

const ANALYSTS = 4
const SHARE_DELETED = 0.15
const EDIT_EVERY_MS = 4

/**
 * Kills the server (and its database engine) under load, again and again over the same data, and looks afterwards for
 * every edit that any client had been told is saved.
 */
export const runKills = async ({ rounds, onRound }: KillOptions): Promise<KillRound[]> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'polyphony-kill-'))
  let server = await startServer(dataDir)
  const { url } = server
  const port = Number(new URL(url).port)
  const results: KillRound[] = []
  try {
    const team = await makeTeam(url, ANALYSTS)
    const transcript = `transcript/${team.conversation}`
    const survivors = team.analysts.slice(0, 2).map(({ token }) => new FaultClient(url, transcript, token))
    await until('the survivors join', () => survivors.every(({ synced }) => synced))
    for (let round = 0; round < rounds; round++) {
      const result = await runRound({ round, url, team, transcript, survivors, server })
      server = await startServer(dataDir, port)
      for (const client of survivors) client.connect()
      const checked = await checkRound(result, url, team, survivors)
      results.push(checked)
      onRound?.(checked)
    }
    for (const client of survivors) client.destroy()
    const code = await server.stop()
    if (code !== 0) throw new Error(`The server stopped with ${code}.`)
  } finally {
    await server.kill().catch(() => {})
    await rm(dataDir, { recursive: true, force: true })
  }
  return results
}

interface Round {
  round: number
  url: string
  team: Team
  transcript: string
  survivors: FaultClient[]
  server: RunningServer
}

interface Written {
  summary: Omit<KillRound, 'missing' | 'undone' | 'reconverged'>
  clients: FaultClient[]
  survivorsSaved: number[]
}

/** Writes for a moment, then kills. */
const runRound = async ({ round, url, team, transcript, survivors, server }: Round): Promise<Written> => {
  const clients = [
    ...team.analysts.map(
      ({ member, token }) => new FaultClient(url, `layer/${team.conversation}/${member}`, token),
    ),
    ...team.analysts.map(({ token }) => new FaultClient(url, transcript, token)),
  ]
  await until('everybody joins', () => clients.every(({ synced }) => synced))

  let serial = 0
  const editsBefore = survivors.reduce((sum, { edits }) => sum + edits, 0)
  const ticker = setInterval(() => {
    const client = clients[Math.floor(Math.random() * clients.length)] as FaultClient
    const candidates = [...client.saved].filter(key => !client.deleted.has(key))
    const victim = candidates[Math.floor(Math.random() * candidates.length)]
    if (victim !== undefined && Math.random() < SHARE_DELETED) client.delete(victim)
    else client.write(`r${round}-${serial++}`)
    const survivor = survivors[serial % survivors.length] as FaultClient
    survivor.write(`s${serial % survivors.length}-${survivor.edits}`)
  }, EDIT_EVERY_MS)
  const after = Math.round(250 + Math.random() * 900)
  await new Promise(resolve => setTimeout(resolve, after))

  // On a busy machine that may not be enough for anybody to be told anything.
  await until('something is called saved', () => clients.some(({ saved }) => saved.size > 0))
  const engineFirst = round % 2 === 1 ? Math.random() * 300 : undefined
  await server.kill({ engineFirst })
  clearInterval(ticker)
  // What had been received by then counts as told, whatever arrives in the books a moment later.
  await new Promise(resolve => setTimeout(resolve, 50))
  const survivorsSaved = survivors.map(({ savedUpTo }) => savedUpTo)
  for (const client of [...clients, ...survivors]) client.disconnect()
  const count = (of: (client: FaultClient) => number) => clients.reduce((sum, client) => sum + of(client), 0)
  return {
    clients,
    survivorsSaved,
    summary: {
      round,
      killed: engineFirst === undefined ? 'server' : 'engine, then server',
      after,
      edits: count(({ edits }) => edits) + survivors.reduce((sum, { edits }) => sum + edits, 0) - editsBefore,
      calledSaved: count(({ saved }) => saved.size),
      deletionsCalledSaved: count(({ savedDeletions }) => savedDeletions.size),
    },
  }
}

/** Reads the documents through a client that has nothing of its own. */
const checkRound = async (
  { summary, clients, survivorsSaved }: Written,
  url: string,
  { lead }: Team,
  survivors: FaultClient[],
): Promise<KillRound> => {
  let missing = 0
  let undone = 0
  const names = new Set(clients.map(({ name }) => name))
  const contents = new Map<string, Record<string, unknown>>()
  for (const name of names) contents.set(name, await readFresh(url, name, lead.token))
  for (const client of clients) {
    const content = contents.get(client.name) ?? {}
    for (const key of client.saved) if (!(key in content) && !client.deleted.has(key)) missing++
    for (const key of client.savedDeletions) if (key in content) undone++
    client.destroy()
  }
  const transcript = survivors[0]?.name ?? ''
  const content = contents.get(transcript) ?? {}
  for (const [i, upTo] of survivorsSaved.entries()) {
    for (let edit = 0; edit < upTo; edit++) if (!(`s${i}-${edit}` in content)) missing++
  }

  // Whoever outlived it sends again what was not saved.
  await until('the survivors are saved', () =>
    survivors.every(({ synced, hasUnsyncedChanges }) => synced && !hasUnsyncedChanges),
  )
  const after = await readFresh(url, transcript, lead.token)
  const reconverged = survivors.every(({ written }) => [...written].every(key => key in after))
  return { ...summary, missing, undone, reconverged }
}

const readFresh = async (url: string, name: string, token: string): Promise<Record<string, unknown>> => {
  const client = new FaultClient(url, name, token)
  await until(`${name} is read`, () => client.synced)
  const { content } = client
  client.destroy()
  return content
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } })
  const print = (line: object) => console.log(JSON.stringify(line))
  const rounds = await runKills({ rounds: Number(values.rounds), onRound: print })
  const total = (of: (round: KillRound) => number) => rounds.reduce((sum, round) => sum + of(round), 0)
  const lost = total(({ missing }) => missing) + total(({ undone }) => undone)
  const pass = lost === 0 && rounds.every(({ reconverged }) => reconverged)
  print({
    bar: 'L1',
    value: lost,
    unit: 'edits lost that a client had been told are saved',
    rounds: rounds.length,
    edits: total(({ edits }) => edits),
    calledSaved: total(({ calledSaved }) => calledSaved),
    deletionsCalledSaved: total(({ deletionsCalledSaved }) => deletionsCalledSaved),
    reconverged: rounds.filter(({ reconverged }) => reconverged).length,
    pass,
  })
  process.exitCode = pass ? 0 : 1
}

if (process.argv[1] === import.meta.filename) await main()
