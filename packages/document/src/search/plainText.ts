const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
}

/** The words of a memo or comment that may be written in the HTML subset of its editor. For searching, never for showing. */
export const plainText = (text: string): string =>
  text.includes('<')
    ? text
        .replace(/<[a-z/][^<>]*>/gi, ' ')
        .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name]!)
    : text
