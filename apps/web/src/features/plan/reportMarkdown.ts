import type { PlanChange, PlanConcept } from '@polyphony/contract'
import { formatNumber, formatTime } from '../../text/format.ts'
import { plan as text } from '../../text/plan.ts'
import type { ConceptReport, ReportTheme, ReportUses } from './conceptReport.ts'
import { detailLines } from './detailLines.ts'

/** An excerpt whose words may leave. */
export interface LeavingExcerpt {
  turns: readonly { speaker: string; text: string }[]
  conversation: string
  /** Seconds. */
  start: number | null
}

export interface ReportDocument {
  concept: PlanConcept
  actions: readonly PlanConcept[]
  report: ConceptReport
  /** Of each theme, those that may leave. */
  excerptsOf: (theme: ReportTheme) => readonly LeavingExcerpt[]
  findings: readonly string[]
  /** On how many people a number must rest. */
  leastPeople: number
  /** The day it is made on, in words. */
  day: string
}

/** A text that says nothing to Markdown. */
const plain = (words: string): string =>
  words.replace(/([\\`*_[\]<>#|~])/g, '\\$1').replace(/^(\s*)([-+]|\d+\.)(\s)/gm, '$1\\$2$3')

/** The numbers in words; where too few people speak, only that. */
export const usesWords = (uses: ReportUses, leastPeople = 0): string => {
  if (uses.codings === 0) return text.numbers.codings(0)
  if (uses.speakers < leastPeople) return text.fewer(leastPeople)
  const { codings, speakers, conversations, groups } = text.numbers
  return [
    codings(uses.codings),
    speakers(uses.speakers),
    conversations(uses.conversations),
    groups(uses.groups),
  ].join(', ')
}

/**
 * What the themes say of a concept, as a text that may leave the workspace: small numbers unsaid, and of excerpts only
 * the words that somebody has decided on.
 */
export const reportMarkdown = ({
  concept,
  actions,
  report,
  excerptsOf,
  findings,
  leastPeople,
  day,
}: ReportDocument): string => {
  const { themes, total, stances, relations } = report
  const lines: string[] = [
    `# ${text.numbered(concept.number, plain(concept.title))}`,
    '',
    text.madeOn(day),
    '',
  ]
  const part = (heading: string) => lines.push(`## ${heading}`, '')
  if (concept.description) lines.push(plain(concept.description), '')
  part(text.atAGlance)
  lines.push(`- ${text.numbers.themes(themes.length)}`, `- ${usesWords(total, leastPeople)}`)
  if (total.speakers >= leastPeople)
    lines.push(
      `- ${text.stance}: ${(['lived', 'aspirational', 'none'] as const)
        .map(stance => `${formatNumber(stances[stance])} ${text.stances[stance]}`)
        .join(', ')}`,
    )
  lines.push('')
  part(text.themes)
  if (themes.length === 0) lines.push(text.noThemes, '')
  for (const theme of themes) {
    lines.push(`### ${plain(theme.code.name)}`, '')
    if (theme.code.definition.short) lines.push(plain(theme.code.definition.short), '')
    lines.push(usesWords(theme.uses, leastPeople), '')
    for (const { turns, conversation, start } of excerptsOf(theme)) {
      for (const turn of turns) lines.push(`> **${plain(turn.speaker)}** ${plain(turn.text)}`, '>')
      lines.push(`> ${plain(conversation)}${start === null ? '' : `, ${formatTime(start)}`}`, '')
    }
  }
  if (relations.length > 0) {
    part(text.relations)
    for (const { relation, from, to } of relations)
      lines.push(
        `- ${text.relationTypes[relation.type]}: ${plain(from.name)} – ${plain(to.name)}${relation.note ? `. ${plain(relation.note)}` : ''}`,
      )
    lines.push('')
  }
  if (findings.length > 0) {
    part(text.findings)
    for (const finding of findings) lines.push(`- ${plain(finding)}`)
    lines.push('')
  }
  if (actions.length > 0) {
    part(text.actions)
    for (const action of actions) {
      lines.push(`### ${plain(action.title)}`, '')
      const known = action.details ? detailLines(action.details) : []
      for (const { label, values } of known) lines.push(`- ${label}: ${values.map(plain).join('; ')}`)
      if (known.length > 0) lines.push('')
    }
  }
  return `${lines.join('\n').trimEnd()}\n`
}

/** One value of a change, in words. */
export const changeValue = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return text.nothing
  if (typeof value === 'boolean') return value ? text.yes : text.no
  if (typeof value === 'string')
    return value in text.statuses ? text.statuses[value as keyof typeof text.statuses] : value
  if (Array.isArray(value))
    return value
      .map(one =>
        typeof one === 'object' && one !== null
          ? Object.values(one as Record<string, unknown>)
              .filter(Boolean)
              .join(', ')
          : String(one),
      )
      .join('; ')
  if (typeof value === 'object')
    return Object.values(value as Record<string, unknown>)
      .filter(Boolean)
      .join(', ')
  return String(value)
}

/** What a change did, field by field. */
export const changeWords = ({ fields }: Pick<PlanChange, 'fields'>): string[] =>
  fields.map(({ field, from, to }) =>
    text.changed(text.fields[field] ?? field, changeValue(from), changeValue(to)),
  )
