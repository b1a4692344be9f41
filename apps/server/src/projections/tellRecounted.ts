import { type Ontology, resolveCode } from '@polyphony/ontology'
import { trusted } from 'mongoose'
import type { LiveDocuments } from '../liveDocuments.ts'
import { RulingModel } from '../models/rulingRecord.ts'
import { tellReaders } from './tellReaders.ts'

/**
 * Tells whoever looks at the codebook in which conversations codings count as something else, now that codes have gone
 * out of use or come back: a ruling in favour of codes out of use is none (`countsAs`). Everything else that follows
 * from a change of the ontology is reckoned where it is shown.
 */
export const tellRecounted = async (
  live: LiveDocuments,
  workspace: string,
  before: Ontology,
  after: Ontology,
): Promise<void> => {
  const lives = (ontology: Ontology, code: string) => resolveCode(ontology, code) !== null
  const changed = Object.keys({ ...before.codes, ...after.codes }).filter(
    code => lives(before, code) !== lives(after, code),
  )
  if (changed.length === 0) return
  const among = trusted({ $in: changed })
  const concerned = await Promise.all([
    RulingModel.distinct('conversation', { workspace, codes: among }),
    RulingModel.distinct('conversation', { workspace, code: among }),
  ])
  for (const conversation of new Set(concerned.flat()))
    tellReaders(live, { _id: conversation, workspace }, ['rulings'])
}
