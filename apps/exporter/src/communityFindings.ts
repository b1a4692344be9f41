import type { Excerpt } from '@polyphony/contract'
import type { RichTextNode } from '@polyphony/document'
import { type Code, type Ontology, resolveCode } from '@polyphony/ontology'
import type { Collected } from './collect.ts'

/** An excerpt as the community may see and hear it. */
export interface CommunityExcerpt {
  id: string
  /** Pseudonyms and words. */
  turns: { speaker: string; text: string }[]
  /** Length of its audio in seconds; null where there is none. */
  seconds: number | null
  themes: CommunityTheme[]
}

export interface CommunityTheme {
  name: string
  /** `#rrggbb` */
  colour: string
}

/** A finding as the community may read it. */
export interface CommunityFinding {
  id: string
  /** Unique part of its page's address. */
  slug: string
  title: string
  narrative: RichTextNode
  themes: CommunityTheme[]
  excerpts: CommunityExcerpt[]
}

/** Why an excerpt stays inside. */
export interface Withheld {
  excerpt: string
  finding: string
  reason: 'undecided' | 'declined' | 'expired' | 'conversation stays with the team' | 'conversation deleted'
}

const withheldReason = (excerpt: Excerpt, collected: Collected, now: Date): Withheld['reason'] | null => {
  const { decision } = excerpt
  if (decision.state === 'declined') return 'declined'
  if (decision.expiresAt !== null && new Date(decision.expiresAt) <= now) return 'expired'
  if (decision.state !== 'approved') return 'undecided'
  const conversation = collected.conversations.find(one => one.id === excerpt.conversation)
  if (!conversation) return 'conversation deleted'
  if (conversation.ceiling === 'team') return 'conversation stays with the team'
  return null
}

/** Codes as themes for readers outside: thematic, in use, resolved through merges, each once, by name. */
const themesOf = (ontology: Ontology, ids: readonly string[]): CommunityTheme[] => {
  const codes = new Map<string, Code>()
  for (const id of ids) {
    const code = resolveCode(ontology, id)
    if (code && code.kind === 'thematic') codes.set(code.id, code)
  }
  return [...codes.values()]
    .map(({ name, colour }) => ({ name, colour }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

const SLUG_LENGTH = 60

const slugOf = (title: string, taken: Set<string>): string => {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
  const base =
    [...words]
      .slice(0, SLUG_LENGTH)
      .join('')
      .replace(/^-+|-+$/g, '') || 'finding'
  let slug = base
  for (let n = 2; taken.has(slug); n++) slug = `${base}-${n}`
  taken.add(slug)
  return slug
}

/**
 * What of the findings may leave: approved, unexpired excerpts of conversations that may travel beyond the team, and
 * nothing else. Pure: the one place an export for the community passes through.
 */
export const communityFindings = (
  collected: Collected,
  now: Date,
): { findings: CommunityFinding[]; withheld: Withheld[] } => {
  const withheld: Withheld[] = []
  // The list of the findings has this name.
  const slugs = new Set(['index'])
  const findings = collected.findings.map(({ finding, excerpts, narrative }) => ({
    id: finding.id,
    slug: slugOf(finding.title, slugs),
    title: finding.title,
    narrative,
    themes: themesOf(collected.ontology, finding.themes),
    excerpts: excerpts.flatMap((excerpt): CommunityExcerpt[] => {
      const reason = withheldReason(excerpt, collected, now)
      if (reason) {
        withheld.push({ excerpt: excerpt.id, finding: finding.id, reason })
        return []
      }
      const conversation = collected.conversations.find(one => one.id === excerpt.conversation)
      const { start, end } = excerpt
      const audible = conversation?.recording != null && start !== null && end !== null && end > start
      return [
        {
          id: excerpt.id,
          turns: excerpt.turns.map(({ speaker, text }) => ({ speaker, text })),
          seconds: audible ? end - start : null,
          themes: themesOf(collected.ontology, excerpt.codes),
        },
      ]
    }),
  }))
  return { findings, withheld }
}
