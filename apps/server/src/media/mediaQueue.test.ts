import { expect, it } from 'vitest'
import { MediaQueue } from './mediaQueue.ts'

const gate = () => {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open }
}

it('runs so many jobs at once, in the order they came', async () => {
  const queue = new MediaQueue(2)
  const gates = [gate(), gate(), gate(), gate()]
  const begun: number[] = []
  const jobs = gates.map(({ opened }, i) =>
    queue.run(async () => {
      begun.push(i)
      await opened
      return i
    }),
  )
  expect(begun).toEqual([0, 1])
  expect([queue.running, queue.waiting]).toEqual([2, 2])
  gates[1]!.open()
  await jobs[1]
  expect(begun).toEqual([0, 1, 2])
  for (const { open } of gates) open()
  expect(await Promise.all(jobs)).toEqual([0, 1, 2, 3])
  expect([queue.running, queue.waiting]).toEqual([0, 0])
})

it('gives the place on when a job fails', async () => {
  const queue = new MediaQueue(1)
  const failed = queue.run(() => Promise.reject(new Error('broken')))
  const next = queue.run(async () => 'next')
  await expect(failed).rejects.toThrow('broken')
  expect(await next).toBe('next')
})

it('never begins a job that was aborted while it waited', async () => {
  const queue = new MediaQueue(1)
  const first = gate()
  const running = queue.run(() => first.opened)
  const stop = new AbortController()
  let begun = false
  const waiting = queue.run(async () => {
    begun = true
  }, stop.signal)
  const last = queue.run(async () => 'last')
  stop.abort(new Error('gone'))
  await expect(waiting).rejects.toThrow('gone')
  first.open()
  await running
  expect(await last).toBe('last')
  expect(begun).toBe(false)
  expect(queue.running).toBe(0)
})
