import type { ActionDetails } from '@polyphony/contract'

/** What is known of an action, as a form holds it: empty texts instead of nothing. */
export interface DetailsDraft {
  status: NonNullable<ActionDetails['status']> | ''
  owners: NonNullable<ActionDetails['owners']>
  goals: string
  metrics: { name: string; baseline: string; target: string; latest: string }[]
  begins: string
  ends: string
  timingNote: string
  resources: string
  link: string
}

export const draftOf = (details: ActionDetails): DetailsDraft => ({
  status: details.status ?? '',
  owners: details.owners ?? [],
  goals: (details.goals ?? []).join('\n'),
  metrics: (details.metrics ?? []).map(({ name, baseline, target, latest }) => ({
    name,
    baseline: baseline ?? '',
    target: target ?? '',
    latest: latest ?? '',
  })),
  begins: details.timing?.begins ?? '',
  ends: details.timing?.ends ?? '',
  timingNote: details.timing?.note ?? '',
  resources: (details.resources ?? []).join('\n'),
  link: details.link ?? '',
})

const orNull = (text: string): string | null => text.trim() || null
const some = <T>(list: T[]): T[] | null => (list.length > 0 ? list : null)
const lines = (text: string): string[] | null => some(text.split('\n').flatMap(line => orNull(line) ?? []))

/** The draft as it is kept; what was left empty is not known. */
export const detailsOf = (draft: DetailsDraft): ActionDetails => {
  const timing = { begins: orNull(draft.begins), ends: orNull(draft.ends), note: orNull(draft.timingNote) }
  return {
    status: draft.status || null,
    owners: some(
      draft.owners.flatMap(({ audience, name }) => (name.trim() ? [{ audience, name: name.trim() }] : [])),
    ),
    goals: lines(draft.goals),
    metrics: some(
      draft.metrics.flatMap(({ name, baseline, target, latest }) =>
        name.trim()
          ? [
              {
                name: name.trim(),
                baseline: orNull(baseline),
                target: orNull(target),
                latest: orNull(latest),
              },
            ]
          : [],
      ),
    ),
    timing: timing.begins || timing.ends || timing.note ? timing : null,
    resources: lines(draft.resources),
    link: orNull(draft.link),
  }
}

/** The fields in which one differs from another: only these are sent, so that others' changes of the rest stay. */
export const changedDetails = (before: ActionDetails, after: ActionDetails): Partial<ActionDetails> =>
  Object.fromEntries(
    Object.entries(after).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof ActionDetails]),
    ),
  )
