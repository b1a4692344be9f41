/**
 * A replacement written as what it replaces: in capitals for capitals, with a capital where one stood. A capital that was
 * typed stays, for names.
 */
export const keepCase = (found: string, replacement: string): string => {
  const capitals = found.length > 1 && found === found.toUpperCase() && found !== found.toLowerCase()
  if (capitals && replacement.length > 1) return replacement.toUpperCase()
  const first = String.fromCodePoint(found.codePointAt(0) ?? 32)
  if (first === first.toLowerCase() || replacement === '') return replacement
  const begin = String.fromCodePoint(replacement.codePointAt(0)!)
  return begin.toUpperCase() + replacement.slice(begin.length)
}
