import type { Conversation } from '@polyphony/contract'
import type { Opened } from './Behind.tsx'
import type { CodeList } from './figures/codeList.ts'
import type { PatternParams } from './usePatternParams.ts'
import type { Computing } from './useReckoner.ts'

/** What every view of patterns is given. */
export interface ViewProps {
  workspace: string
  computing: Computing | null
  list: CodeList
  /** The sections of the conversation guide. */
  guide: CodeList
  conversations: readonly Conversation[]
  /** Names of groups by id. */
  groups: ReadonlyMap<string, string>
  params: PatternParams
  /** On how many people a cell must rest to leave. */
  least: number
  as: 'picture' | 'table'
  onAs: (as: 'picture' | 'table') => void
  onOpen: (opened: Opened) => void
}
