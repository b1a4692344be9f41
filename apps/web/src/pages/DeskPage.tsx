import type { Conversation, Member } from '@polyphony/contract'
import { useEffect, useRef, useState } from 'react'
import { Navigate, useParams, useSearchParams } from 'react-router'
import { recordingUrl, useConversation, useLayers, useSourceWords } from '../api/conversations.ts'
import { createCode } from '../api/createCode.ts'
import { documentsAhead } from '../api/prefetchDesk.ts'
import { useMyAbilities, useSession } from '../api/session.ts'
import { useEverybody } from '../api/workspaces.ts'
import { CollabProvider, useCollab } from '../collab/CollabProvider.tsx'
import { BrowserTooOld } from '../features/desk/BrowserTooOld.tsx'
import { DeskContext } from '../features/desk/DeskContext.tsx'
import { DeskView } from '../features/desk/DeskView.tsx'
import { createDesk, type Desk, type DeskAbilities } from '../features/desk/desk.ts'
import { DeskShut } from '../features/links/DeskShut.tsx'
import { useOpeningPlace } from '../features/links/useOpeningPlace.ts'
import { paintsHighlights } from '../features/transcript/paintsHighlights.ts'
import { createPlayer, type Player } from '../features/waveform/player.ts'
import { usePeaks } from '../features/waveform/usePeaks.ts'
import { paths } from '../paths.ts'
import { desk as words } from '../text/desk.ts'
import { notifyDone } from '../ui/notify.ts'
import { PageLoading } from '../ui/PageLoading.tsx'

/** One conversation, opened for reading, listening, coding and correcting together. */
export const DeskPage = () => {
  const { workspace, conversation: id } = useParams<{ workspace: string; conversation: string }>()
  const session = useSession()
  const user = session.data?.user?.id
  // Once the desk is open, a session that ends must not take it away: what is unsaved waits here.
  const known = useRef(user)
  if (user) known.current = user
  if (!workspace || !id || !known.current) return <PageLoading />
  if (!paintsHighlights()) return <BrowserTooOld workspace={workspace} />
  return (
    <CollabProvider user={known.current}>
      <DeskLoader key={`${workspace}/${id}`} workspace={workspace} id={id} />
    </CollabProvider>
  )
}

const DeskLoader = ({ workspace, id }: { workspace: string; id: string }) => {
  const conversation = useConversation(id)
  const members = useEverybody(workspace)
  const layers = useLayers(id)
  // Asked for at once, so that the waveform is there soon after the text.
  usePeaks(id)
  useTextAhead(id)
  const { membership, can } = useMyAbilities(workspace)
  const me = members.data?.find(member => member.id === membership?.member)
  const abilities = useRef<DeskAbilities | null>(null)
  const error = conversation.error ?? members.error ?? layers.error
  if (me && membership)
    abilities.current ??= {
      code: can('layer.write', membership.member),
      correct: can('transcript.correct'),
      curate: can('curation.write'),
      createCodes: can('ontology.change') ? 'adopted' : can('ontology.propose') ? 'proposed' : null,
    }
  const [query] = useSearchParams()
  const home = conversation.data?.workspace
  const ready = conversation.data && members.data && me && abilities.current
  // What was fetched once stays: a later failure (the connection, the session) is told by the desk itself.
  const loaded = useRef<Loaded | null>(null)
  if (ready && layers.data && !loaded.current)
    loaded.current = {
      workspaceName: membership?.workspace.name ?? '',
      conversation: conversation.data,
      members: new Map(members.data.map(member => [member.id, member])),
      refreshMembers: async () => (await members.refetch()).data ?? [],
      me,
      abilities: abilities.current!,
      layers: layers.data.map(layer => layer.member),
      renewLayers: () => void layers.refetch(),
    }
  // A link that was pieced together with another workspace's name: the conversation knows where it belongs.
  if (home && home !== workspace) return <Navigate to={`${paths.desk(home, id)}?${query}`} replace />
  if (loaded.current) return <OpenDesk workspace={workspace} loaded={loaded.current} layers={layers.data} />
  if (error)
    return (
      <main>
        <DeskShut
          error={error}
          workspace={workspace}
          onRetry={() => {
            void conversation.refetch()
            void members.refetch()
            void layers.refetch()
          }}
        />
      </main>
    )
  return <PageLoading />
}

/** Opens the text while the rest is on its way: reading what this browser keeps of it takes a moment. */
const useTextAhead = (conversation: string): void => {
  const collab = useCollab()
  useEffect(
    () =>
      collab.open(
        { kind: 'transcript', conversation },
        { offline: true, awareness: true, ahead: documentsAhead(conversation) },
      ).release,
    [collab, conversation],
  )
}

interface Loaded {
  workspaceName: string
  conversation: Conversation
  members: Map<string, Member>
  /** Asks again who is in the team: somebody joined after the desk was opened. */
  refreshMembers: () => Promise<readonly Member[]>
  me: Member
  abilities: DeskAbilities
  layers: readonly string[]
  renewLayers: () => void
}

interface OpenDeskProps {
  workspace: string
  loaded: Loaded
  /** Whose layers have content, as it was last said. */
  layers: readonly { member: string }[] | undefined
}

const OpenDesk = ({ workspace, loaded, layers }: OpenDeskProps) => {
  const collab = useCollab()
  const [desk, setDesk] = useState<Desk | null>(null)
  const [generation, setGeneration] = useState(0)
  const { conversation } = loaded
  const { player, waiting } = usePlayer(conversation)
  const sourceWords = useSourceWords(conversation.id)

  // Dependencies: a new generation opens everything again
  useEffect(() => {
    if (waiting) return
    let left = false
    const learnNames = async () => {
      for (const member of await loaded.refreshMembers()) loaded.members.set(member.id, member)
      // Names stand in the margins and on cards, which are drawn anew with the ontology.
      if (!left) made.facts.set(({ ontology }) => ({ ontology: { ...ontology } }))
    }
    const made = createDesk({
      ...loaded,
      collab,
      workspace,
      player,
      // Only the first time: a replica that was thrown away must not come back with what it was thrown away for.
      ahead: generation === 0 ? documentsAhead(conversation.id) : null,
      createCode: code => createCode(workspace, code),
      onNewcomer: () => void learnNames(),
    })
    setDesk(made)
    const unwatch = collab.onReplaced(name => {
      if (!made.uses(name)) return
      notifyDone(words.replaced)
      setGeneration(value => value + 1)
    })
    return () => {
      left = true
      unwatch()
      setDesk(null)
      made.dispose()
    }
  }, [collab, workspace, loaded, player, waiting, generation])

  useEffect(() => {
    if (desk && sourceWords.data) desk.setWords(sourceWords.data)
  }, [desk, sourceWords.data])
  useEffect(() => {
    if (desk && layers) desk.addLayers(layers.map(({ member }) => member))
  }, [desk, layers])
  useOpeningPlace(desk)

  if (!desk) return <PageLoading />
  return (
    <DeskContext value={desk}>
      <DeskView key={generation} workspaceName={loaded.workspaceName} />
    </DeskContext>
  )
}

const usePlayer = ({ id, recording }: Conversation) => {
  const [player, setPlayer] = useState<Player | null>(null)
  useEffect(() => {
    if (!recording) return
    const made = createPlayer(recordingUrl(id), recording.duration)
    setPlayer(made)
    return () => {
      setPlayer(null)
      made.dispose()
    }
  }, [id, recording])
  return { player, waiting: recording !== null && player === null }
}
