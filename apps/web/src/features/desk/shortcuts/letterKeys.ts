import { createStore } from '../../../collab/createStore.ts'

const STORAGE_KEY = 'polyphony-letter-keys'

const readLetterKeys = (): boolean => {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off'
  } catch {
    return true
  }
}

/**
 * Whether letters, digits and signs act by themselves on the desk. Who speaks to the computer switches them off
 * (WCAG 2.1.4); kept in this browser. Arrows, Enter, Space, Esc and keys with Ctrl act all the same.
 */
export const letterKeys = createStore({ on: readLetterKeys() })

export const setLetterKeys = (on: boolean): void => {
  letterKeys.set({ on })
  try {
    localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off')
  } catch (error) {
    // Storage may be full or forbidden: the choice holds for as long as the page is open.
    console.warn('The choice of keys was not kept.', error)
  }
}

/** Whether a key by itself writes something: a letter, a digit, a sign. */
export const isLetter = (event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): boolean =>
  [...event.key].length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey
