import { describe, expect, it } from 'vitest'
import { savingState } from './savingState.ts'

const document = (over: Partial<{ opened: boolean; unsaved: boolean; refused: boolean }> = {}) => ({
  opened: true,
  unsaved: false,
  refused: false,
  ...over,
})

describe('savingState', () => {
  it('says saved only when every document is durable and the connection stands', () => {
    expect(savingState('connected', [document(), document()])).toBe('saved')
    expect(savingState('connected', [document(), document({ unsaved: true })])).toBe('saving')
    expect(savingState('lost', [document(), document()])).toBe('offline')
  })

  it('says not saved as soon as one document cannot be stored, even while others are being saved', () => {
    expect(savingState('connected', [document({ refused: true }), document({ unsaved: true })])).toBe(
      'not-saved',
    )
  })

  it('calls a lost connection offline rather than not saved: the work is kept here and merges later', () => {
    expect(savingState('lost', [document({ refused: true, unsaved: true })])).toBe('offline')
  })

  it('is opening, not offline, until the first document has been read', () => {
    expect(savingState('connecting', [document({ opened: false })])).toBe('opening')
    expect(savingState('connected', [document({ opened: false })])).toBe('opening')
  })

  it('is offline when the connection is lost before the last document has been read', () => {
    expect(savingState('lost', [document(), document({ opened: false })])).toBe('offline')
    expect(savingState('lost', [document({ opened: false })])).toBe('offline')
  })

  it('is offline at once when something was written before the first answer of the server', () => {
    expect(savingState('connecting', [document({ opened: false, unsaved: true })])).toBe('offline')
  })
})
