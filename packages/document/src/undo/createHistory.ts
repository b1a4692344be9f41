import * as Y from 'yjs'
import { LOCAL_ORIGIN } from '../origins.ts'
import { Act } from './Act.ts'
import type { Command, History, Step, StepChoice, StepTaken } from './History.ts'

/** A part of one document whose edits belong to the history. */
export interface HistoryScope {
  name: string
  types: (Y.Map<unknown> | Y.Text)[]
  /** Edits without an `Act` within so many milliseconds become one step. */
  captureTimeout: number
  /** Called after an undo or redo with what had been deleted and was restored, or the other way round. */
  onPopped?: (deletions: StackItem['deletions']) => void
}

type StackItem = Y.UndoManager['undoStack'][number]
type Direction = 'undo' | 'redo'

interface Change {
  scope: string
  manager: Y.UndoManager
  item: StackItem
}

interface Entry {
  act: Act | null
  /** When it was last added to. */
  at: number
  closed: boolean
  /** In the order in which they were made. */
  parts: (Change | Command)[]
}

const isChange = (part: Change | Command): part is Change => 'manager' in part

/**
 * A history over several scopes, which may lie in different documents. Every transaction whose origin is an `Act`, or
 * LOCAL_ORIGIN, is a step. `now` is in milliseconds.
 */
export const createHistory = (
  scopes: readonly HistoryScope[],
  { now = Date.now }: { now?: () => number } = {},
): History => {
  let done: Entry[] = []
  let undone: Entry[] = []
  const listeners = new Set<() => void>()
  const doneListeners = new Set<(step: Step) => void>()
  const notify = () => {
    for (const listener of [...listeners]) listener()
  }
  let popping = false
  /** Commands go to the server in the order in which they were asked for. */
  let queue: Promise<void> = Promise.resolve()

  const joinsLast = (origin: unknown, captureTimeout: number): boolean => {
    const last = done.at(-1)
    if (!last || last.closed) return false
    if (!(origin instanceof Act)) return last.act === null && now() - last.at < captureTimeout
    if (last.act === origin) return true
    return origin.joins !== null && last.act?.joins === origin.joins && now() - last.at < origin.within
  }

  const watch = ({ name, types, captureTimeout, onPopped }: HistoryScope): Y.UndoManager => {
    const isTracked = (origin: unknown) => origin === LOCAL_ORIGIN || origin instanceof Act
    const manager: Y.UndoManager = new Y.UndoManager(types, {
      // What joins is decided here, over all documents: the manager itself would join everything.
      captureTimeout: Number.POSITIVE_INFINITY,
      trackedOrigins: new Set<unknown>([LOCAL_ORIGIN, Act]),
      captureTransaction({ origin }) {
        const item = manager.undoStack.at(-1)
        const part = done.at(-1)?.parts.at(-1)
        const top = part && isChange(part) && part.item === item
        if (isTracked(origin) && !(top && joinsLast(origin, captureTimeout))) manager.stopCapturing()
        return true
      },
    })
    manager.on('stack-item-added', ({ stackItem, origin }) => {
      if (popping) return
      begin(origin instanceof Act ? origin : null, captureTimeout).parts.push({
        scope: name,
        manager,
        item: stackItem,
      })
      notify()
    })
    manager.on('stack-item-updated', ({ origin }) => {
      if (popping) return
      begin(origin instanceof Act ? origin : null, captureTimeout)
      notify()
    })
    manager.on('stack-item-popped', ({ stackItem }) => onPopped?.(stackItem.deletions))
    return manager
  }
  const managers = scopes.map(watch)

  /** The entry that an act goes on with, or a new one. A new edit ends what could be repeated, in every document. */
  const begin = (act: Act | null, captureTimeout = 0): Entry => {
    let entry = done.at(-1)
    const isNew = !entry || !joinsLast(act ?? LOCAL_ORIGIN, captureTimeout)
    if (!entry || isNew) {
      entry = { act, at: 0, closed: false, parts: [] }
      done.push(entry)
    }
    entry.act = act
    entry.at = now()
    if (undone.length > 0) {
      undone = []
      for (const manager of managers) manager.clear(false, true)
    }
    if (isNew) for (const listener of [...doneListeners]) listener({ act })
    return entry
  }

  /** Pops exactly this item: by itself the manager would go on to the one below where this has no effect any more. */
  const popItem = ({ scope, manager, item }: Change, direction: Direction): Change | null => {
    const [stack, opposite] =
      direction === 'undo' ? (['undoStack', 'redoStack'] as const) : (['redoStack', 'undoStack'] as const)
    const others = manager[stack].filter(other => other !== item)
    if (others.length === manager[stack].length) return null
    manager[stack] = [item]
    try {
      if (!manager[direction]()) return null
    } finally {
      manager[stack] = others
    }
    return { scope, manager, item: manager[opposite].at(-1)! }
  }

  const run = (commands: readonly Command[], direction: Direction): Promise<void> => {
    if (commands.length === 0) return Promise.resolve()
    const result = queue.then(async () => {
      for (const command of commands) await command[direction]()
    })
    // The next one does not fail because this one did: whoever asked for this one is told.
    queue = result.catch(() => undefined)
    return result
  }

  const popEntry = (entry: Entry, direction: Direction): { entry: Entry; settled: Promise<void> } | null => {
    const ordered = direction === 'undo' ? entry.parts.toReversed() : entry.parts
    const popped = ordered.flatMap(part => (isChange(part) ? (popItem(part, direction) ?? []) : part))
    if (popped.length === 0) return null
    const commands = popped.filter((part): part is Command => !isChange(part))
    return {
      entry: { ...entry, closed: true, parts: direction === 'undo' ? popped.toReversed() : popped },
      settled: run(commands, direction),
    }
  }

  const isMeant = (entry: Entry, { act, scope }: StepChoice): boolean =>
    (act === undefined || entry.act === act) &&
    (scope === undefined || entry.parts.some(part => isChange(part) && part.scope === scope))

  const pop = (direction: Direction, choice: StepChoice): StepTaken | null => {
    const [from, to] = direction === 'undo' ? [done, undone] : [undone, done]
    popping = true
    try {
      for (;;) {
        const at = from.findLastIndex(entry => isMeant(entry, choice))
        const entry = from[at]
        if (!entry) return null
        from.splice(at, 1)
        // A step whose effect others have overwritten meanwhile has nothing left to do: take the one before.
        const popped = popEntry(entry, direction)
        if (!popped) continue
        to.push(popped.entry)
        return { act: entry.act, settled: popped.settled }
      }
    } finally {
      popping = false
      notify()
    }
  }

  return {
    addScope(scope) {
      managers.push(watch(scope))
    },
    undo: (choice = {}) => pop('undo', choice),
    redo: (choice = {}) => pop('redo', choice),
    nextUndo: () => done.at(-1) ?? null,
    nextRedo: () => undone.at(-1) ?? null,
    add(act, command) {
      const takenBack = undone.find(entry => entry.act === act)
      if (takenBack) {
        takenBack.parts.push(command)
        return run([command], 'undo')
      }
      begin(act).parts.push(command)
      notify()
      return Promise.resolve()
    },
    stopCapturing() {
      const last = done.at(-1)
      if (last) last.closed = true
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onDone(listener) {
      doneListeners.add(listener)
      return () => doneListeners.delete(listener)
    },
    dispose() {
      listeners.clear()
      doneListeners.clear()
      done = []
      undone = []
      for (const manager of managers) manager.destroy()
    },
  }
}
