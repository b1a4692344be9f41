import type { ActionDetails } from '@polyphony/contract'
import { plan as text } from '../../text/plan.ts'

export interface DetailLine {
  field: keyof ActionDetails
  label: string
  values: string[]
}

/** What is known of an action, field by field, in words; what is not known is left out. */
export const detailLines = (details: ActionDetails): DetailLine[] => {
  const { status, owners, goals, metrics, timing, resources, link } = details
  const lines: [keyof ActionDetails, string[]][] = [
    ['status', status ? [text.statuses[status]] : []],
    ['owners', (owners ?? []).map(({ audience, name }) => `${name} (${text.audiences[audience]})`)],
    ['goals', goals ?? []],
    [
      'metrics',
      (metrics ?? []).map(({ name, baseline, latest, target }) =>
        text.metricLine(name, baseline, latest, target),
      ),
    ],
    ['timing', timing ? [text.period(timing.begins, timing.ends, timing.note)] : []],
    ['resources', resources ?? []],
    ['link', link ? [link] : []],
  ]
  return lines.flatMap(([field, values]) =>
    values.length > 0 ? [{ field, label: text.fields[field] ?? field, values }] : [],
  )
}
