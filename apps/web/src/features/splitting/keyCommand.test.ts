import { expect, it } from 'vitest'
import { keyCommand } from './keyCommand.ts'

const press = (key: string, code = '', more: Partial<Parameters<typeof keyCommand>[0]> = {}) =>
  keyCommand({ key, code, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more })

it('reads numbers by their place on the keyboard, with Shift too', () => {
  expect(press('1', 'Digit1')).toEqual({ do: 'assign', number: 0 })
  expect(press('!', 'Digit1', { shiftKey: true })).toEqual({ do: 'add', number: 0 })
  expect(press('&', 'Digit1')).toEqual({ do: 'assign', number: 0 })
  expect(press('9', 'Numpad9')).toEqual({ do: 'assign', number: 8 })
  expect(press('0', 'Digit0')).toEqual({ do: 'clear' })
})

it('leaves alone what belongs to the browser', () => {
  expect(press('1', 'Digit1', { ctrlKey: true })).toBeNull()
  expect(press('1', 'Digit1', { altKey: true })).toBeNull()
  expect(press('p', 'KeyP', { ctrlKey: true })).toBeNull()
  expect(press('Tab', 'Tab')).toBeNull()
  expect(press('Z', 'KeyZ', { metaKey: true, shiftKey: true })).toEqual({ do: 'redo' })
})
