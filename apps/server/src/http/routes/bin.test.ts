import { routes } from '@polyphony/contract'
import { expect, it } from 'vitest'
import { useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()

it('lists what was deleted to who may restore it, until it is restored', async () => {
  const owner = await server().owner()
  const params = { workspace: owner.workspace }
  const kept = await owner.api.call(routes.createFinding, { params, body: { title: 'Kept' } })
  const dropped = await owner.api.call(routes.createFinding, { params, body: { title: 'Dropped' } })
  await owner.api.call(routes.deleteFinding, { params: { finding: dropped.id } })

  const items = await owner.api.call(routes.listBin, { params })
  expect(items).toMatchObject([{ kind: 'finding', id: dropped.id, title: 'Dropped' }])
  const days = (Date.parse(items[0]!.goneAt) - Date.parse(items[0]!.deletedAt)) / 86_400_000
  expect(days).toBe(30)

  const analyst = await server().addMember('analyst')
  await expect(analyst.api.call(routes.listBin, { params })).rejects.toMatchObject({ code: 'forbidden' })

  await owner.api.call(routes.restoreFinding, { params: { finding: dropped.id } })
  expect(await owner.api.call(routes.listBin, { params })).toEqual([])
  const listed = await owner.api.call(routes.listFindings, { params })
  expect(listed.map(finding => finding.id).sort()).toEqual([kept.id, dropped.id].sort())
})
