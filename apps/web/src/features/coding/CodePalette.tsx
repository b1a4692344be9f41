import { MAX_NAME_LENGTH, type Ontology, path, resolveCode } from '@polyphony/ontology'
import { IconCheck, IconPin, IconPlus, IconQuote } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { coding } from '../../text/coding.ts'
import { desk as words } from '../../text/desk.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { notifyDone, notifyError } from '../../ui/notify.ts'
import { useDesk, useDeskState, useFacts } from '../desk/DeskContext.tsx'
import styles from './CodePalette.module.css'
import { lastCode, numberedCodes } from './codeNow.ts'
import { hasCode, toggleCode } from './codingCommands.ts'
import { createAndApply, inVivoNameHere } from './createCode.ts'
import { type PaletteOption, paletteOptions } from './paletteOptions.ts'
import { beginSticky } from './stickyCommands.ts'

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
  /** The key of the option that Enter takes, once one was chosen with the arrows or the pointer. */
  const [chosen, setChosen] = useState<string | null>(null)
  const [gone, setGone] = useState('')
  const [acted, setActed] = useState(false)
  const [creating, setCreating] = useState(false)
  const [, refresh] = useState(0)
  const root = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const annotation = desk.annotations.get(annotationKey)
  const quote = annotation && 'span' in annotation.resolution ? annotation.resolution.text : ''

  // Dependencies: the name in vivo follows the words of the passage; the numbers are read with the ontology
  const options = useMemo(
    () =>
      paletteOptions({
        ontology,
        numbered: numberedCodes(desk.facts.get()),
        query,
        inVivo: desk.abilities.createCodes ? inVivoNameHere(desk) : '',
        mayCreate: desk.abilities.createCodes !== null,
      }),
    [desk, ontology, recent, query, quote],
  )
  useGone(ontology, chosen ?? options[0]?.key ?? null, (message, successor) => {
    setGone(message)
    setChosen(successor)
  })
  // On a passage that has codes, and once something was done here, Enter ends until something is typed or chosen.
  const idle = chosen === null && query === '' && (acted || (annotation?.codings.length ?? 0) > 0)
  // Until something is typed, Enter takes the code applied last.
  const offered = query === '' ? (lastCode(desk.facts.get())?.id ?? null) : null
  const find = (key: string | null) => options.findIndex(option => option.key === key)
  const at = chosen !== null ? find(chosen) : idle ? -1 : Math.max(0, find(offered))
  const active = options[at]

  const close = () => {
    desk.state.set({ palette: null })
    const { caret, turn } = desk.state.get()
    const back = caret?.turn ?? turn
    if (back) desk.view.current?.reveal({ turn: back, offset: caret?.offset ?? 0 }, { focus: true })
  }
  const startAnew = () => {
    setQuery('')
    setChosen(null)
    setGone('')
    setActed(true)
  }
  const create = async (name: string) => {
    if (creating) return
    setCreating(true)
    try {
      await createAndApply(desk, name)
      notifyDone(words.palette.created(name))
      startAnew()
    } catch (error) {
      notifyError(error)
    } finally {
      setCreating(false)
      input.current?.focus()
    }
  }
  const choose = (option: PaletteOption) => {
    if (option.type !== 'code') void create(option.name)
    else if (toggleCode(desk, option.code.id)) startAnew()
  }
  const pin = (code: string) => {
    if (annotation && !hasCode(desk, annotation, code)) toggleCode(desk, code)
    beginSticky(desk, code)
    close()
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

  const onKeyDown = (event: React.KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const numbered = options.find(
      option => option.type === 'code' && query === '' && `${option.number}` === event.key,
    )
    if (event.key === 'Escape') close()
    else if (event.key === 'Tab') {
      event.preventDefault()
      close()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const { length } = options
      const next = event.key === 'ArrowDown' ? at + 1 : at < 0 ? length - 1 : at - 1
      setChosen(options[(next + length) % length]?.key ?? null)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const make = options.find(({ type }) => type !== 'code')
      if (event.ctrlKey || event.metaKey) {
        if (make) choose(make)
      } else if (idle) close()
      else if (event.shiftKey && active?.type === 'code') pin(active.code.id)
      // Where what stood under the finger has gone meanwhile, nothing else is taken in its place.
      else if (active) choose(active)
    } else if (numbered) {
      event.preventDefault()
      choose(numbered)
    }
  }

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
        aria-activedescendant={active ? `${listId}-${at}` : undefined}
        aria-label={words.palette.label}
        placeholder={words.palette.placeholder}
        maxLength={MAX_NAME_LENGTH}
        autoComplete="off"
        onChange={event => {
          setQuery(event.currentTarget.value)
          setChosen(null)
          setGone('')
        }}
        onKeyDown={onKeyDown}
      />
      <p role="status" className={gone ? styles.notice : 'visually-hidden'}>
        {gone}
      </p>
      <div id={listId} role="listbox" aria-label={words.palette.label} className={styles.list}>
        {options.map((option, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
          <div
            key={option.key}
            id={`${listId}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            className={styles.option}
            data-create={option.type !== 'code' || undefined}
            onPointerMove={() => setChosen(option.key)}
            onPointerDown={event => event.preventDefault()}
            onClick={event => {
              if (option.type === 'code' && (event.target as Element).closest('[data-pin]'))
                pin(option.code.id)
              else choose(option)
            }}
          >
            {option.type === 'code' ? (
              <CodeOption
                option={option}
                applied={hasCode(desk, annotation, option.code.id)}
                parents={path(ontology, option.code.id)
                  .slice(0, -1)
                  .map(parent => parent.name)
                  .join(' › ')}
                active={i === at}
              />
            ) : (
              <>
                {option.type === 'create' ? (
                  <IconPlus size={14} aria-hidden />
                ) : (
                  <IconQuote size={14} aria-hidden />
                )}
                <span className={styles.name}>
                  {creating
                    ? words.palette.creating
                    : option.type === 'inVivo'
                      ? coding.inVivo.label(option.name)
                      : desk.abilities.createCodes === 'proposed'
                        ? words.palette.propose(option.name)
                        : words.palette.create(option.name)}
                </span>
                <kbd>Ctrl ↵</kbd>
              </>
            )}
          </div>
        ))}
        {options.length === 0 && <p className={styles.none}>{words.palette.none}</p>}
      </div>
    </div>
  )
}

const CodeOption = ({
  option: { code, formerly, number },
  applied,
  parents,
  active,
}: {
  option: Extract<PaletteOption, { type: 'code' }>
  applied: boolean
  parents: string
  active: boolean
}) => (
  <>
    <CodeSign colour={code.colour} />
    <span className={styles.name} data-proposed={code.status === 'proposed' || undefined}>
      {code.name}
      <small>{formerly === null ? parents : words.palette.formerly(formerly)}</small>
    </span>
    {applied && <IconCheck size={15} aria-label={words.palette.applied} />}
    {/* Not a button: an option has no controls within. Shift+Enter does it by key, and a button in the codebook. */}
    <span className={styles.pin} data-pin title={`${coding.sticky.begin(code.name)} (Shift ↵)`} aria-hidden>
      <IconPin size={14} />
    </span>
    {number === null ? active && !applied && <kbd>↵</kbd> : <kbd>{number}</kbd>}
  </>
)

/**
 * Tells when the option that Enter would take is put out of use by somebody else: then nothing else takes its place
 * under the finger but the code it was merged into.
 */
const useGone = (
  ontology: Ontology,
  key: string | null,
  onGone: (message: string, successor: string) => void,
) => {
  const before = useRef({ ontology, key })
  // Dependencies: what is to be done is not what it depends on
  useEffect(() => {
    const was = before.current
    before.current = { ontology, key }
    const code = was.key === null || was.ontology === ontology ? null : resolveCode(was.ontology, was.key)
    const now = code && resolveCode(ontology, code.id)
    if (!code || now?.id === code.id) return
    onGone(
      now ? coding.gone.inPaletteMerged(code.name, now.name) : coding.gone.inPalette(code.name),
      now?.id ?? code.id,
    )
  }, [ontology, key])
}
