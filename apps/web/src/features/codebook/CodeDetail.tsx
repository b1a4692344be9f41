import { Button, ColorInput, Group, SegmentedControl, Textarea, Title } from '@mantine/core'
import type { Member } from '@polyphony/contract'
import {
  type Code,
  formatColour,
  MAX_DEFINITION_LENGTH,
  type Ontology,
  path,
  type Stance,
} from '@polyphony/ontology'
import { useMemo, useState } from 'react'
import { useEverybody } from '../../api/workspaces.ts'
import { codebook as text } from '../../text/codebook.ts'
import { common } from '../../text/common.ts'
import { formatDay } from '../../text/format.ts'
import { threads } from '../../text/threads.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { CodeThreadList } from '../comments/CodeThreadList.tsx'
import { withMerged } from '../comments/withMerged.ts'
import type { CodeDialog } from './CodeDialogs.tsx'
import styles from './codebook.module.css'
import type { CodeCounts } from './codeTree.ts'
import type { useCodebookCommands } from './useCodebookCommands.ts'

const FIELDS = ['short', 'full', 'whenToUse', 'whenNotToUse'] as const
/** Hues at the lightness and strength that the codebook gives its own colours. */
const SWATCHES = [265, 290, 310, 350, 12, 28, 45, 70, 88, 120, 150, 170, 190, 210, 230, 250].map(h =>
  formatColour({ l: 0.7, c: 0.13, h }),
)

interface CodeDetailProps {
  workspace: string
  ontology: Ontology
  code: Code
  count: CodeCounts | undefined
  members: Member[]
  editable: boolean
  commands: ReturnType<typeof useCodebookCommands>
  onDialog: (dialog: CodeDialog) => void
}

/** What a code means, and all that can be done with it. */
export const CodeDetail = ({
  workspace,
  ontology,
  code,
  count,
  members,
  editable,
  commands,
  onDialog,
}: CodeDetailProps) => {
  const way = path(ontology, code.id).slice(0, -1)
  const everybody = useEverybody(workspace)
  const people = useMemo(
    () => new Map((everybody.data ?? members).map(member => [member.id, member])),
    [everybody.data, members],
  )
  const merged = Object.values(ontology.codes).filter(c => c.mergedInto === code.id)
  const author = members.find(m => m.id === code.createdBy)?.name ?? text.somebody
  return (
    <article className={styles.detail} aria-label={code.name}>
      {way.length > 0 && <p className={styles.way}>{way.map(c => c.name).join(' / ')}</p>}
      <Title order={2} className={styles.detailName}>
        <CodeSign colour={code.colour} size={14} /> {code.name}
      </Title>
      <p className={styles.facts}>
        <span>{text.countsHere(count?.own ?? 0, count?.below ?? 0)}</span>
        <span>{text.madeBy(author, formatDay(code.createdAt))}</span>
        {code.formerNames.length > 0 && <span>{text.formerly(code.formerNames)}</span>}
      </p>
      {code.status === 'proposed' && (
        <div className={styles.proposal}>
          <p>{text.proposedBy(author)}</p>
          {editable && (
            <Group gap="xs">
              <Button
                size="compact-sm"
                onClick={() => commands.run({ type: 'adopt', id: code.id }, text.adopted(code.name))}
              >
                {text.adopt}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => onDialog({ kind: 'reject', code: code.id })}
              >
                {text.reject}
              </Button>
            </Group>
          )}
        </div>
      )}
      {editable && (
        <Group gap="xs">
          {(['rename', 'move', 'merge', 'retire'] as const).map(kind => (
            <Button
              key={kind}
              size="compact-sm"
              variant="default"
              onClick={() => onDialog({ kind, code: code.id })}
            >
              {text[kind]}
            </Button>
          ))}
        </Group>
      )}
      {editable ? (
        <Definition key={code.id} code={code} commands={commands} />
      ) : (
        <dl className={styles.definition}>
          {FIELDS.map(
            field =>
              code.definition[field] && (
                <div key={field}>
                  <dt>{text.fields[field]}</dt>
                  <dd>{code.definition[field]}</dd>
                </div>
              ),
          )}
        </dl>
      )}
      <section aria-label={threads.onCode.heading} className={styles.said}>
        <h3 className={styles.small}>{threads.onCode.heading}</h3>
        <CodeThreadList
          workspace={workspace}
          codes={withMerged(ontology, code.id)}
          people={people}
          none={threads.onCode.noneAnywhere}
        />
      </section>
      {merged.length > 0 && (
        <section aria-label={text.mergedFrom}>
          <h3 className={styles.small}>{text.mergedFrom}</h3>
          <ul className={styles.plain}>
            {merged.map(c => (
              <li key={c.id}>
                <CodeSign colour={c.colour} /> <span className={styles.name}>{c.name}</span>
                {editable && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={text.unmergeLabel(c.name)}
                    onClick={() => commands.run({ type: 'unmerge', id: c.id }, text.unmerged(c.name))}
                  >
                    {text.unmerge}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  )
}

/** The definition, written here and sent when one asks for it. What others change meanwhile in other fields stays. */
const Definition = ({ code, commands }: Pick<CodeDetailProps, 'code' | 'commands'>) => {
  const [draft, setDraft] = useState<Partial<Record<(typeof FIELDS)[number], string>>>({})
  const [colour, setColour] = useState<string | null>(null)
  const changed = FIELDS.filter(f => draft[f] !== undefined && draft[f] !== code.definition[f])
  const stance = code.stance ?? 'none'
  const save = async () => {
    const definition = Object.fromEntries(changed.map(f => [f, draft[f]]))
    if (await commands.run({ type: 'define', id: code.id, definition })) setDraft({})
  }
  const recolour = (value: string) => {
    if (/^#[0-9a-f]{6}$/i.test(value) && value.toLowerCase() !== code.colour)
      void commands
        .run({ type: 'recolour', id: code.id, colour: value.toLowerCase() })
        .then(() => setColour(null))
    else setColour(null)
  }
  return (
    <div className={styles.fields}>
      {FIELDS.map(field => (
        <Textarea
          key={field}
          label={text.fields[field]}
          autosize
          minRows={field === 'full' ? 3 : 1}
          maxLength={MAX_DEFINITION_LENGTH}
          value={draft[field] ?? code.definition[field]}
          onChange={event => setDraft({ ...draft, [field]: event.currentTarget.value })}
        />
      ))}
      {changed.length > 0 && (
        <Group gap="xs">
          <Button onClick={save} loading={commands.isPending}>
            {common.save}
          </Button>
          <Button variant="default" onClick={() => setDraft({})}>
            {common.cancel}
          </Button>
        </Group>
      )}
      <Group align="flex-start" gap="xl">
        <ColorInput
          label={text.fields.colour}
          w={170}
          format="hex"
          withEyeDropper={false}
          swatches={SWATCHES}
          swatchesPerRow={8}
          value={colour ?? code.colour}
          onChange={setColour}
          onChangeEnd={recolour}
          onBlur={() => colour !== null && recolour(colour)}
        />
        {code.kind === 'thematic' && (
          <div>
            <div className={styles.label} id={`stance-${code.id}`}>
              {text.fields.stance}
            </div>
            <SegmentedControl
              aria-labelledby={`stance-${code.id}`}
              data={(['none', 'lived', 'aspirational'] as const).map(value => ({
                value,
                label: text.fields.stances[value],
              }))}
              value={stance}
              onChange={value =>
                commands.run({
                  type: 'define',
                  id: code.id,
                  definition: {},
                  stance: value === 'none' ? null : (value as Stance),
                })
              }
            />
          </div>
        )}
      </Group>
    </div>
  )
}
