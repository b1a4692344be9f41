import type { OperationInput } from './operation.ts'

const GUIDE: readonly [name: string, short: string][] = [
  ['Opening', 'Welcome, agreements, who is in the room.'],
  ['A time you felt at home', 'Stories of belonging to this place.'],
  ['What got in the way', 'Stories of being held back, passed over or left out.'],
  ['What we hope for', 'What people wish were true here.'],
  ['What should change', 'Proposals, and who could act on them.'],
  ['Closing', 'What stays with people as they leave.'],
]

interface StarterTheme {
  name: string
  short: string
  whenToUse: string
  whenNotToUse: string
  /** Concept of the starter scheme it speaks to. */
  concept: string | null
  narrower: readonly [name: string, short: string][]
}

const THEMES: readonly StarterTheme[] = [
  {
    name: 'Belonging',
    short: 'Feeling, or not feeling, part of this place.',
    whenToUse: 'Somebody tells of being welcomed, included, ignored or kept out.',
    whenNotToUse: 'It is about who is present at all: then Composition.',
    concept: 'belonging',
    narrower: [
      ['Being asked', 'One’s view is sought before it is offered.'],
      ['Found my people', 'A group or place that became home.'],
      ['Outside looking in', 'Present, and yet not counted in.'],
    ],
  },
  {
    name: 'Achievement',
    short: 'How opportunity and recognition are shared out.',
    whenToUse: 'Somebody tells of chances, credit, judgement or support in their work.',
    whenNotToUse: 'It is about being heard rather than being credited: then Voice.',
    concept: 'achievement',
    narrower: [
      ['Credit goes elsewhere', 'Work is done by one and counted for another.'],
      ['Unwritten rules', 'What one must know, and nobody says.'],
      ['Somebody opened a door', 'A mentor or colleague who made something possible.'],
    ],
  },
  {
    name: 'Composition',
    short: 'Who is here, who is missing, and who notices.',
    whenToUse: 'Somebody speaks of numbers, of being the only one, of who is recruited and who stays.',
    whenNotToUse: 'It is about how those present treat each other: then Belonging.',
    concept: 'composition',
    narrower: [
      ['The only one', 'Nobody else like oneself in the room.'],
      ['Who stays, who leaves', 'Coming, remaining and going.'],
    ],
  },
  {
    name: 'Voice',
    short: 'Speaking up, and what comes of it.',
    whenToUse: 'Somebody speaks of saying, or not saying, something that mattered.',
    whenNotToUse: 'It is about not being counted in at all: then Outside looking in.',
    concept: null,
    narrower: [
      ['Speaking up costs', 'A price paid, or feared, for saying it.'],
      ['Heard at last', 'Being listened to made a difference.'],
    ],
  },
]

/**
 * A small ontology to begin with: the sections of a conversation guide, and four themes with a few codes each, mapped
 * to the priorities of the starter scheme. A team renames, merges and retires from there.
 */
export const starterOntology = (newId: () => string): OperationInput[] => {
  const operations: OperationInput[] = GUIDE.map(([name, short]) => ({
    type: 'create',
    id: newId(),
    name,
    kind: 'structural',
    definition: { short },
  }))
  const ids = new Map<string, string>()
  for (const { name, narrower, concept, ...definition } of THEMES) {
    const id = newId()
    ids.set(name, id)
    operations.push({ type: 'create', id, name, definition })
    for (const [child, short] of narrower) {
      const childId = newId()
      ids.set(child, childId)
      operations.push({ type: 'create', id: childId, name: child, parent: id, definition: { short } })
    }
    if (concept)
      operations.push({
        type: 'map',
        id: newId(),
        code: id,
        scheme: 'strategic-plan',
        concept,
        match: 'closeMatch',
      })
  }
  operations.push({
    type: 'relate',
    id: newId(),
    relation: 'tension',
    from: ids.get('Being asked')!,
    to: ids.get('Speaking up costs')!,
    note: 'People are invited to speak, and pay for it.',
  })
  return operations
}
