import * as Y from 'yjs'
import { LOCAL_ORIGIN } from '../origins.ts'

/** Takes back and repeats one's own edits, and nobody else's. */
export interface Undo {
  /** Takes the last edit back. Returns whether there was one. */
  undo(): boolean
  redo(): boolean
  canUndo(): boolean
  canRedo(): boolean
  /** Makes the next edit a step of its own, however soon it follows. */
  stopCapturing(): void
  /** Calls back whenever `canUndo` or `canRedo` may have changed. */
  onChange(listener: () => void): () => void
  dispose(): void
}

export interface UndoScope {
  types: (Y.Map<unknown> | Y.Text)[]
  /** Edits within so many milliseconds become one step. */
  captureTimeout: number
  /** Called after an undo or redo with what had been deleted and was restored, or the other way round. */
  onPopped?: (deletions: Y.UndoManager['undoStack'][number]['deletions']) => void
}

/** One history over several scopes, which may lie in different documents: the last edit goes first. */
export const undoOver = (scopes: readonly UndoScope[]): Undo => {
  const done: Y.UndoManager[] = []
  const undone: Y.UndoManager[] = []
  const listeners = new Set<() => void>()
  const notify = () => {
    for (const listener of [...listeners]) listener()
  }
  let popping = false

  const managers = scopes.map(({ types, captureTimeout, onPopped }) => {
    const manager = new Y.UndoManager(types, { captureTimeout, trackedOrigins: new Set([LOCAL_ORIGIN]) })
    manager.on('stack-item-added', () => {
      if (popping) return
      done.push(manager)
      // A new edit ends what could be repeated, in every document.
      undone.length = 0
      for (const other of managers) if (other !== manager) other.clear(false, true)
      notify()
    })
    manager.on('stack-item-popped', ({ stackItem }) => onPopped?.(stackItem.deletions))
    return manager
  })

  const pop = (from: Y.UndoManager[], to: Y.UndoManager[], step: 'undo' | 'redo'): boolean => {
    popping = true
    try {
      for (let manager = from.pop(); manager; manager = from.pop()) {
        // A step whose effect others have overwritten meanwhile has nothing left to do: take the one before.
        if (!manager[step]()) continue
        to.push(manager)
        return true
      }
      return false
    } finally {
      popping = false
      notify()
    }
  }

  return {
    undo: () => pop(done, undone, 'undo'),
    redo: () => pop(undone, done, 'redo'),
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
    stopCapturing() {
      for (const manager of managers) manager.stopCapturing()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      listeners.clear()
      for (const manager of managers) manager.destroy()
    },
  }
}
