import { PolyphonyError } from '@polyphony/contract'
import { findCode } from '@polyphony/ontology'
import { DistinctCodesModel } from '../models/distinctCodes.ts'
import { readOntology } from './readOntology.ts'

export interface SetDistinctCodes {
  workspace: string
  a: string
  b: string
  distinct: boolean
  /** Member id of who says so. */
  by: string
}

/**
 * Records that two codes are different though they look like one, or that this is open again. Who said so first stays.
 * @throws invalid-input for one code; not-found where one of them was never in the codebook
 */
export const setDistinctCodes = async ({
  workspace,
  distinct,
  by,
  ...pair
}: SetDistinctCodes): Promise<void> => {
  if (pair.a === pair.b) throw new PolyphonyError('invalid-input', 'A code cannot differ from itself.')
  const [a, b] = pair.a < pair.b ? [pair.a, pair.b] : [pair.b, pair.a]
  const _id = `${workspace}/${a}/${b}`
  if (!distinct) {
    await DistinctCodesModel.deleteOne({ _id })
    return
  }
  const ontology = await readOntology(workspace)
  if (!findCode(ontology, a) || !findCode(ontology, b))
    throw new PolyphonyError('not-found', 'One of these codes is not in the codebook.')
  await DistinctCodesModel.updateOne(
    { _id },
    { $setOnInsert: { workspace, a, b, by, at: new Date() } },
    { upsert: true },
  )
}
