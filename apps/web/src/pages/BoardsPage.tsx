import { Badge, Button, Title as Heading, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { AffinityBoard } from '@polyphony/contract'
import { resolveCode } from '@polyphony/ontology'
import { IconLayoutBoard, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from 'react-router'
import { useBoards, useCreateBoard } from '../api/boards.ts'
import { useMyAbilities } from '../api/session.ts'
import { useMembers } from '../api/workspaces.ts'
import { stillStands } from '../features/board/becoming.ts'
import styles from '../features/board/boards.module.css'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { paths } from '../paths.ts'
import { boards as text } from '../text/boards.ts'
import { common } from '../text/common.ts'
import { formatDay } from '../text/format.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'
import { TitleForm } from '../ui/TitleForm.tsx'

/** The affinity boards of a workspace: when, who, how much, and what came of each. */
export const BoardsPage = () => {
  const workspace = useParams().workspace!
  const list = useBoards(workspace)
  const { can } = useMyAbilities(workspace)
  const [creating, { open, close }] = useDisclosure()
  if (list.isPending) return <PageLoading />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} order={1} />
  const create = can('board.write') && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {text.create}
    </Button>
  )
  return (
    <Page>
      <PageHeader title={text.title} hint={text.hint} actions={list.data.length > 0 && create} />
      {list.data.length === 0 && (
        <EmptyState
          icon={<IconLayoutBoard size={24} />}
          title={text.emptyTitle}
          actions={create || undefined}
        >
          {create ? text.emptyText : text.emptyReader}
        </EmptyState>
      )}
      <ul className={styles.list}>
        {list.data.map(board => (
          <BoardRow key={board.id} board={board} />
        ))}
      </ul>
      <Modal
        opened={creating}
        onClose={close}
        title={text.createTitle}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <CreateBoard workspace={workspace} onCancel={close} />
      </Modal>
    </Page>
  )
}

const BoardRow = ({ board }: { board: AffinityBoard }) => {
  const { workspace } = board
  const { data: members = [] } = useMembers(workspace)
  const { ontology } = useCodebook(workspace)
  const nameOf = (id: string) => members.find(member => member.id === id)?.name ?? text.formerMember
  const people = board.people.length > 0 ? board.people : [board.createdBy]
  const came = ontology
    ? board.outcomes.flatMap(outcome => {
        const code = resolveCode(ontology, outcome.code)
        return code && stillStands(ontology, outcome) ? [{ ...outcome, code }] : []
      })
    : []
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <Heading order={2} className={styles.title}>
          <Link to={paths.board(workspace, board.id)}>{board.title}</Link>
        </Heading>
        {board.closedAt === null && (
          <Badge variant="light" color="gray" size="sm">
            {text.open}
          </Badge>
        )}
      </div>
      <p className={styles.facts}>
        <span>{text.begun(formatDay(board.createdAt))}</span>
        {board.closedAt !== null && <span>{text.closedOn(formatDay(board.closedAt))}</span>}
        <span>{text.tookPart(people.map(nameOf))}</span>
        <span>
          {text.cards(board.cards)}, {text.clusters(board.clusters)}
        </span>
      </p>
      {came.length === 0 ? (
        <p className={styles.nothing}>{text.nothingCame}</p>
      ) : (
        <ul className={styles.came} aria-label={text.cameOfIt}>
          {came.map(({ type, code, title }) => (
            <li key={`${type} ${code.id} ${title}`}>
              <Link to={paths.code(workspace, code.id)}>{text.outcome[type](code.name)}</Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

const CreateBoard = ({ workspace, onCancel }: { workspace: string; onCancel: () => void }) => {
  const create = useCreateBoard(workspace)
  const navigate = useNavigate()
  return (
    <TitleForm
      label={text.name}
      placeholder={text.namePlaceholder}
      onCreate={async title => navigate(paths.board(workspace, (await create.mutateAsync(title)).id))}
      onCancel={onCancel}
    />
  )
}
