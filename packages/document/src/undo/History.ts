import type { Act } from './Act.ts'
import type { HistoryScope } from './createHistory.ts'

/** A change that is not made in a document but by the server, and can be taken back there. */
export interface Command {
  undo: () => Promise<void>
  redo: () => Promise<void>
}

/** What was, or would be, taken back or repeated. */
export interface Step {
  /** Null for what was done without an `Act`. */
  act: Act | null
}

export interface StepTaken extends Step {
  /** Documents are changed at once; this waits for the commands of the step and rejects when one is refused. */
  settled: Promise<void>
}

/** Which step is meant; without it, the last. */
export interface StepChoice {
  /** The step of this act, wherever it stands. */
  act?: Act
  /** The last one that changed the scope of this name. */
  scope?: string
}

/** One order over everything a person does here, in several documents and on the server; nobody else's edits. */
export interface History {
  /** Edits of one more document, opened later, belong to the history. */
  addScope(scope: HistoryScope): void
  /** Takes a step back. Null when there was none, or none that still had an effect. */
  undo(choice?: StepChoice): StepTaken | null
  redo(choice?: StepChoice): StepTaken | null
  nextUndo(): Step | null
  nextRedo(): Step | null
  /**
   * Makes something the server has just done part of an act. Where the act was taken back while the server worked,
   * the command is taken back now: the promise waits for that, and rejects when it is refused.
   */
  add(act: Act, command: Command): Promise<void>
  /** Makes the next edit a step of its own, however soon it follows. */
  stopCapturing(): void
  /** Calls back whenever `nextUndo` or `nextRedo` may have changed. */
  onChange(listener: () => void): () => void
  /** Calls back with each new step, as it begins; not for what goes on with the step before, nor for undo and redo. */
  onDone(listener: (step: Step) => void): () => void
  dispose(): void
}
