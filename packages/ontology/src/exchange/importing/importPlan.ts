import type { Definition } from '../../code.ts'
import type { OperationInput } from '../../operation.ts'
import type { NamedCode } from '../../operationFacts.ts'
import type { ExchangeNote } from '../exchangeReport.ts'

/** What to do where the file and a code that is here already differ. */
export type OnMatch =
  /** Ours stays as it is. */
  | 'keep'
  /** What ours leaves empty is taken from the file. */
  | 'fill'
  /** The file is right. */
  | 'replace'

export type ImportField = 'name' | 'parent' | 'colour' | 'stance' | 'notation' | keyof Definition

/** What will be done with one code of the file. */
export interface PlannedCode {
  /** Its key in the file. */
  key: string
  name: string
  /** Key of what it stands under in the file; null at the top and for what is out of use. */
  parent: string | null
  /** Merged, retired or rejected in the file: it comes as that, or not at all. */
  outOfUse: boolean
  action: 'create' | 'match' | 'restore' | 'skip'
  /** By what it was recognised. */
  by: 'id' | 'place' | 'name' | 'choice' | null
  /** The code that it is here, or will be. */
  code: NamedCode | null
  /** Where the file differs from what is here, and whether the file's is taken. */
  differences: { field: ImportField; ours: string; theirs: string; taken: boolean }[]
}

export interface ImportPlan {
  codes: PlannedCode[]
  /** All of it as one act; null where there is nothing to do. It applies to the ontology the plan was made for. */
  operation: OperationInput | null
  notes: ExchangeNote[]
}

export interface ImportOptions {
  /** Makes ids for what is new. */
  newId: () => string
  /** For the history: `Imported themes.qdc`. */
  title: string
  /** `fill` when left out. */
  onMatch?: OnMatch
  /** By key: another decision than the plan's own, a code's id to be one with, or to leave it out. */
  choices?: ReadonlyMap<string, 'create' | 'skip' | { code: string }>
}

export const DEFINITION_FIELDS: (keyof Definition)[] = ['short', 'full', 'whenToUse', 'whenNotToUse']
