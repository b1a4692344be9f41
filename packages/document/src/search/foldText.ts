/** A text as it is searched, with the way back to where each letter of it stands. */
export interface FoldedText {
  text: string
  /** For each UTF-16 unit of `text`, where the letter it comes from begins in the original; null where it is the same. */
  from: readonly number[] | null
  /** And where that letter ends. */
  to: readonly number[] | null
}

/** A letter with its marks; the parts of a Korean syllable stay together. */
const LETTERS = /[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|\P{M}\p{M}*|\p{M}+/gsu

/**
 * Marks that a reader may leave out: accents, Hebrew points, Arabic vowels. Those of India and South-East Asia are
 * letters of their own, and so are the voicing marks of Japanese.
 */
const ACCENTS =
  /(?=\p{M})(?![\u3099\u309a])[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/gu

/** Written differently, meant the same; one unit for one unit. */
const SAME: readonly [RegExp, string][] = [
  [/[\u2018\u2019\u201b\u02bc\u05f3]/g, "'"],
  [/[\u201c-\u201f\u00ab\u00bb\u05f4]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
]
/** Written without being read: soft hyphens, joiners, marks of direction, the Arabic stretching stroke. */
const SILENT = /[\p{Cf}\u0640]/gu

/** Printable ASCII with single spaces: folded unit by unit. */
const PLAIN = /^[\x21-\x7e]*(?: [\x21-\x7e]+)* ?$/

const foldLetter = (letter: string, exact: boolean): string => {
  const known = exact ? letter.normalize('NFC') : letter.normalize('NFKD').replace(ACCENTS, '')
  const folded = known.replace(SILENT, '')
  // Upper case first: "Straße" is "STRASSE", and a sigma at the end of a word is a sigma.
  return exact ? folded : folded.toUpperCase().toLowerCase().normalize('NFC')
}

/**
 * Folds a text for comparison: case, accents, compatibility forms, kinds of quotes and dashes, and how much white space
 * stands between words do not count. With `exact`, case and accents do.
 */
export const foldText = (original: string, { exact = false } = {}): FoldedText => {
  let written = original
  for (const [kinds, meant] of SAME) written = written.replace(kinds, meant)
  if (PLAIN.test(written)) return { text: exact ? written : written.toLowerCase(), from: null, to: null }
  let text = ''
  const from: number[] = []
  const to: number[] = []
  for (const { 0: letter, index } of written.matchAll(LETTERS)) {
    const end = index + letter.length
    const isSpace = letter.length === 1 && /\s/.test(letter)
    if (isSpace && text.endsWith(' ')) {
      to[to.length - 1] = end
      continue
    }
    const folded = isSpace
      ? ' '
      : letter.length === 1 && letter < '\x7f'
        ? exact
          ? letter
          : letter.toLowerCase()
        : foldLetter(letter, exact)
    text += folded
    for (let i = 0; i < folded.length; i++) {
      from.push(index)
      to.push(end)
    }
  }
  return { text, from, to }
}
