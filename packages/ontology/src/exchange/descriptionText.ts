import type { DefinitionPatch } from '../code.ts'

/** What a code says of itself that has no element of its own in a format with one description. */
export interface Described {
  definition: DefinitionPatch
  notation: string | null
  formerNames: string[]
}

const HEADINGS = ['Full definition', 'When to use', 'When not to use', 'Notation', 'Former names'] as const
type Heading = (typeof HEADINGS)[number]

const heading = new RegExp(`^\\[(${HEADINGS.join('|')})\\]$`)
const escapable = new RegExp(`^\\\\*\\[(${HEADINGS.join('|')})\\]$`)

const escapeHeadings = (text: string): string =>
  text
    .split('\n')
    .map(line => (escapable.test(line) ? `\\${line}` : line))
    .join('\n')

const unescapeHeadings = (lines: readonly string[]): string =>
  lines
    .map(line => (line.startsWith('\\') && escapable.test(line) ? line.slice(1) : line))
    .join('\n')
    .trim()

/**
 * All of it as one text that people can read: the short definition, then each other part under a heading in brackets. A
 * line of the text itself that looks like such a heading gets a backslash.
 */
export const writeDescription = ({ definition, notation, formerNames }: Described): string => {
  const sections: [Heading, string][] = [
    ['Full definition', definition.full ?? ''],
    ['When to use', definition.whenToUse ?? ''],
    ['When not to use', definition.whenNotToUse ?? ''],
    ['Notation', notation ?? ''],
    ['Former names', formerNames.join('\n')],
  ]
  return [
    escapeHeadings((definition.short ?? '').trim()),
    ...sections.flatMap(([title, text]) =>
      text.trim() ? [`[${title}]\n${escapeHeadings(text.trim())}`] : [],
    ),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** The parts of such a text; of any other, all of it is the short definition. White space around a part means nothing. */
export const readDescription = (text: string): Described => {
  const lines = text.trim().split('\n')
  const starts = lines.flatMap((line, i) =>
    heading.test(line) && (i === 0 || lines[i - 1]?.trim() === '') ? [i] : [],
  )
  const part = (title: Heading): string => {
    const sections = starts.filter(i => lines[i] === `[${title}]`)
    return sections
      .map(start =>
        unescapeHeadings(
          lines.slice(
            start + 1,
            starts.find(i => i > start),
          ),
        ),
      )
      .filter(Boolean)
      .join('\n\n')
  }
  return {
    definition: {
      short: unescapeHeadings(lines.slice(0, starts[0])),
      full: part('Full definition'),
      whenToUse: part('When to use'),
      whenNotToUse: part('When not to use'),
    },
    notation: part('Notation') || null,
    formerNames: part('Former names').split('\n').filter(Boolean),
  }
}
