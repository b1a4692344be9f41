import { codeShortcuts } from './codeShortcuts.ts'
import { filterShortcuts } from './filterShortcuts.ts'
import { findShortcuts } from './findShortcuts.ts'
import { jumpShortcuts } from './jumpShortcuts.ts'
import { linkShortcuts } from './linkShortcuts.ts'
import { listenShortcuts } from './listenShortcuts.ts'
import { moveShortcuts } from './moveShortcuts.ts'
import { otherShortcuts } from './otherShortcuts.ts'
import type { Shortcut } from './Shortcut.ts'
import { selectShortcuts } from './selectShortcuts.ts'
import { toolShortcuts } from './toolShortcuts.ts'
import { unplacedShortcuts } from './unplacedShortcuts.ts'

/** Every key of the desk, once: the handler and the sheet both read it. A part of the desk adds its own list here. */
export const SHORTCUTS: readonly Shortcut[] = [
  ...moveShortcuts,
  ...findShortcuts,
  ...jumpShortcuts,
  ...selectShortcuts,
  ...codeShortcuts,
  ...listenShortcuts,
  ...filterShortcuts,
  ...linkShortcuts,
  ...toolShortcuts,
  ...otherShortcuts,
  ...unplacedShortcuts,
]
