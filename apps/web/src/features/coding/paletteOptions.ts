import {
  type Code,
  type CodeMatch,
  foldName,
  MAX_NAME_LENGTH,
  normaliseName,
  type Ontology,
  searchCodes,
} from '@polyphony/ontology'

/** A row of the palette. `key` names it whatever others do to the codebook meanwhile. */
export type PaletteOption = { key: string } & (
  | { type: 'code'; code: Code; formerly: string | null; number: number | null }
  | { type: 'create'; name: string }
  | { type: 'inVivo'; name: string }
)

const SHOWN = 8

interface Asked {
  ontology: Ontology
  /** The code on each number key from 1. */
  numbered: readonly (Code | null)[]
  /** As typed. */
  query: string
  /** What the words themselves would be called; empty where they may or can not be. */
  inVivo: string
  mayCreate: boolean
}

/** What the palette offers: codes that answer to what is typed, or else the recent ones, and then new ones. */
export const paletteOptions = ({ ontology, numbered, query, inVivo, mayCreate }: Asked): PaletteOption[] => {
  const name = normaliseName(query).slice(0, MAX_NAME_LENGTH)
  if (name === '') {
    const order = new Map(numbered.flatMap((code, at) => (code ? [[code.id, at] as const] : [])))
    const last = numbered.length
    // Sections of the guide come last: one codes ideas a hundred times as often.
    const rank = (code: Code) => order.get(code.id) ?? (code.kind === 'thematic' ? last : last + 1)
    const all = searchCodes(ontology, '')
      .map(({ code }) => code)
      .sort((a, b) => rank(a) - rank(b))
    const codes = all.slice(0, Math.max(SHOWN, order.size)).map(code => ({
      type: 'code' as const,
      key: code.id,
      code,
      formerly: null,
      number: order.has(code.id) ? order.get(code.id)! + 1 : null,
    }))
    const known = all.some(code => foldName(code.name) === foldName(inVivo))
    return inVivo === '' || known ? codes : [...codes, { type: 'inVivo', key: 'in vivo', name: inVivo }]
  }
  const found = searchCodes(ontology, name, SHOWN)
  const isNew = !searchCodes(ontology, name, 1).some(({ code }) => foldName(code.name) === foldName(name))
  return [
    ...found.map(option),
    ...(isNew && mayCreate ? [{ type: 'create' as const, key: 'create', name }] : []),
  ]
}

const option = ({ code, field, text }: CodeMatch): PaletteOption => ({
  type: 'code',
  key: code.id,
  code,
  formerly: field === 'formerName' ? text : null,
  number: null,
})
