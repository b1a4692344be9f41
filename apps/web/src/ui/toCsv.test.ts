import { expect, it } from 'vitest'
import { toCsv } from './toCsv.ts'

it('a table has no cell that a spreadsheet would calculate', () => {
  expect(toCsv([['=1+1', '+2', '-3', '@x', "'=4", 'Time, "for" people', -5, null]])).toBe(
    `\uFEFF'=1+1,'+2,'-3,'@x,''=4,"Time, ""for"" people",-5,\r\n`,
  )
})
