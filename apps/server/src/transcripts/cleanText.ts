const NAMED_ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '',
  rlm: '',
  shy: '',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  eacute: 'é',
  egrave: 'è',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  ccedil: 'ç',
  ntilde: 'ñ',
}

/** Text as people read it: tags removed, entities resolved, white space folded, nothing a document cannot hold. */
export const cleanText = (text: string): string =>
  foldText(decodeEntities(text.replace(TAG, tag => (BREAK.test(tag) ? ' ' : ''))))

/** Only what looks like a tag: "a < b" stays. Longer than any tag of a transcript is no tag. */
const TAG = /<\/?[a-z0-9][^<>]{0,300}>/gi
const BREAK = /^<\/?(br|p|div)\b/i

/** One line of text without control characters, unpaired surrogates or invisible marks; white space folded to one space. */
export const foldText = (text: string): string =>
  (PLAIN.test(text) ? text : printable(text)).replace(/\s+/g, ' ').trim()

/** Most text needs no look at each character. */
const PLAIN = /^[ -~]*$/

const printable = (text: string): string =>
  text
    // A document replaces unpaired surrogates on its own, which would shift every offset after them.
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    // Control and format characters, except white space and the two joiners that writing needs.
    .replace(/[\p{Cc}\p{Cf}]/gu, mark => (/[\s\u200c\u200d]/.test(mark) ? mark : ''))

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED_ENTITIES[name.toLowerCase()] ?? whole
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
