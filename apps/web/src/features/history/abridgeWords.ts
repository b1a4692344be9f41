/** The first words of a text, whole ones where possible, and `…` where more follows. */
export const abridgeWords = (text: string, most: number): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  const cut = line.slice(0, most)
  const space = cut.lastIndexOf(' ')
  return `${(space > most / 2 ? cut.slice(0, space) : [...cut].slice(0, -1).join('')).replace(/[\s,;:.…–—-]+$/u, '')}…`
}
