import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlayerPlay, IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useStore } from '../../collab/createStore.ts'
import { formatNumber } from '../../text/format.ts'
import { search as words } from '../../text/search.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import styles from './FindBar.module.css'
import { findOf, otherKind } from './find.ts'
import { FIND_KINDS } from './findInDesk.ts'

/** The quiet bar over the text in which words, speakers, codes and notes of the conversation are found. */
export const FindBar = () => {
  const desk = useDesk()
  const find = findOf(desk)
  const opened = useStore(find.state, state => state.opened)
  useEffect(() => () => find.close(), [find])
  return opened ? <Bar /> : null
}

const Bar = () => {
  const desk = useDesk()
  const find = findOf(desk)
  const state = useStore(find.state, state => state)
  const field = useRef<HTMLInputElement>(null)
  const { query, search, hits, kind, at, wholeWord, asked } = state
  const { length } = hits[kind]
  const elsewhere = otherKind(state)

  // Dependencies: asked for again, the keyboard comes back
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [asked])

  const onKeyDown = (event: React.KeyboardEvent) => {
    const command = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    if (event.nativeEvent.isComposing) return
    if (key === 'escape') find.close()
    else if (command && key === 'f') field.current?.select()
    else if (
      (key === 'enter' && event.target === field.current) ||
      key === 'f3' ||
      (command && key === 'g')
    ) {
      if (key === 'enter' && command) find.play()
      else find.go(event.shiftKey ? -1 : 1)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <search aria-label={words.find.label} className={styles.bar} onKeyDown={onKeyDown}>
      <div className={styles.line}>
        <IconSearch size={16} stroke={1.7} aria-hidden className={styles.sign} />
        <input
          ref={field}
          type="text"
          className={styles.field}
          aria-label={words.find.label}
          placeholder={words.find.placeholder}
          spellCheck={false}
          autoComplete="off"
          maxLength={200}
          value={query}
          onChange={event => find.look(event.currentTarget.value)}
        />
        <span className={styles.count} role="status" data-none={(search && length === 0) || undefined}>
          {search && (length === 0 ? words.find.none : words.find.at(at + 1, length))}
        </span>
        <Tooltip label={words.find.wholeWord}>
          <ActionIcon
            size="md"
            aria-label={words.find.wholeWord}
            aria-pressed={wholeWord}
            data-on={wholeWord || undefined}
            className={styles.toggle}
            onClick={() => find.setWholeWord(!wholeWord)}
          >
            <span className={styles.ab} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={words.find.previous}>
          <ActionIcon
            size="md"
            aria-label={words.find.previous}
            disabled={length === 0}
            onClick={() => find.go(-1)}
          >
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={words.find.next}>
          <ActionIcon
            size="md"
            aria-label={words.find.next}
            disabled={length === 0}
            onClick={() => find.go(1)}
          >
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        {desk.player && (
          <Tooltip label={words.find.play}>
            <ActionIcon
              size="md"
              aria-label={words.find.play}
              disabled={length === 0}
              onClick={() => find.play()}
            >
              <IconPlayerPlay size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={words.find.close}>
          <ActionIcon size="md" aria-label={words.find.close} onClick={() => find.close()}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {search && (
        <fieldset className={styles.kinds} aria-label={words.find.kinds}>
          {FIND_KINDS.map(each => (
            <button
              key={each}
              type="button"
              aria-pressed={each === kind}
              aria-label={words.find.kindCount(words.find.kind[each], hits[each].length)}
              data-empty={hits[each].length === 0 || undefined}
              data-hint={each === elsewhere || undefined}
              onClick={() => find.setKind(each)}
            >
              {words.find.kind[each]} <span>{formatNumber(hits[each].length)}</span>
            </button>
          ))}
        </fieldset>
      )}
    </search>
  )
}
