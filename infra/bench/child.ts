import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A module run as a process of its own, which answers questions (see `answerParent`). */
export interface Child<Q extends Questions> {
  pid: number
  ask: <K extends keyof Q & string>(
    question: K,
    ...input: Parameters<Q[K]>
  ) => Promise<Awaited<ReturnType<Q[K]>>>
  stop: () => Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape
type Questions = Record<string, (input: any) => unknown>

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

export const startChild = <Q extends Questions>(module: URL): Child<Q> => {
  const child = fork(fileURLToPath(module), {
    execArgv: ['--import', TSX],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  // Whoever asks learns by its exit that it is gone.
  child.on('error', () => {})
  let serial = 0
  return {
    pid: child.pid!,
    ask: (question, ...[input]) =>
      new Promise((resolve, reject) => {
        const id = serial++
        const onExit = (code: number | null) => reject(new Error(`${question}: the process ended (${code}).`))
        const listen = (answer: { id: number; value: never; error?: string }) => {
          if (answer.id !== id) return
          child.off('message', listen)
          child.off('exit', onExit)
          if (answer.error === undefined) resolve(answer.value)
          else reject(new Error(`${question}: ${answer.error}`))
        }
        child.on('message', listen)
        child.once('exit', onExit)
        child.send({ id, question, input }, error => error && reject(error))
      }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** In the child: answers what the parent asks. */
export const answerParent = (answers: Questions): void => {
  process.on('message', async ({ id, question, input }: { id: number; question: string; input: unknown }) => {
    try {
      process.send!({ id, value: await answers[question]!(input) })
    } catch (error) {
      process.send!({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  })
  process.on('disconnect', () => process.exit())
}

/** Seconds of processor time a process has used; null where the system does not tell (it is left out then). */
export const processorSeconds = async (pid: number): Promise<number | null> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  // After the name, which may hold anything: utime and stime are fields 14 and 15, in ticks of 10 ms.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields ? (Number(fields[11]) + Number(fields[12])) / 100 : null
}

/** Processes started by a process; none where the system does not tell. */
export const childrenOf = async ({ pid }: Pick<ChildProcess, 'pid'>): Promise<number[]> => {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return list.split(' ').filter(Boolean).map(Number)
}
