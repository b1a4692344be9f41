import { ActionIcon, Anchor, Menu, Modal, SegmentedControl, TextInput, Tooltip } from '@mantine/core'
import { type AffinityBoard, LIMITS, type Member } from '@polyphony/contract'
import type { Ontology } from '@polyphony/ontology'
import {
  IconArrowLeft,
  IconDots,
  IconFileTypeCsv,
  IconLock,
  IconLockOpen,
  IconPencil,
  IconPhoto,
  IconTrash,
} from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useBoard, useDeleteBoard, useRestoreBoard, useUpdateBoard } from '../api/boards.ts'
import { useMyAbilities } from '../api/session.ts'
import { whenDone } from '../api/whenDone.ts'
import { useMembers } from '../api/workspaces.ts'
import { useCollab, useSharedDocument } from '../collab/CollabProvider.tsx'
import { useStore } from '../collab/createStore.ts'
import type { SharedDocument } from '../collab/sharedDocument.ts'
import { AddPanel } from '../features/board/AddPanel.tsx'
import { BoardCanvas } from '../features/board/BoardCanvas.tsx'
import { type Asking, BoardContext } from '../features/board/BoardContext.tsx'
import { BoardDialogs } from '../features/board/BoardDialogs.tsx'
import { BoardList } from '../features/board/BoardList.tsx'
import { BoardTools } from '../features/board/BoardTools.tsx'
import { boardPicture, boardTable } from '../features/board/boardFiles.ts'
import { type BoardSession, createBoardSession } from '../features/board/boardSession.ts'
import styles from '../features/board/boards.module.css'
import { useCardFacts } from '../features/board/cardFacts.ts'
import { WhoIsHere } from '../features/board/WhoIsHere.tsx'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { SavingBadge } from '../features/desk/SavingBadge.tsx'
import { useHistoryKeys } from '../features/history/useHistoryKeys.ts'
import { paths } from '../paths.ts'
import { boards as text } from '../text/boards.ts'
import { common } from '../text/common.ts'
import { formatDay } from '../text/format.ts'
import { Announcer } from '../ui/Announcer.tsx'
import { DialogForm } from '../ui/DialogForm.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { notifyDone, notifyError, notifyUndo } from '../ui/notify.ts'
import { PageLoading } from '../ui/PageLoading.tsx'
import { pngOfSvg } from '../ui/pngOfSvg.ts'
import { saveFile } from '../ui/saveFile.ts'

/** One affinity board, live. */
export const BoardPage = () => {
  const { workspace = '', board: id = '' } = useParams()
  const query = useBoard(id)
  const { data: members } = useMembers(workspace)
  const { ontology } = useCodebook(workspace)
  const { membership } = useMyAbilities(workspace)
  const document = useSharedDocument(
    useMemo(() => ({ kind: 'board', board: id }), [id]),
    { awareness: true, own: true },
  )
  // Who closes a board ends writing for everybody: what the record says has changed then.
  const { refetch } = query
  useEffect(() => {
    if (!document) return
    let before = document.state.get().writable
    return document.state.subscribe(() => {
      const { writable, opened } = document.state.get()
      if (opened && writable !== before) void refetch()
      before = writable
    })
  }, [document, refetch])
  if (query.isError) return <ErrorState error={query.error} onRetry={() => query.refetch()} order={1} />
  if (query.isPending || !ontology || !members || !document || !membership) return <PageLoading />
  return (
    <Opening
      key={document.doc.guid}
      record={query.data}
      document={document}
      ontology={ontology}
      members={members}
      me={membership.member}
    />
  )
}

interface OpeningProps {
  record: AffinityBoard
  document: SharedDocument
  ontology: Ontology
  members: readonly Member[]
  me: string
}

const Opening = (props: OpeningProps) => {
  const { document, me } = props
  const collab = useCollab()
  const opened = useStore(document.state, state => state.opened)
  const closed = useStore(document.state, state => state.closed)
  const [session, setSession] = useState<BoardSession | null>(null)
  useEffect(() => {
    if (!opened) return
    const made = createBoardSession(document, collab, me)
    setSession(made)
    return () => {
      setSession(null)
      made.dispose()
    }
  }, [document, collab, me, opened])
  const shut = closed && closed !== 'access-changed' && closed !== 'unavailable' && closed !== 'shutting-down'
  if (shut || (closed && !session))
    return (
      <p role="status" className={styles.note}>
        {text.shut[closed as keyof typeof text.shut] ?? text.shut.other}
      </p>
    )
  if (!session)
    return (
      <p role="status" className={styles.note}>
        {text.opening}
      </p>
    )
  return <Opened {...props} session={session} />
}

const Opened = ({
  record,
  document,
  ontology,
  members,
  session,
}: OpeningProps & { session: BoardSession }) => {
  const { workspace } = record
  const { can } = useMyAbilities(workspace)
  const writable = useStore(document.state, state => state.writable)
  const board = useStore(session.state, state => state.board)
  const describe = useCardFacts(workspace, ontology, board)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [adding, setAdding] = useState(false)
  const [view, setView] = useState<'canvas' | 'list'>('canvas')
  // The document says it as well: whoever closes the board ends writing for everybody at once.
  const editable = can('board.write') && writable && record.closedAt === null
  const here = useMemo(
    () => ({ workspace, title: record.title, session, ontology, describe, editable, ask: setAsking }),
    [workspace, record.title, session, ontology, describe, editable],
  )
  useEffect(() => {
    if (!editable) {
      setAdding(false)
      setAsking(null)
    }
  }, [editable])
  const closedBy = members.find(({ id }) => id === record.closedBy)?.name ?? null

  useHistoryKeys(editable ? { undo: () => session.undo(), redo: session.redo } : null)
  return (
    <BoardContext value={here}>
      <div className={styles.board}>
        <title>{`${record.title} · ${common.product}`}</title>
        <Announcer />
        <div className={styles.top}>
          <Tooltip label={text.all}>
            <Anchor
              component={Link}
              to={paths.boards(workspace)}
              className={styles.back}
              aria-label={text.all}
            >
              <IconArrowLeft size={18} aria-hidden />
            </Anchor>
          </Tooltip>
          <h1 className={styles.name}>{record.title}</h1>
          {editable && <SavingBadge />}
          <WhoIsHere />
          <SegmentedControl
            size="xs"
            aria-label={text.views.label}
            value={view}
            onChange={value => setView(value as typeof view)}
            data={[
              { value: 'canvas', label: text.views.canvas },
              { value: 'list', label: text.views.list },
            ]}
          />
          <RecordMenu record={record} here={here} />
        </div>
        {editable ? (
          <BoardTools adding={adding} onAdding={setAdding} />
        ) : (
          <p className={styles.closed} role="status">
            {record.closedAt !== null ? (
              <>
                <IconLock size={14} aria-hidden />
                <span>{text.closedNote(closedBy, formatDay(record.closedAt))}</span>
              </>
            ) : (
              text.readOnlyNote
            )}
          </p>
        )}
        <div className={styles.stage}>
          {view === 'canvas' ? <BoardCanvas onAdd={() => setAdding(true)} /> : <BoardList />}
          {adding && <AddPanel onClose={() => setAdding(false)} />}
        </div>
      </div>
      <BoardDialogs asking={asking} onClose={() => setAsking(null)} />
    </BoardContext>
  )
}

interface RecordMenuProps {
  record: AffinityBoard
  here: Pick<NonNullable<React.ContextType<typeof BoardContext>>, 'session' | 'ontology' | 'describe'>
}

/** What can be done with the board as a record. */
const RecordMenu = ({ record, here: { session, ontology, describe } }: RecordMenuProps) => {
  const { workspace } = record
  const { can } = useMyAbilities(workspace)
  const navigate = useNavigate()
  const update = useUpdateBoard(workspace, record.id)
  const remove = useDeleteBoard(workspace)
  const restore = useRestoreBoard(workspace)
  const [renaming, setRenaming] = useState(false)
  const isClosed = record.closedAt !== null
  const close = (closed: boolean) =>
    whenDone(update.mutateAsync({ closed }), () =>
      notifyUndo(closed ? text.closed : text.reopened, () => close(!closed)),
    )
  const toBin = () =>
    whenDone(remove.mutateAsync(record.id), () => {
      navigate(paths.boards(workspace))
      notifyUndo(text.binned(record.title), () =>
        whenDone(restore.mutateAsync(record.id), () => notifyDone(text.restored(record.title))),
      )
    })
  const source = () => ({
    title: record.title,
    board: session.state.get().board,
    ontology,
    describe,
    origin: location.origin,
  })
  const fileName = record.title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'board'
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={text.actions}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPhoto size={16} aria-hidden />}
            onClick={() => saveFile(`${fileName}.svg`, 'image/svg+xml', boardPicture(source()))}
          >
            {text.exportPicture}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPhoto size={16} aria-hidden />}
            onClick={() => {
              const named = `${fileName}.png`
              pngOfSvg(boardPicture(source())).then(png => saveFile(named, 'image/png', png), notifyError)
            }}
          >
            {text.exportPng}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileTypeCsv size={16} aria-hidden />}
            onClick={() => saveFile(`${fileName}.csv`, 'text/csv;charset=utf-8', boardTable(source()))}
          >
            {text.exportTable}
          </Menu.Item>
          <Menu.Label className={styles.menuNote}>{text.exportNote}</Menu.Label>
          {can('board.write') && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setRenaming(true)}>
                {text.rename}
              </Menu.Item>
              <Menu.Item
                leftSection={
                  isClosed ? <IconLockOpen size={16} aria-hidden /> : <IconLock size={16} aria-hidden />
                }
                onClick={() => close(!isClosed)}
              >
                {isClosed ? text.reopen : text.close}
              </Menu.Item>
              <Menu.Item color="danger" leftSection={<IconTrash size={16} aria-hidden />} onClick={toBin}>
                {text.bin}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={renaming}
        onClose={() => setRenaming(false)}
        title={text.renameTitle}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <Rename
          title={record.title}
          onCancel={() => setRenaming(false)}
          onRename={title =>
            update.mutateAsync({ title }).then(
              () => setRenaming(false),
              () => undefined,
            )
          }
        />
      </Modal>
    </>
  )
}

interface RenameProps {
  title: string
  onCancel: () => void
  onRename: (title: string) => Promise<void>
}

const Rename = ({ title, onCancel, onRename }: RenameProps) => {
  const [value, setValue] = useState(title)
  return (
    <DialogForm
      confirm={common.save}
      disabled={value.trim() === ''}
      onCancel={onCancel}
      onConfirm={() => onRename(value.trim())}
    >
      <TextInput
        data-autofocus
        label={text.name}
        maxLength={LIMITS.titleLength}
        value={value}
        onChange={event => setValue(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
