import { expect, it } from 'vitest'
import { daysBetween, dueWords, isOverdue, today } from './dueDay.ts'

it('a day is that of the calendar here, late in the evening too', () => {
  expect(today(new Date(2026, 0, 5, 23, 59, 59))).toBe('2026-01-05')
  expect(today(new Date(2026, 0, 6, 0, 0, 1))).toBe('2026-01-06')
})

it('days are counted over the end of summer time and leap days', () => {
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
  expect(daysBetween('2026-03-02', '2026-03-01')).toBe(-1)
})

it('says in words how much time is left, and what is too late', () => {
  const day = '2026-03-10'
  expect(dueWords('2026-03-08', day)).toBe('overdue by 2 days')
  expect(dueWords('2026-03-09', day)).toBe('overdue by 1 day')
  expect(dueWords('2026-03-10', day)).toBe('due today')
  expect(dueWords('2026-03-11', day)).toBe('due tomorrow')
  expect(dueWords('2026-03-15', day)).toBe('due in 5 days')
  expect(dueWords('2026-05-01', day)).toMatch(/^due .*2026/)
  expect(dueWords(null, day)).toBe('no date')
})

it('nothing is overdue on its last day, or once it is done', () => {
  expect(isOverdue({ due: '2026-03-10', doneAt: null }, '2026-03-10')).toBe(false)
  expect(isOverdue({ due: '2026-03-09', doneAt: null }, '2026-03-10')).toBe(true)
  expect(isOverdue({ due: '2026-03-09', doneAt: '2026-03-10T10:00:00Z' }, '2026-03-10')).toBe(false)
  expect(isOverdue({ due: null, doneAt: null }, '2026-03-10')).toBe(false)
})
