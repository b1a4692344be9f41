import { describe, expect, it } from 'vitest'
import { ACTIONS, type Action, type Actor, can, type Role } from './can.ts'

const actor = (role: Role, options: Partial<Actor> = {}): Actor => ({
  user: 'u1',
  memberships: [{ workspace: 'w1', member: 'm1', role, owner: false }],
  ...options,
})
const allowed = (role: Role): Action[] =>
  ACTIONS.filter(action => can(actor(role), action, { workspace: 'w1', member: 'm1' }))

describe('what each role may do in its workspace', () => {
  it('leads may do everything', () => {
    expect(allowed('lead')).toEqual(ACTIONS)
  })

  it('analysts import, correct, code and propose, and decide nothing for others', () => {
    expect(allowed('analyst')).toEqual(
      expect.arrayContaining([
        'conversation.import',
        'transcript.correct',
        'layer.write',
        'ontology.propose',
      ]),
    )
    for (const action of [
      'ontology.change',
      'plan.write',
      'excerpt.decide',
      'member.invite',
      'conversation.delete',
      'export.create',
    ])
      expect(allowed('analyst')).not.toContain(action)
  })

  it('writers write findings and cannot approve their own excerpts', () => {
    expect(allowed('writer')).toContain('finding.write')
    expect(allowed('writer')).not.toContain('excerpt.decide')
    expect(allowed('writer')).not.toContain('layer.write')
    expect(allowed('writer')).toContain('plan.read')
    expect(allowed('writer')).not.toContain('plan.write')
    expect(allowed('writer')).toEqual(expect.arrayContaining(['inbox.read', 'inbox.mark']))
  })

  it('trustees decide and code nothing', () => {
    expect(allowed('trustee')).toContain('excerpt.decide')
    expect(allowed('trustee')).not.toContain('layer.write')
    expect(allowed('trustee')).not.toContain('transcript.correct')
  })

  it('participants and viewers neither read nor hear what was recorded', () => {
    expect(allowed('participant')).toEqual(['workspace.read'])
    expect(allowed('viewer')).toEqual(['workspace.read'])
  })
})

it('a layer is written by the member it is named after, whatever the role', () => {
  expect(can(actor('lead'), 'layer.write', { workspace: 'w1', member: 'm2' })).toBe(false)
  expect(can(actor('lead'), 'layer.write', { workspace: 'w1' })).toBe(false)
  expect(can(actor('analyst'), 'layer.write', { workspace: 'w1', member: 'm1' })).toBe(true)
})

it('everybody in the team says for themselves what they heard, and for nobody else', () => {
  for (const role of ['lead', 'analyst', 'writer', 'trustee'] as const) {
    expect(allowed(role)).toEqual(expect.arrayContaining(['listening.read', 'listening.write']))
    expect(can(actor(role), 'listening.write', { workspace: 'w1', member: 'm2' }), role).toBe(false)
  }
})

it('a lead assigns and reviews; that a part is done says whose part it is, and nobody else', () => {
  for (const action of ['assignment.write', 'conversation.review'] as const) {
    expect(allowed('lead')).toContain(action)
    for (const role of ['analyst', 'writer', 'trustee', 'viewer'] as const)
      expect(allowed(role)).not.toContain(action)
  }
  const subject = { workspace: 'w1', member: 'm1' }
  expect(can(actor('analyst'), 'assignment.finish', subject)).toBe(true)
  expect(can(actor('analyst'), 'assignment.finish', { ...subject, member: 'm2' })).toBe(false)
  expect(can(actor('lead'), 'assignment.finish', { ...subject, member: 'm2' })).toBe(false)
})

it('a lead alone takes the talk of the team out of the workspace', () => {
  expect(allowed('lead')).toContain('comment.export')
  for (const role of ['analyst', 'writer', 'trustee'] as const)
    expect(allowed(role)).not.toContain('comment.export')
})

it('leads lay out boards, and the team looks on', () => {
  for (const role of ['analyst', 'writer', 'trustee'] as const) {
    expect(allowed(role)).toContain('board.read')
    expect(allowed(role)).not.toContain('board.write')
  }
  expect(allowed('viewer')).not.toContain('board.read')
})

it('another workspace is out of reach', () => {
  for (const action of ACTIONS)
    expect(can(actor('lead'), action, { workspace: 'w2', member: 'm1' }), action).toBe(false)
})

it('a token made for reading changes nothing', () => {
  const reader = actor('lead', { readOnly: true })
  const may = ACTIONS.filter(action => can(reader, action, { workspace: 'w1', member: 'm1' }))
  const others = may.filter(action => !action.endsWith('.read'))
  // Whoever may take comments out reads them; nothing is written.
  expect(others).toEqual(['recording.listen', 'comment.export'])
  expect(may).toContain('transcript.read')
})
