const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * A random id of URL-safe letters and digits, from the platform's secure source. Ten characters hold 59 bits:
 * enough for everything a server numbers, and short because every frame of a document carries its name.
 */
export const newId = (length = 10): string => {
  let id = ''
  while (id.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      // 248 = 4 × 62: bytes above would favour the first letters.
      if (byte < 248 && id.length < length) id += ALPHABET[byte % 62]
    }
  }
  return id
}
