import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import type { Code, CodeKind } from '@polyphony/ontology'
import { IconBinaryTree2, IconPlus, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useCodingCounts } from '../../api/conversations.ts'
import { useMyAbilities } from '../../api/session.ts'
import { useMembers } from '../../api/workspaces.ts'
import { codebook as text } from '../../text/codebook.ts'
import { common } from '../../text/common.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { CodeDetail } from './CodeDetail.tsx'
import { type CodeDialog, CodeDialogs } from './CodeDialogs.tsx'
import { CodeMenu } from './CodeMenu.tsx'
import { CodeTree } from './CodeTree.tsx'
import styles from './codebook.module.css'
import { codeRows, countsByCode, type Place } from './codeTree.ts'
import { useCodebook } from './useCodebook.ts'
import { useCodebookCommands } from './useCodebookCommands.ts'

interface CodebookPanelProps {
  workspace: string
  /** Only the tree, for a side of the desk; a code that is opened is applied. */
  compact?: boolean
  /** A code was chosen by click, Enter or space. */
  onApply?: (code: string) => void
  /** The code that is shown first. */
  initial?: string | null
}

const KINDS: CodeKind[] = ['thematic', 'structural']

/** The codebook: trees of codes with all that can be done to them, and beside them what the chosen one means. */
export const CodebookPanel = ({
  workspace,
  compact = false,
  onApply,
  initial = null,
}: CodebookPanelProps) => {
  const { ontology, isPending, error, refetch } = useCodebook(workspace)
  const { data: rawCounts } = useCodingCounts(workspace)
  const { data: members = [] } = useMembers(workspace)
  const { can } = useMyAbilities(workspace)
  const commands = useCodebookCommands(workspace)
  const [query, setQuery] = useState('')
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const [selected, setSelected] = useState<string | null>(initial)
  const [dialog, setDialog] = useState<CodeDialog | null>(null)
  const counts = useMemo(
    () => (ontology ? countsByCode(ontology, rawCounts ?? []) : new Map()),
    [ontology, rawCounts],
  )
  if (isPending) return <PageLoading />
  if (!ontology) return <ErrorState error={error} onRetry={refetch} />

  const mayChange = can('ontology.change')
  const mayPropose = can('ontology.propose')
  const trees = KINDS.map(kind => ({ kind, rows: codeRows(ontology, kind, collapsed, query) }))
  const empty = Object.keys(ontology.codes).length === 0
  const chosen = selected === null ? undefined : ontology.codes[selected]
  const open = (code: string) => {
    setSelected(code)
    onApply?.(code)
  }
  const toggle = (code: string, expanded: boolean) => {
    const next = new Set(collapsed)
    if (expanded) next.delete(code)
    else next.add(code)
    setCollapsed(next)
  }
  const move = (id: string, { parent, before }: Place) => {
    const to = parent === null ? null : (ontology.codes[parent]?.name ?? null)
    void commands.run({ type: 'move', id, parent, before }, text.moved(ontology.codes[id]!.name, to))
  }
  const adopt = (code: Code) => void commands.run({ type: 'adopt', id: code.id }, text.adopted(code.name))
  const recast = (code: Code, kind: CodeKind) =>
    void commands.run({ type: 'recast', id: code.id, kind }, text.recastDone[kind](code.name))
  const create = (name?: string) => setDialog({ kind: 'create', parent: null, codeKind: 'thematic', name })
  const createLabel = mayChange ? text.newCode : text.proposeCode

  const tree = (
    <div className={styles.side1}>
      <div className={styles.tools}>
        <TextInput
          aria-label={text.filter}
          placeholder={text.filter}
          size={compact ? 'xs' : 'sm'}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={query}
          onChange={event => setQuery(event.currentTarget.value)}
          style={{ flex: 1 }}
        />
        {mayPropose &&
          (compact ? (
            <Tooltip label={createLabel}>
              <ActionIcon
                variant="default"
                size={30}
                aria-label={createLabel}
                onClick={() => create(query.trim())}
              >
                <IconPlus size={16} />
              </ActionIcon>
            </Tooltip>
          ) : (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => create(query.trim())}>
              {createLabel}
            </Button>
          ))}
      </div>
      {trees.map(
        ({ kind, rows }) =>
          rows.length > 0 && (
            <section key={kind} aria-label={text.kinds[kind]}>
              <h2 className={styles.kind}>{text.kinds[kind]}</h2>
              <CodeTree
                label={text.kinds[kind]}
                ontology={ontology}
                rows={rows}
                counts={counts}
                selected={compact ? null : selected}
                onOpen={open}
                onToggle={toggle}
                {...(mayChange && {
                  onMove: move,
                  onRename: code => setDialog({ kind: 'rename', code }),
                  onMoveTo: code => setDialog({ kind: 'move', code }),
                  menu: ({ code }, opened, onClose) => (
                    <CodeMenu
                      code={code}
                      opened={opened}
                      onClose={onClose}
                      onDialog={setDialog}
                      onAdopt={adopt}
                      onRecast={recast}
                    />
                  ),
                })}
              />
            </section>
          ),
      )}
      {!empty && trees.every(t => t.rows.length === 0) && <p className={styles.soft}>{common.noMatch}</p>}
      {empty && (
        <EmptyState
          icon={compact ? undefined : <IconBinaryTree2 size={24} />}
          title={text.emptyTitle}
          order={3}
        >
          {text.emptyText}
        </EmptyState>
      )}
    </div>
  )
  return (
    <div className={compact ? styles.compact : styles.panel}>
      {tree}
      {!compact && (
        <div className={styles.side2}>
          {chosen && (chosen.status === 'adopted' || chosen.status === 'proposed') ? (
            <CodeDetail
              workspace={workspace}
              ontology={ontology}
              code={chosen}
              count={counts.get(chosen.id)}
              members={members}
              editable={mayChange}
              commands={commands}
              onDialog={setDialog}
            />
          ) : (
            !empty && (
              <div className={styles.choose}>
                <p>{text.choose}</p>
                <p>{text.keys}</p>
              </div>
            )
          )}
        </div>
      )}
      <CodeDialogs
        ontology={ontology}
        dialog={dialog}
        proposing={!mayChange}
        counts={counts}
        commands={commands}
        onClose={() => setDialog(null)}
        onCreated={code => {
          setQuery('')
          setSelected(code)
        }}
      />
    </div>
  )
}
