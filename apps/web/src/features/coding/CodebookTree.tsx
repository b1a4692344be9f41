import { ActionIcon, Tooltip } from '@mantine/core'
import { type Code, children, walk } from '@polyphony/ontology'
import { IconFilter, IconFilterOff, IconPin, IconPinnedOff } from '@tabler/icons-react'
import { memo, type ReactNode, useMemo, useSyncExternalStore } from 'react'
import { coding } from '../../text/coding.ts'
import { codings } from '../../text/codings.ts'
import { desk as words } from '../../text/desk.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { CodeComments } from '../comments/CodeComments.tsx'
import { useDesk, useDeskState, useFacts } from '../desk/DeskContext.tsx'
import { toggled } from './annotationFilter.ts'
import styles from './CodebookTree.module.css'
import { CODE_DRAG } from './codeDrag.ts'
import { numberedCodes } from './codeNow.ts'
import { myFocus, toggleCode } from './codingCommands.ts'
import { ROW } from './moveAmongRows.ts'
import { OneStop } from './OneStop.tsx'
import { beginSticky, endSticky } from './stickyCommands.ts'

/** The codes with how often each is used here. Pressing one applies it to what is selected, dragging to what it falls on. */
export const CodebookTree = () => {
  const desk = useDesk()
  const ontology = useFacts(facts => facts.ontology)
  const { codes: only, themes } = useDeskState(state => state.filter)
  const recent = useFacts(facts => facts.recent)
  const numbers = useMemo(
    () =>
      new Map(numberedCodes({ ...desk.facts.get(), ontology, recent }).map((code, at) => [code?.id, at + 1])),
    [desk, ontology, recent],
  )
  const codes = useMemo(() => [...walk(ontology, 'thematic')], [ontology])
  return (
    <section className={styles.codebook} data-codebook aria-labelledby="desk-codebook">
      <h2 id="desk-codebook" className={styles.title}>
        {words.codebook.title}
      </h2>
      {codes.length === 0 ? (
        <p className={styles.empty}>{words.codebook.empty}</p>
      ) : (
        <OneStop labelledBy="desk-codebook" keys={words.codebook.keys}>
          <Branch
            codes={codes}
            row={({ code, depth }) => (
              <CodeRow
                code={code}
                depth={depth}
                number={desk.abilities.code ? (numbers.get(code.id) ?? null) : null}
                only={only.has(code.id) || themes.has(code.id)}
              />
            )}
          />
        </OneStop>
      )}
    </section>
  )
}

interface Placed {
  code: Code
  depth: number
}

/** Lists within lists, for those who hear which code lies below which. `codes` come as `walk` gives them. */
const Branch = ({ codes, row }: { codes: readonly Placed[]; row: (placed: Placed) => ReactNode }) => {
  if (codes.length === 0) return null
  const depth = codes[0]!.depth
  const heads = codes.flatMap((placed, at) => (placed.depth === depth ? [at] : []))
  return (
    <ul className={styles.list}>
      {heads.map((at, i) => (
        <li key={codes[at]!.code.id}>
          {row(codes[at]!)}
          <Branch codes={codes.slice(at + 1, heads[i + 1])} row={row} />
        </li>
      ))}
    </ul>
  )
}

export const CodeRow = memo(
  ({
    code,
    depth,
    number = null,
    only,
  }: {
    code: Code
    depth: number
    /** The key that applies it. */
    number?: number | null
    only: boolean
  }) => {
    const desk = useDesk()
    const focused = useDeskState(state => {
      const annotation = state.focus === null ? undefined : desk.annotations.get(state.focus)
      return annotation?.codings.some(coding => coding.code === code.id) ?? false
    })
    // A code with others below it stands for all of them.
    const theme = useFacts(({ ontology }) => children(ontology, code.id).length > 0)
    const filter = () =>
      desk.state.set(({ filter }) => {
        const field = filter.codes.has(code.id) || !theme ? 'codes' : 'themes'
        return { filter: { ...filter, [field]: toggled(filter[field], code.id) } }
      })
    const onlyLabel = theme
      ? words.codebook.only(codings.filter.themeOnly(code.name))
      : words.codebook.only(code.name)
    const sticky = useDeskState(state => state.sticky?.code === code.id)
    return (
      <div
        className={styles.row}
        {...{ [ROW]: code.id }}
        style={{ paddingLeft: depth * 17 }}
        data-on={focused || only || sticky || undefined}
        data-sticky={sticky || undefined}
        data-theme={(theme && depth === 0) || undefined}
      >
        <button
          type="button"
          className={styles.code}
          tabIndex={-1}
          draggable={desk.abilities.code}
          title={code.definition.short || undefined}
          aria-keyshortcuts={number === null ? undefined : String(number)}
          // Pressing must not let go of what is selected in the text.
          onMouseDown={event => {
            if (desk.state.get().selection) event.preventDefault()
          }}
          data-keeps-palette
          onClick={() => {
            const hasPassage = desk.state.get().selection !== null || myFocus(desk) !== null
            if (!hasPassage || !toggleCode(desk, code.id)) filter()
          }}
          onDragStart={event => {
            event.dataTransfer.setData(CODE_DRAG, code.id)
            event.dataTransfer.setData('text/plain', code.name)
            event.dataTransfer.effectAllowed = 'copy'
          }}
        >
          <CodeSign colour={code.colour} />
          <span className={styles.name}>
            {code.name}
            {code.status === 'proposed' && <em> {words.codebook.proposed}</em>}
          </span>
          {number !== null && (
            // Drawn, not written: read out after the name it would pass for the count.
            <kbd
              className={styles.number}
              title={coding.numberKey(number)}
              data-number={number}
              aria-hidden
            />
          )}
          <Uses code={code.id} />
        </button>
        {desk.abilities.code && (
          <Tooltip
            label={sticky ? coding.sticky.end(code.name) : coding.sticky.begin(code.name)}
            position="right"
          >
            <ActionIcon
              size={24}
              className={styles.pin}
              data-row-tool
              tabIndex={-1}
              aria-pressed={sticky}
              aria-label={coding.sticky.begin(code.name)}
              // Pressing must not let go of what is selected in the text.
              onMouseDown={event => event.preventDefault()}
              data-keeps-palette
              onClick={() => (sticky ? endSticky(desk) : beginSticky(desk, code.id))}
            >
              {sticky ? <IconPinnedOff size={13} aria-hidden /> : <IconPin size={13} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
        <CodeComments code={code} />
        <Tooltip label={only ? words.codebook.showAll : onlyLabel} position="right">
          <ActionIcon
            size={24}
            className={styles.filter}
            data-row-tool
            tabIndex={-1}
            aria-pressed={only}
            aria-label={onlyLabel}
            onClick={filter}
          >
            {only ? <IconFilterOff size={13} aria-hidden /> : <IconFilter size={13} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      </div>
    )
  },
)

/** How often a code is used here. By itself, for it changes while others work, and the rest of the row does not. */
const Uses = ({ code }: { code: string }) => {
  const { tally } = useDesk()
  const count = useSyncExternalStore(
    listener => tally.onChange(listener),
    () => tally.of(code),
  )
  return count > 0 && <small title={words.codebook.uses(count)}>{count}</small>
}
