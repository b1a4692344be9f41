import { type Curation, codingRefKey } from '@polyphony/document'
import type { ProjectedRuling } from '../models/rulingRecord.ts'
import { toDate } from './projectLayer.ts'
import { withHash } from './withHash.ts'

/** What counts of a curation. Pure. */
export const projectCuration = (
  { workspace, conversation }: { workspace: string; conversation: string },
  { rulings }: Curation,
): ProjectedRuling[] =>
  [...rulings.values()].flatMap(([counting]) => {
    if (!counting || counting.codes === null) return []
    const { coding, codes, by, at, reason } = counting
    return [
      withHash({
        _id: `${conversation}/${codingRefKey(coding)}`,
        workspace,
        conversation,
        ...coding,
        codes: [...codes],
        by,
        at: toDate(at),
        reason,
      }),
    ]
  })
