import type { CodeChange } from './operation.ts'
import type { OperationOf } from './operations/operationOf.ts'

/**
 * The same undo, with codes retired where it would remove their record: somebody may have applied one meanwhile, on a
 * device that is not connected, and no coding may point to nothing.
 */
export const keepRecords = (undo: OperationOf<'undo'>, reason: string): OperationOf<'undo'> => ({
  ...undo,
  codes: undo.codes.map(
    (change): CodeChange =>
      change.to === null && change.from
        ? {
            id: change.id,
            from: { status: change.from.status, mergedInto: change.from.mergedInto ?? null },
            to: { status: 'retired', mergedInto: null, reason },
          }
        : change,
  ),
})
