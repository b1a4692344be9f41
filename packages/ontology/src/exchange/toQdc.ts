import type { Code, Ontology } from '../code.ts'
import { children, roots } from '../tree.ts'
import { codebookOf } from './codebook.ts'
import { writeDescription } from './descriptionText.ts'
import { ExchangeError } from './exchangeError.ts'
import { type ExchangeNote, ExchangeReport } from './exchangeReport.ts'
import { guidOf } from './guid.ts'

/**
 * Groups of codes (REFI-QDA sets) in which our files keep what the format has no place for; other programs show them
 * as code groups. Never change a GUID: files that are about know them.
 */
export const OWN_SETS = {
  structural: { guid: '3b9c5f0a-7c1e-4a55-8f0e-0b6f3a1d5e01', name: 'Sections of the guide' },
  lived: { guid: '3b9c5f0a-7c1e-4a55-8f0e-0b6f3a1d5e02', name: 'Lived' },
  aspirational: { guid: '3b9c5f0a-7c1e-4a55-8f0e-0b6f3a1d5e03', name: 'Aspirational' },
  proposed: { guid: '3b9c5f0a-7c1e-4a55-8f0e-0b6f3a1d5e04', name: 'Proposed' },
} as const

/** Scheme of a mapping that stands for membership in another program's group of codes; the group's GUID follows. */
export const SET_SCHEME = 'refi-qda:set:'

const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}
const escapeText = (text: string): string => text.replace(/[&<>\r]/g, sign => ENTITIES[sign]!)
const escapeAttribute = (text: string): string =>
  text
    .replace(/[&<>"\r]/g, sign => ENTITIES[sign]!)
    .replace(/\n/g, '&#10;')
    .replace(/\t/g, '&#9;')

/**
 * The living codes as a REFI-QDA codebook (`.qdc`, codebook 1.0), valid against its schema. Definitions become one
 * description with headings; kind, stance and proposals become groups of codes. What has no place is in `notes`.
 * @throws ExchangeError `no-codes`: the format has no empty codebook
 */
export const toQdc = (
  ontology: Ontology,
  { origin = 'Polyphony' }: { origin?: string } = {},
): { text: string; notes: ExchangeNote[] } => {
  const top = roots(ontology)
  if (top.length === 0) throw new ExchangeError('no-codes', 'There are no codes to export yet.')
  const report = new ExchangeReport()
  const clean = (text: string, where: string): string => {
    const legal = text.replace(ILLEGAL, '')
    if (legal !== text) report.add('broken-character', where)
    return legal
  }
  const { entries, relations, mappings, examples } = codebookOf(ontology)
  const nameOf = (id: string) => ontology.codes[id]?.name ?? id

  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<CodeBook xmlns="urn:QDA-XML:codebook:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:codebook:1.0 http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd" origin="${escapeAttribute(clean(origin, 'origin'))}">`,
    '  <Codes>',
  ]
  const open = (code: Code, indent: string): string =>
    `${indent}<Code guid="${guidOf(code.id)}" name="${escapeAttribute(clean(code.name, code.name))}" isCodable="true" color="${code.colour}"`
  // Depth first without recursion: what is left to write, a code or the end of one.
  const rest: (string | { code: Code; depth: number })[] = top.map(code => ({ code, depth: 2 })).reverse()
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (typeof next === 'string') {
      lines.push(next)
      continue
    }
    const { code, depth } = next
    const indent = '  '.repeat(depth)
    const below = children(ontology, code.id)
    const description = clean(writeDescription(code), code.name)
    if (!description && below.length === 0) {
      lines.push(`${open(code, indent)}/>`)
      continue
    }
    lines.push(`${open(code, indent)}>`)
    if (description) lines.push(`${indent}  <Description>${escapeText(description)}</Description>`)
    rest.push(`${indent}</Code>`, ...below.map(child => ({ code: child, depth: depth + 1 })).reverse())
  }
  lines.push('  </Codes>')

  const sets: { guid: string; name: string; description: string; members: string[] }[] = []
  const living = entries.filter(({ status }) => status === 'adopted' || status === 'proposed')
  for (const [set, { guid, name }] of Object.entries(OWN_SETS)) {
    const members = living.filter(({ kind, stance, status }) => [kind, stance, status].includes(set as never))
    if (members.length > 0) sets.push({ guid, name, description: '', members: members.map(({ key }) => key) })
  }
  for (const { code, scheme, concept, note } of mappings) {
    if (!scheme.startsWith(SET_SCHEME)) {
      report.add('mapping-left-out', nameOf(code))
      continue
    }
    const guid = scheme.slice(SET_SCHEME.length)
    const known = sets.find(set => set.guid === guid)
    if (known) known.members.push(code)
    else sets.push({ guid, name: concept, description: note, members: [code] })
  }
  if (sets.length > 0) {
    lines.push('  <Sets>')
    for (const { guid, name, description, members } of sets) {
      lines.push(`    <Set guid="${escapeAttribute(guid)}" name="${escapeAttribute(clean(name, name))}">`)
      if (description) lines.push(`      <Description>${escapeText(clean(description, name))}</Description>`)
      for (const id of members) lines.push(`      <MemberCode guid="${guidOf(id)}"/>`)
      lines.push('    </Set>')
    }
    lines.push('  </Sets>')
  }
  lines.push('</CodeBook>', '')

  for (const { name, status } of entries)
    if (status === 'merged' || status === 'retired' || status === 'rejected') report.add('out-of-use', name)
  for (const { from, to } of relations) report.add('relation-left-out', `${nameOf(from)} – ${nameOf(to)}`)
  for (const { code } of examples) report.add('example-left-out', nameOf(code))
  return { text: lines.join('\n'), notes: report.notes }
}
