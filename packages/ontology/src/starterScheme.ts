import { z } from 'zod'
import { type Code, MAX_DEFINITION_LENGTH, type Ontology } from './code.ts'
import { resolveCode } from './resolveCode.ts'

/** Whom in a community an action is for; each audience has its own owner in the leadership. */
export const Audience = z.enum(['students', 'staff', 'faculty', 'postdocs', 'institute-wide'])
export type Audience = z.infer<typeof Audience>

const text = z.string().trim().min(1).max(MAX_DEFINITION_LENGTH)

/** What shows whether an action succeeds: what is measured, where it stood, what is aimed at, where it stands. */
export const Metric = z.object({
  name: text,
  baseline: text.nullable(),
  target: text.nullable(),
  latest: text.nullable(),
})
export type Metric = z.infer<typeof Metric>

/** When something is done; a day is ISO 8601, `2027-09-01`. */
export const Timing = z.object({
  begins: z.iso.date().nullable(),
  ends: z.iso.date().nullable(),
  /** What days do not say: `each spring`. */
  note: text.nullable(),
})
export type Timing = z.infer<typeof Timing>

export const ActionStatus = z.enum(['planned', 'in-progress', 'done'])
export type ActionStatus = z.infer<typeof ActionStatus>

/** Something a community has undertaken to do. What is not known is null; an empty list says that there is none. */
export const SchemeAction = z.object({
  id: z.string(),
  title: text,
  status: ActionStatus.nullable(),
  /** Who in the leadership answers for it, by audience. */
  owners: z.array(z.object({ audience: Audience, name: text })).nullable(),
  goals: z.array(text).nullable(),
  metrics: z.array(Metric).nullable(),
  timing: Timing.nullable(),
  /** Money, people, places. */
  resources: z.array(text).nullable(),
  /** Where more of it is told. */
  link: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
})
export type SchemeAction = z.infer<typeof SchemeAction>

export const Commitment = z.object({
  id: z.string(),
  number: z.number().int(),
  title: z.string(),
  actions: z.array(SchemeAction),
})
export type Commitment = z.infer<typeof Commitment>

/** An external scheme that codes can be mapped to: priorities, and commitments with their actions. */
export const Scheme = z.object({
  id: z.string(),
  title: z.string(),
  priorities: z.array(z.object({ id: z.string(), title: z.string(), description: z.string() })),
  commitments: z.array(Commitment),
})
export type Scheme = z.infer<typeof Scheme>

/** Anything in a scheme that a code can be mapped to. */
export interface SchemeConcept {
  id: string
  kind: 'priority' | 'commitment' | 'action'
  title: string
  /** The commitment of an action. */
  parent: string | null
}

/** All that a code can be mapped to: the priorities, then each commitment with its actions. */
export const conceptsOf = ({ priorities, commitments }: Scheme): SchemeConcept[] => [
  ...priorities.map(({ id, title }) => ({ id, kind: 'priority' as const, title, parent: null })),
  ...commitments.flatMap(({ id, title, actions }) => [
    { id, kind: 'commitment' as const, title, parent: null },
    ...actions.map(action => ({ id: action.id, kind: 'action' as const, title: action.title, parent: id })),
  ]),
]

/**
 * The living codes mapped to a concept, those mapped to a commitment's actions with it: what the themes have to say of
 * it.
 */
export const codesMappedTo = (ontology: Ontology, scheme: Scheme, concept: string): Code[] => {
  const ids = new Set(
    conceptsOf(scheme).flatMap(({ id, parent }) => (id === concept || parent === concept ? [id] : [])),
  )
  const codes = Object.values(ontology.mappings).flatMap(mapping =>
    mapping.scheme === scheme.id && ids.has(mapping.concept)
      ? (resolveCode(ontology, mapping.code) ?? [])
      : [],
  )
  return [...new Set(codes)]
}

const commitment = (
  number: number,
  title: string,
  actions: [title: string, status?: SchemeAction['status']][],
): Commitment => ({
  id: `commitment-${number}`,
  number,
  title,
  actions: actions.map(([actionTitle, status = null], i) => ({
    id: `action-${number}-${i + 1}`,
    title: actionTitle,
    status,
    owners: null,
    goals: null,
    metrics: null,
    timing: null,
    resources: null,
    link: null,
  })),
})

/**
 * A strategic plan for belonging, achievement and composition, as far as its public pages tell. Owners, goals, metrics,
 * timing and resources are named by the plan's owners after its foundation year and not known here.
 */
export const starterScheme: Scheme = {
  id: 'strategic-plan',
  title: 'Strategic plan for belonging, achievement and composition',
  priorities: [
    {
      id: 'belonging',
      title: 'Belonging',
      description: 'People feel connected, share a purpose, can be themselves and speak with respect.',
    },
    {
      id: 'achievement',
      title: 'Achievement',
      description: 'Opportunities are offered, and work is judged, with equity.',
    },
    {
      id: 'composition',
      title: 'Composition',
      description: 'Talent of every background is drawn here, and the community has the data to see itself.',
    },
  ],
  commitments: [
    commitment(3, 'Engage the community critically on diversity, equity and inclusion', [
      ['Agree on a statement of shared values', 'in-progress'],
      ['Plan communication with everyone who has a stake', 'in-progress'],
      ['Gather resources on engagement, empathy, civil discourse and mentoring', 'in-progress'],
      ['Welcome staff, faculty, postdocs and students with one consistent onboarding', 'in-progress'],
      ['Name criteria that recognise such contributions in reviews and promotions'],
      ['Reward students who take on project roles'],
      ['Support events led by the community more'],
      ['Start programmes that join these ideas with study and campus life', 'in-progress'],
    ]),
    commitment(4, 'Reinforce positive interactions and an enduring sense of belonging', [
      ['Offer mentoring to everyone, by trained mentors'],
      ['Run a wellbeing lab', 'in-progress'],
      ['Provide spaces and events for cultural groups'],
      ['Meet urgent financial needs and food insecurity', 'in-progress'],
      ['Carry out what the public-safety review recommended', 'in-progress'],
      ['Carry out the recommendations on harassment and imbalances of power', 'in-progress'],
      ['Have leaders hold faculty and supervisors to collegial conduct'],
      ['Set up engagement groups for employees'],
      ['Train supervisors in trust, difference, difficult conversations and feedback'],
      ['Make information technology accessible'],
    ]),
    commitment(5, 'Support research, scholarship and collaboration on these subjects', [
      ['Invest in new and existing antiracist research, linked with other institutions'],
    ]),
  ],
}
