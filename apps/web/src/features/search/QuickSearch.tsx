import { Modal, Tooltip } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { useConversations } from '../../api/conversations.ts'
import { useSearch } from '../../api/search.ts'
import { paths } from '../../paths.ts'
import { search as words } from '../../text/search.ts'
import { Marked } from './Marked.tsx'
import { type Option, optionsOf } from './quickOptions.ts'
import styles from './search.module.css'

interface QuickSearchProps {
  workspace: string
  /** Only the sign, without a word beside it. */
  compact?: boolean
  /** By key alone. */
  hidden?: boolean
}

/** The box that finds anything in the workspace, from wherever one is: Ctrl K. */
export const QuickSearch = ({ workspace, compact = false, hidden = false }: QuickSearchProps) => {
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      if (event.key.toLowerCase() !== 'k' || event.defaultPrevented) return
      event.preventDefault()
      setOpened(true)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <>
      {!hidden && (
        <Tooltip label={words.quick.open} disabled={!compact}>
          <button
            type="button"
            className={styles.opener}
            data-compact={compact || undefined}
            aria-label={compact ? words.quick.open : undefined}
            onClick={() => setOpened(true)}
          >
            <IconSearch size={compact ? 19 : 15} stroke={1.7} aria-hidden />
            {!compact && (
              <>
                <span>{words.quick.button}</span>
                <kbd>Ctrl K</kbd>
              </>
            )}
          </button>
        </Tooltip>
      )}
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        withCloseButton={false}
        size={620}
        padding={0}
        yOffset="12vh"
        // On the dialog itself: the root around it has no role that could carry a name.
        attributes={{ content: { 'aria-label': words.quick.label } }}
      >
        <Box workspace={workspace} onClose={() => setOpened(false)} />
      </Modal>
    </>
  )
}

const Box = ({ workspace, onClose }: { workspace: string; onClose: () => void }) => {
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const [q] = useDebouncedValue(typed.trim(), 120)
  const { data, isFetching } = useSearch(workspace, { q, limit: 5 })
  const { data: conversations } = useConversations(workspace)
  const titles = useMemo(() => new Map(conversations?.map(({ id, title }) => [id, title])), [conversations])
  const options = q === '' ? [] : optionsOf(workspace, q, data, titles)
  const at = Math.min(active, options.length - 1)

  const go = (option: Option | undefined) => {
    if (!option && typed.trim() === '') return
    onClose()
    void navigate(option?.to ?? paths.search(workspace, typed.trim()))
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const { length } = options
    if (event.key === 'ArrowDown' && length > 0) setActive((at + 1) % length)
    else if (event.key === 'ArrowUp' && length > 0) setActive((at - 1 + length) % length)
    // What was typed since the last answer is looked up on the page itself.
    else if (event.key === 'Enter') go(q === typed.trim() && !isFetching ? options[at] : undefined)
    else return
    event.preventDefault()
  }

  return (
    <div className={styles.box}>
      <div className={styles.boxField}>
        <IconSearch size={18} stroke={1.7} aria-hidden />
        <input
          data-autofocus
          type="text"
          role="combobox"
          aria-expanded={options.length > 0}
          aria-controls="quick-search-list"
          aria-activedescendant={options.length > 0 ? `quick-${at}` : undefined}
          aria-autocomplete="list"
          aria-label={words.label}
          placeholder={words.placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed}
          onChange={event => {
            setTyped(event.currentTarget.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className={styles.boxClose} onClick={onClose} aria-label={words.quick.close}>
          Esc
        </button>
      </div>
      <div
        id="quick-search-list"
        role="listbox"
        aria-label={words.quick.results}
        className={styles.boxList}
        hidden={options.length === 0}
      >
        {options.map((option, i) => (
          // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the keyboard stays in the field
          <div
            key={option.id}
            id={`quick-${i}`}
            role="option"
            aria-selected={i === at}
            className={styles.option}
            onPointerMove={() => setActive(i)}
            onClick={() => go(option)}
            ref={element => {
              if (i === at) element?.scrollIntoView({ block: 'nearest' })
            }}
          >
            <span className={styles.optionKind}>{option.kind}</span>
            <span className={styles.optionText}>
              <Marked text={option.text} matches={option.matches} />
            </span>
            {option.where && <small>{option.where}</small>}
          </div>
        ))}
      </div>
      {q === '' && <p className={styles.boxHint}>{words.quick.hint}</p>}
    </div>
  )
}
