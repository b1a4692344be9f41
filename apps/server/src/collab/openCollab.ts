import { createCorrectionRecorder } from '../corrections/createCorrectionRecorder.ts'
import { setLiveDocuments } from '../liveDocuments.ts'
import { MemberModel, presentMembers } from '../models/member.ts'
import { actorOf } from '../policies/actor.ts'
import { documentAccess } from '../policies/documentAccess.ts'
import { remembering } from '../policies/remembering.ts'
import { createProjector } from '../projections/createProjector.ts'
import { renewProjections } from '../projections/renewProjections.ts'
import { unsearchable } from '../projections/unsearchable.ts'
import type { MemberProfile } from './collabContext.ts'
import { type Collab, type CollabOptions, createCollab } from './createCollab.ts'

/**
 * The collaboration server with the server's own policies and projections, reachable through `liveDocuments()` from
 * then on. Closing it also finishes the projections.
 */
export const openCollab = (options: Omit<CollabOptions, 'policies' | 'derived'>): Collab => {
  const { logger } = options
  const projector = createProjector({ logger, live: () => collab.live })
  const corrections = createCorrectionRecorder(logger)
  const collab = createCollab({
    ...options,
    policies: { actorOf, documentAccess, memberProfile },
    derived: {
      opened: corrections.opened,
      attributed: ({ kind }) => kind === 'transcript',
      changed: projector.changed,
      settled: async ref => {
        await projector.settled(ref)
        await corrections.settled(ref)
      },
    },
  })
  setLiveDocuments(collab.live)
  collab
    .recover()
    .then(async () => {
      // A data folder from before there was anything to search.
      for (const ref of await unsearchable()) projector.changed(ref)
    })
    .catch(err => logger.error({ err }, 'documents of an earlier run could not be looked through'))
  renewProjections(collab.live).catch(err =>
    logger.error({ err }, 'projections of an earlier version could not be made anew; “verify” names them'),
  )
  return {
    ...collab,
    async close(deadline) {
      const saved = await collab.close(deadline)
      await corrections.close()
      if (!(await projector.close(deadline))) logger.warn('some layers will be projected at the next start')
      setLiveDocuments(null)
      return saved
    },
  }
}

/** A whole team may open a conversation at once, and come back at once after a restart. */
const profiles = remembering<MemberProfile>(500)

const memberProfile = (id: string): Promise<MemberProfile> =>
  profiles.of(id, async () => {
    const record = await MemberModel.findById(id).lean()
    const [member] = record ? await presentMembers([record]) : []
    return { name: member?.name ?? '', colour: member?.colour ?? '#868e96' }
  })
