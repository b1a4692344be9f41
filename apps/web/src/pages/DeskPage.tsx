import { type Conversation, type Member, routes } from '@polyphony/contract'
import { useEffect, useRef, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { api } from '../api/api.ts'
import { recordingUrl, useConversation, useLayers, useSourceWords } from '../api/conversations.ts'
import { useMyAbilities, useSession } from '../api/session.ts'
import { useMembers } from '../api/workspaces.ts'
import { CollabProvider, useCollab } from '../collab/CollabProvider.tsx'
import { annotationKey } from '../features/coding/annotations.ts'
import { DeskContext } from '../features/desk/DeskContext.tsx'
import { DeskView } from '../features/desk/DeskView.tsx'
import { createDesk, type Desk, type DeskAbilities } from '../features/desk/desk.ts'
import { createPlayer, type Player } from '../features/waveform/player.ts'
import { desk as words } from '../text/desk.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
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
  return (
    <CollabProvider user={known.current}>
      <DeskLoader key={`${workspace}/${id}`} workspace={workspace} id={id} />
    </CollabProvider>
  )
}

const DeskLoader = ({ workspace, id }: { workspace: string; id: string }) => {
  const conversation = useConversation(id)
  const members = useMembers(workspace)
  const layers = useLayers(id)
  const { membership, can } = useMyAbilities(workspace)
  const me = members.data?.find(member => member.id === membership?.member)
  const abilities = useRef<DeskAbilities | null>(null)
  const error = conversation.error ?? members.error ?? layers.error
  if (me && membership)
    abilities.current ??= {
      code: can('layer.write', membership.member),
      correct: can('transcript.correct'),
      createCodes: can('ontology.change') ? 'adopted' : can('ontology.propose') ? 'proposed' : null,
    }
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
    }
  if (loaded.current) return <OpenDesk workspace={workspace} loaded={loaded.current} />
  if (error)
    return (
      <main>
        <ErrorState
          error={error}
          order={1}
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

interface Loaded {
  workspaceName: string
  conversation: Conversation
  members: Map<string, Member>
  /** Asks again who is in the team: somebody joined after the desk was opened. */
  refreshMembers: () => Promise<readonly Member[]>
  me: Member
  abilities: DeskAbilities
  layers: readonly string[]
}

const OpenDesk = ({ workspace, loaded }: { workspace: string; loaded: Loaded }) => {
  const collab = useCollab()
  const [desk, setDesk] = useState<Desk | null>(null)
  const [generation, setGeneration] = useState(0)
  const { conversation } = loaded
  const { player, waiting } = usePlayer(conversation)
  const sourceWords = useSourceWords(conversation.id)

  // Dependencies: a new generation opens everything again
  useEffect(() => {
    if (waiting) return
    const made = createDesk({
      ...loaded,
      collab,
      workspace,
      player,
      createCode: async ({ id, name, proposed }) => {
        await api.call(routes.applyOperations, {
          params: { workspace },
          body: { operations: [{ type: 'create', id, name, proposed }] },
        })
      },
    })
    setDesk(made)
    const unwatch = collab.onReplaced(name => {
      if (!made.uses(name)) return
      notifyDone(words.replaced)
      setGeneration(value => value + 1)
    })
    return () => {
      unwatch()
      setDesk(null)
      made.dispose()
    }
  }, [collab, workspace, loaded, player, waiting, generation])

  useEffect(() => {
    if (desk && sourceWords.data) desk.setWords(sourceWords.data)
  }, [desk, sourceWords.data])
  useNewcomers(desk, loaded)
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

/** Learns the names of those who begin to code here and were not in the team when the desk was opened. */
const useNewcomers = (desk: Desk | null, { members, refreshMembers }: Loaded) => {
  useEffect(() => {
    if (!desk) return
    let left = false
    const stop = desk.transcript.onStateless(message => {
      if (message.type !== 'layer' || members.has(message.member)) return
      void refreshMembers().then(team => {
        for (const member of team) members.set(member.id, member)
        // Names stand in the margins and on cards, which are drawn anew with the ontology.
        if (!left) desk.facts.set(({ ontology }) => ({ ontology: { ...ontology } }))
      })
    })
    return () => {
      left = true
      stop()
    }
  }, [desk, members, refreshMembers])
}

/** Opens at the place the address names: a time, or a highlight. */
const useOpeningPlace = (desk: Desk | null) => {
  const [query] = useSearchParams()
  const wanted = useRef(query)
  useEffect(() => {
    if (!desk) return
    const seconds = Number(wanted.current.get('t') ?? Number.NaN)
    const highlight = wanted.current.get('highlight')
    const member = wanted.current.get('member')
    if (!highlight && Number.isNaN(seconds)) return
    const disposers: (() => void)[] = []
    const done = () => {
      wanted.current = new URLSearchParams()
      for (const dispose of disposers) dispose()
    }
    const tryNow = () => {
      const { timing } = desk.facts.get()
      if (!desk.view.current) return
      if (highlight && member) {
        const annotation = desk.annotations.get(annotationKey(member, highlight))
        if (!annotation || !('span' in annotation.resolution)) return
        const { start } = annotation.resolution.span
        desk.state.set({ focus: annotation.key, caret: start, turn: start.turn })
        desk.view.current.reveal(start, { smooth: false })
        if (annotation.highlight.anchor.from >= 0) desk.player?.seek(annotation.highlight.anchor.from / 1000)
        return done()
      }
      const point = timing?.pointAt(seconds * 1000)
      if (!point || desk.index.order.length === 0) return
      desk.view.current.reveal(point, { smooth: false })
      desk.player?.seek(seconds)
      done()
    }
    const soon = () => requestAnimationFrame(tryNow)
    disposers.push(desk.annotations.onChange(soon), desk.facts.subscribe(soon), desk.index.onOrder(soon))
    soon()
    return () => {
      for (const dispose of disposers) dispose()
    }
  }, [desk])
}
