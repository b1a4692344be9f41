import { SaxesParser } from 'saxes'
import type { Codebook, CodebookEntry } from './codebook.ts'
import { readColour } from './colour.ts'
import { decodeText } from './decodeText.ts'
import { readDescription } from './descriptionText.ts'
import { ExchangeError } from './exchangeError.ts'
import { type ExchangeNote, ExchangeReport } from './exchangeReport.ts'
import { readGuid } from './guid.ts'
import { OWN_SETS, SET_SCHEME } from './toQdc.ts'

/** More than any tree of codes; a file that goes deeper means harm. */
const DEEPEST = 1000

const KNOWN_NAMESPACE = 'urn:QDA-XML:codebook:1.0'
/** Elements of a codebook, by their local name: the namespace is often an older one. */
const ELEMENTS = new Set(['CodeBook', 'Codes', 'Code', 'Description', 'Sets', 'Set', 'MemberCode'])

interface Element {
  name: string
  attributes: Record<string, string>
  line: number
  text: string
  /** What a `Code` or `Set` has become. */
  entry?: CodebookEntry
  set?: ReadSet
}

interface ReadSet {
  guid: string | null
  name: string
  description: string
  members: string[]
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Reads XML without resolving anything outside of it: no document type, so no entities but the five of XML. */
const parse = (
  text: string,
  report: ExchangeReport,
  handler: { open: (element: Element) => void; close: (element: Element) => void },
): void => {
  const parser = new SaxesParser()
  const open: Element[] = []
  const broken = (message: string, line: number) =>
    new ExchangeError(
      'not-xml',
      `The file is not XML from line ${line} on: ${message}. Export it again from the program that wrote it.`,
      { line },
    )
  let closing = false
  parser.on('error', ({ message }) => {
    const flaw = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
    const line = parser.line
    if (closing) {
      const last = open.at(-1)
      if (!last) throw broken(flaw, line)
      throw new ExchangeError(
        'cut-off',
        `The file ends at line ${line} within <${last.name}>, which begins at line ${last.line}. It was cut off on its way: copy or export it again.`,
        { line },
      )
    }
    // Where tags do not match, nobody knows what stands under what.
    if (/close tag|closing tag|root|tag name|outside|disallowed character in tag/i.test(flaw))
      throw broken(flaw, line)
    report.add('xml-flaw', `line ${line}: ${flaw}`)
  })
  parser.on('doctype', () => {
    throw new ExchangeError(
      'doctype',
      `The file declares a document type (line ${parser.line}). A codebook needs none, and one can be used to read other files, so it is refused. Take the <!DOCTYPE …> away.`,
      { line: parser.line },
    )
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= DEEPEST) throw broken(`it is nested deeper than ${DEEPEST} elements`, parser.line)
    const element: Element = {
      name: localName(name),
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [
          key.startsWith('xmlns') ? key : localName(key),
          value,
        ]),
      ),
      line: parser.line,
      text: '',
    }
    open.push(element)
    handler.open(element)
  })
  const addText = (more: string) => {
    const element = open.at(-1)
    if (element) element.text += more
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const element = open.pop()
    if (element) handler.close(element)
  })
  parser.write(text)
  closing = true
  parser.close()
}

/**
 * Reads a REFI-QDA codebook (`.qdc`, or the codebook within a project's XML), liberally: older namespaces, GUIDs that are
 * none, colours in other notations. What was mended or left out is in `notes`.
 * @throws ExchangeError where it cannot be read as a whole
 */
export const readQdc = (file: string | Uint8Array): { codebook: Codebook; notes: ExchangeNote[] } => {
  const report = new ExchangeReport()
  const codebook: Codebook = {
    title: null,
    origin: null,
    entries: [],
    relations: [],
    mappings: [],
    examples: [],
  }
  const byGuid = new Map<string, CodebookEntry>()
  const sets: ReadSet[] = []
  const codes: CodebookEntry[] = []
  let root: string | null = null
  let inCodebook = 0
  let currentSet: ReadSet | null = null

  const openCode = ({ attributes, line }: Element): CodebookEntry => {
    const written = attributes.guid ?? ''
    const name = attributes.name?.trim() ?? ''
    const where = name || `line ${line}`
    let identity = readGuid(written)
    if (identity === null) report.add('guid-invalid', where)
    else if (byGuid.has(identity)) {
      report.add('guid-repeated', where)
      identity = null
    }
    const colour = attributes.color === undefined ? null : readColour(attributes.color)
    if (attributes.color !== undefined) {
      if (colour === null) report.add('colour-unknown', where)
      else if (!/^#(?:[0-9a-f]{3}){1,2}$/i.test(attributes.color.trim()))
        report.add('colour-converted', where)
    }
    if (/^(?:false|0)$/.test(attributes.isCodable?.trim() ?? '')) report.add('folder-as-code', where)
    const entry: CodebookEntry = {
      key: identity ?? `${line} ${codebook.entries.length}`,
      identity,
      name,
      parent: codes.at(-1)?.key ?? null,
      kind: null,
      status: 'adopted',
      colour,
      definition: {},
      stance: null,
      notation: null,
      formerNames: [],
      mergedInto: null,
      reason: null,
    }
    // Links may use what is no GUID, too.
    if (identity ?? written) byGuid.set(identity ?? written, byGuid.get(identity ?? written) ?? entry)
    codebook.entries.push(entry)
    return entry
  }

  const xml = decodeText(file)
  if (!/^\s*</.test(xml))
    throw new ExchangeError(
      'not-xml',
      xml.startsWith('PK')
        ? 'The file is an archive, such as a whole project (.qdpx). Choose a codebook (.qdc), or export one.'
        : 'The file is not XML: it does not begin with <. Choose a codebook (.qdc).',
      { line: 1 },
    )
  parse(xml, report, {
    open: element => {
      const { name, attributes, line } = element
      if (root === null) {
        root = name
        if (name !== 'CodeBook' && name !== 'Project')
          throw new ExchangeError(
            'not-a-codebook',
            `The file is XML, but no REFI-QDA codebook: it begins with <${name}>. Choose a .qdc file.`,
            { line },
          )
        codebook.origin = attributes.origin?.trim() || null
        const namespace = Object.entries(attributes).find(
          ([key]) => /^xmlns/.test(key) && !/:xsi$/.test(key),
        )?.[1]
        if (name === 'CodeBook' && namespace !== KNOWN_NAMESPACE)
          report.add('old-namespace', namespace || 'no namespace')
      }
      if (name === 'CodeBook') inCodebook += 1
      if (inCodebook === 0) return
      if (name === 'Code') {
        element.entry = openCode(element)
        codes.push(element.entry)
      } else if (name === 'Set') {
        currentSet = {
          guid: readGuid(attributes.guid ?? ''),
          name: attributes.name?.trim() ?? '',
          description: '',
          members: [],
        }
        sets.push(currentSet)
        element.set = currentSet
      } else if (name === 'MemberCode') {
        const member = attributes.guid ?? attributes.targetGUID ?? ''
        currentSet?.members.push(readGuid(member) ?? member)
      } else if (!ELEMENTS.has(name)) report.add('unknown-element', `<${name}> in line ${line}`)
    },
    close: element => {
      const { name, text } = element
      if (name === 'CodeBook') inCodebook -= 1
      if (name === 'Code') codes.pop()
      if (name === 'Set') currentSet = null
      if (name !== 'Description') return
      const entry = codes.at(-1)
      if (entry) Object.assign(entry, readDescription(text))
      else if (currentSet) currentSet.description = text.trim()
    },
  })

  if (codebook.entries.length === 0)
    throw new ExchangeError('no-codes', 'The file is a codebook without codes. There is nothing to import.')

  for (const set of sets) {
    const own = Object.entries(OWN_SETS).find(([, { guid }]) => guid === set.guid)?.[0]
    const name = set.name || set.guid || 'a group without a name'
    if (set.members.length === 0) report.add('group-empty', name)
    else if (!own) report.add('group-as-mapping', name)
    for (const member of set.members) {
      const entry = byGuid.get(member)
      if (!entry) report.add('link-dangling', name)
      else if (own === 'structural') entry.kind = 'structural'
      else if (own === 'lived' || own === 'aspirational') entry.stance = own
      else if (own === 'proposed') entry.status = 'proposed'
      else
        codebook.mappings.push({
          code: entry.key,
          scheme: `${SET_SCHEME}${set.guid ?? name}`,
          concept: name,
          match: 'relatedMatch',
          note: set.description,
        })
    }
  }
  return { codebook, notes: report.notes }
}
