import type { Collection } from '../catalog/collection.ts'
import type { Document, Value } from '../values/types.ts'

/** A compiled pipeline stage. */
export type Stage = (input: Iterable<Document>) => Iterable<Document>

/** What stages need of the world around them. */
export interface PipelineContext {
  /** `let` variables and those of enclosing `$lookup`s. */
  variables: Document
  now: Date
  /** Called now and then; throws when the command has taken too long. */
  check?: () => void
  collection(name: string): Collection | undefined
  /** Runs a sub-pipeline over documents, with further variables. */
  over(documents: Iterable<Document>, pipeline: Value, variables?: Document): Iterable<Document>
  /** Runs a sub-pipeline over a collection, with its indexes. */
  from(collection: Collection | undefined, pipeline: Value, variables?: Document): Iterable<Document>
}

/** Compiles a stage from its argument. */
export type StageBuilder = (argument: Value, context: PipelineContext) => Stage
