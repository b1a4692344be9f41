import { z } from 'zod'

/** Whom in a community an action is for; each audience has its own owner in the leadership. */
export const Audience = z.enum(['students', 'staff', 'faculty', 'postdocs', 'institute-wide'])
export type Audience = z.infer<typeof Audience>

/** Something a community has undertaken to do. What is not known is null. */
export const SchemeAction = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['planned', 'in-progress', 'done']).nullable(),
  /** Who answers for it, by audience. */
  owners: z.array(z.object({ audience: Audience, name: z.string() })).nullable(),
  goals: z.string().nullable(),
  metrics: z.string().nullable(),
  timing: z.string().nullable(),
  resources: z.string().nullable(),
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
