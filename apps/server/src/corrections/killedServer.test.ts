import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { COLLAB_PATH, routes } from '@polyphony/contract'
import { correctTurn, documentName, TranscriptIndex } from '@polyphony/document'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { childEntry } from '../childEntry.ts'
import { importConversation } from '../testing/importConversation.ts'
import { startTestServer } from '../testing/startTestServer.ts'

// The program runs from TypeScript source here, which a busy machine takes its time to read.
vi.setConfig({ testTimeout: 240_000 })
const SOON = { timeout: 60_000, interval: 10 }

/** The program itself over a data folder; resolves with its address. */
const runProgram = async (dataDir: string) => {
  const { file, execArgv } = childEntry('main', 'src/main.ts')
  const child = spawn(process.execPath, [...execArgv, file], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'fatal', DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const gone = new Promise(resolve => child.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', line => {
      if (/^http:\/\//.test(line)) resolve(line.trim())
    })
    void gone.then(code => reject(new Error(`ended with ${code}`)))
  })
  return {
    url,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

test.skipIf(process.env.MONGODB_URI)(
  'who corrected is known although the server was killed as soon as the correction was saved',
  async () => {
    const first = await startTestServer()
    onTestFinished(() => rm(first.dataDir, { recursive: true, force: true }))
    const owner = await first.owner()
    const analyst = await first.addMember('analyst')
    const content = 'Ana: We lerned to bake bread.\nBen: Nobody had asked us before.\n'
    const talk = { name: 'talk.txt', content }
    const { id: conversation } = await importConversation(first, owner, { transcript: talk })
    await first.close({ keep: true })

    // Twice: what was recorded before the second kill is in the log as well, and must not count twice.
    for (const [text, killed] of [
      ['We learned to bake bread.', 'first'],
      ['We learned to bake bread for all.', 'second'],
    ] as const) {
      const program = await runProgram(first.dataDir)
      const socket = new HocuspocusProviderWebsocket({
        url: program.url.replace('http', 'ws') + COLLAB_PATH,
        WebSocketPolyfill: WebSocket,
      })
      const provider = new HocuspocusProvider({
        websocketProvider: socket,
        name: documentName({ kind: 'transcript', conversation }),
        document: new Y.Doc(),
        token: analyst.token,
      })
      provider.attach()
      await vi.waitFor(() => expect(provider.isSynced).toBe(true), SOON)
      const index = new TranscriptIndex(provider.document)
      correctTurn(index, index.order[0]!.id, text)
      await vi.waitFor(() => expect(provider.hasUnsyncedChanges, killed).toBe(false), SOON)
      await program.kill()
      provider.destroy()
      socket.destroy()
    }

    const second = await startTestServer({ dataDir: first.dataDir })
    onTestFinished(() => second.close({ keep: true }))
    const api = second.api({ token: analyst.token })
    const list = async () =>
      (await api.call(routes.listCorrections, { params: { conversation }, query: {} })).corrections
    await vi.waitFor(async () => expect((await list()).length).toBeGreaterThan(0), SOON)
    await vi.waitFor(async () => {
      const records = await list()
      expect(records.at(-1)!.turns[0]!.before!.text).toBe('We lerned to bake bread.')
      expect(records[0]!.turns[0]!.after!.text).toBe('We learned to bake bread for all.')
      // One minute is one record; the test may take two.
      expect(records.length).toBeLessThanOrEqual(2)
      expect(records.every(({ member, turns }) => member === analyst.member && turns.length === 1)).toBe(true)
    }, SOON)
  },
)
