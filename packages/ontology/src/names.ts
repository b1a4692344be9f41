/** A name as it is kept: composed (NFC), well formed, one space between words, none around them. */
export const normaliseName = (name: string): string =>
  name
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .normalize('NFC')
    .replace(/[\s\u200B]+/gu, ' ')
    .trim()

/** A name as it is compared: two names that fold alike are the same name. */
export const foldName = (name: string): string =>
  // Upper case first, so that "Straße" and "STRASSE" are one name.
  normaliseName(name).toUpperCase().toLowerCase().normalize('NFC')

/** Scripts whose marks are accents or points that many leave out; in others, such as Devanagari, they are vowels. */
const ACCENTED =
  /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}+/gu

/** Letters and signs that have no accents and one way to be written, one space between words and none around them. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/

/** A text as it is searched: folded, and without accents. */
export const foldForSearch = (text: string): string => {
  // Most of a large codebook is such text, and there is nothing else to do with it.
  if (PLAIN.test(text)) return text.toLowerCase()
  return foldName(text).normalize('NFD').replace(ACCENTED, '$1').normalize('NFC')
}
