import { MAX_NAME_LENGTH, normaliseName, path, searchCodes } from '@polyphony/ontology'
import { IconCheck, IconPlus } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { desk as words } from '../../text/desk.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { notifyDone, notifyError } from '../../ui/notify.ts'
import { useDesk, useDeskState, useFacts } from '../desk/DeskContext.tsx'
import styles from './CodePalette.module.css'
import { createAndApply, hasCode, toggleCode } from './codingCommands.ts'

const SHOWN = 8
const WIDTH = 340

/** The palette at the passage: type to find a code or make one, Enter applies, Esc closes. */
export const CodePalette = () => {
  const desk = useDesk()
  const place = useDeskState(state => state.palette)
  const focus = useDeskState(state => state.focus)
  return place && focus !== null ? (
    <Palette key={focus} place={place} annotationKey={focus} desk={desk} />
  ) : null
}

const Palette = ({
  place,
  annotationKey,
  desk,
}: {
  place: { left: number; top: number; bottom: number }
  annotationKey: string
  desk: ReturnType<typeof useDesk>
}) => {
  const ontology = useFacts(facts => facts.ontology)
  const recent = useFacts(facts => facts.recent)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const [creating, setCreating] = useState(false)
  const [, refresh] = useState(0)
  const root = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const annotation = desk.annotations.get(annotationKey)

  const name = normaliseName(query).slice(0, MAX_NAME_LENGTH)
  const found = useMemo(() => {
    if (name) return searchCodes(ontology, name, SHOWN)
    const all = searchCodes(ontology, '')
    const order = new Map(recent.map((code, i) => [code, i]))
    return all.sort((a, b) => (order.get(a.code.id) ?? 99) - (order.get(b.code.id) ?? 99)).slice(0, SHOWN)
  }, [ontology, recent, name])
  const isNew = name !== '' && !found.some(match => match.code.name.toLowerCase() === name.toLowerCase())
  const mayCreate = isNew && desk.abilities.createCodes !== null
  const options = found.length + (mayCreate ? 1 : 0)

  const close = () => {
    desk.state.set({ palette: null })
    const { caret, turn } = desk.state.get()
    const back = caret?.turn ?? turn
    if (back) desk.view.current?.reveal({ turn: back, offset: caret?.offset ?? 0 }, { focus: true })
  }
  const toggle = (code: string) => {
    toggleCode(desk, code)
    setQuery('')
    setActive(0)
  }
  const create = async () => {
    if (!mayCreate || creating) return
    setCreating(true)
    try {
      await createAndApply(desk, name)
      notifyDone(words.palette.created(name))
      setQuery('')
    } catch (error) {
      notifyError(error)
    } finally {
      setCreating(false)
      input.current?.focus()
    }
  }
  const choose = (at: number) => {
    const match = found[at]
    if (match) toggle(match.code.id)
    else void create()
  }

  // Within the view, above the passage where there is no room below.
  useLayoutEffect(() => {
    const element = root.current
    const scroller = element?.closest<HTMLElement>('[data-transcript]')
    if (!element || !scroller) return
    const { scrollTop, clientHeight, clientWidth } = scroller
    const height = element.offsetHeight
    const below = place.bottom + 10
    const fits = below + height < scrollTop + clientHeight - 8
    const above = place.top - height - 10
    element.style.left = `${Math.max(8, Math.min(place.left, clientWidth - WIDTH - 12))}px`
    // Above, it hangs from its lower edge: fewer matches must not tear it from the passage.
    const hangs = !fits && above >= scrollTop
    element.style.transform = hangs ? 'translateY(-100%)' : ''
    element.style.top = `${hangs ? place.top - 10 : Math.min(below, Math.max(scrollTop + 8, scrollTop + clientHeight - height - 8))}px`
    input.current?.focus({ preventScroll: true })
  }, [place])
  useEffect(() => desk.annotations.onChange(() => refresh(value => value + 1)), [desk])
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const target = event.target as Element
      if (!root.current?.contains(target) && !target.closest('[data-keeps-palette]'))
        desk.state.set({ palette: null })
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [desk])

  if (!annotation) return null
  const listId = 'code-palette-list'
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: clicks inside are not clicks on the text
    <div
      ref={root}
      className={styles.palette}
      style={{ width: WIDTH }}
      onClick={event => event.stopPropagation()}
    >
      <input
        ref={input}
        className={styles.input}
        value={query}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={options > 0 ? `${listId}-${active}` : undefined}
        aria-label={words.palette.label}
        placeholder={words.palette.placeholder}
        maxLength={MAX_NAME_LENGTH}
        autoComplete="off"
        onChange={event => {
          setQuery(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={event => {
          event.stopPropagation()
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') close()
          else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            const step = event.key === 'ArrowDown' ? 1 : -1
            setActive(value => (options === 0 ? 0 : (value + step + options) % options))
          } else if (event.key === 'Enter') {
            event.preventDefault()
            if (event.ctrlKey || event.metaKey) void create()
            else if (query === '' && annotation.codings.length > 0 && active === 0) close()
            else if (options > 0) choose(active)
          } else if (event.key === 'Tab') {
            event.preventDefault()
            close()
          } else if (query === '' && /^[1-9]$/.test(event.key) && recent[Number(event.key) - 1]) {
            event.preventDefault()
            toggle(recent[Number(event.key) - 1]!)
          }
        }}
      />
      <div id={listId} role="listbox" aria-label={words.palette.label} className={styles.list}>
        {found.map(({ code, field, text }, i) => {
          const applied = hasCode(desk, annotation, code.id)
          const parents = path(ontology, code.id).slice(0, -1)
          const number = query === '' ? recent.indexOf(code.id) : -1
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
            <div
              key={code.id}
              id={`${listId}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === active}
              className={styles.option}
              onPointerMove={() => setActive(i)}
              onPointerDown={event => event.preventDefault()}
              onClick={() => toggle(code.id)}
            >
              <CodeSign colour={code.colour} />
              <span className={styles.name} data-proposed={code.status === 'proposed' || undefined}>
                {code.name}
                <small>
                  {field === 'formerName'
                    ? words.palette.formerly(text)
                    : parents.map(parent => parent.name).join(' › ')}
                </small>
              </span>
              {applied && <IconCheck size={15} aria-label={words.palette.applied} />}
              {i === active && !applied ? <kbd>↵</kbd> : number >= 0 && number < 9 && <kbd>{number + 1}</kbd>}
            </div>
          )
        })}
        {mayCreate && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
          <div
            id={`${listId}-${found.length}`}
            role="option"
            tabIndex={-1}
            aria-selected={active === found.length}
            className={styles.option}
            data-create
            onPointerMove={() => setActive(found.length)}
            onPointerDown={event => event.preventDefault()}
            onClick={() => void create()}
          >
            <IconPlus size={14} aria-hidden />
            <span className={styles.name}>
              {creating
                ? words.palette.creating
                : desk.abilities.createCodes === 'proposed'
                  ? words.palette.propose(name)
                  : words.palette.create(name)}
            </span>
            <kbd>Ctrl ↵</kbd>
          </div>
        )}
        {options === 0 && <p className={styles.none}>{words.palette.none}</p>}
      </div>
    </div>
  )
}
