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

/** A text as it is searched: folded, and without accents. */
export const foldForSearch = (text: string): string =>
  foldName(text)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
