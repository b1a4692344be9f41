/** What a spreadsheet would take for a formula, and what has been guarded against that already. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/

const cell = (value: string | number | null): string => {
  if (typeof value === 'number') return String(value)
  const text = value ?? ''
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as a CSV file (RFC 4180) that spreadsheets read as text: UTF-8 with a mark, no cell a formula. */
export const toCsv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `\uFEFF${[...rows.map(row => row.map(cell).join(',')), ''].join('\r\n')}`
