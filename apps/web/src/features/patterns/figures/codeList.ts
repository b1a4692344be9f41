import { type CodeKind, type Ontology, path, resolveCode, walk } from '@polyphony/ontology'

/** A row or column that a figure can have: a code or a theme. */
export interface Named {
  id: string
  name: string
  colour: string
}

/**
 * The codes of a codebook as figures count them, in the order of the tree, by their number: the thematic ones, or the
 * sections of the guide, as if there were no others.
 */
export interface CodeList {
  codes: (Named & { theme: number })[]
  themes: Named[]
  /** Number of the living code that an id counts as; ids that count as none, or as one of the other kind, are missing. */
  numbers: Record<string, number>
}

/** `used`: ids that stand in codings; merges are followed. Pure. */
export const codeList = (
  ontology: Ontology,
  used: Iterable<string>,
  kind: CodeKind = 'thematic',
): CodeList => {
  const list: CodeList = { codes: [], themes: [], numbers: {} }
  const themes = new Map<string, number>()
  for (const { code } of walk(ontology, kind)) {
    const [theme = code] = path(ontology, code.id)
    if (!themes.has(theme.id)) {
      themes.set(theme.id, list.themes.length)
      list.themes.push({ id: theme.id, name: theme.name, colour: theme.colour })
    }
    list.numbers[code.id] = list.codes.length
    list.codes.push({ id: code.id, name: code.name, colour: code.colour, theme: themes.get(theme.id)! })
  }
  for (const id of used) {
    const code = Object.hasOwn(list.numbers, id) ? null : resolveCode(ontology, id)
    const number = code ? list.numbers[code.id] : undefined
    if (number !== undefined) list.numbers[id] = number
  }
  return list
}
