import type { Code } from '@polyphony/ontology'
import { walk } from '@polyphony/ontology'
import { useEffect, useState } from 'react'
import { useCollab } from '../../collab/CollabProvider.tsx'
import { useStore } from '../../collab/createStore.ts'
import { desk as words } from '../../text/desk.ts'
import { formatTime } from '../../text/format.ts'
import { atLeisure } from '../../ui/atLeisure.ts'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import { comparePoints, turnTexts } from '../transcript/snapSpan.ts'
import tree from './CodebookTree.module.css'
import { CodeRow } from './CodebookTree.tsx'
import { codesOf } from './codesOf.ts'
import styles from './Guide.module.css'
import { ROW } from './moveAmongRows.ts'
import { OneStop } from './OneStop.tsx'

interface Section {
  code: Code
  start: { turn: string; offset: number }
}

/** Where each structural code is first applied, in the order of the conversation. */
const sectionsOf = (desk: Desk): Section[] => {
  const turns = turnTexts(desk.index)
  const first = new Map<string, Section>()
  for (const key of desk.tally.sections()) {
    const annotation = desk.annotations.get(key)
    if (!annotation || !('span' in annotation.resolution)) continue
    const { start } = annotation.resolution.span
    for (const code of codesOf(desk.facts.get().ontology, annotation)) {
      if (code.kind !== 'structural') continue
      const known = first.get(code.id)
      if (!known || comparePoints(turns, start, known.start) < 0) first.set(code.id, { code, start })
    }
  }
  return [...first.values()].sort((a, b) => comparePoints(turns, a.start, b.start))
}

/** The conversation guide as a table of contents, and its codes that are not applied yet. */
export const Guide = () => {
  const desk = useDesk()
  const ontology = useFacts(facts => facts.ontology)
  const timing = useFacts(facts => facts.timing)
  const [sections, setSections] = useState<Section[]>([])
  const counted = useFirstCount(desk)
  // Dependencies: read again when the ontology is another one
  useEffect(() => {
    const read = () =>
      setSections(before => {
        const found = sectionsOf(desk)
        return before.length + found.length === 0 ? before : found
      })
    const { request, cancel } = atLeisure(read)
    read()
    const disposers = [desk.tally.onChange(read), desk.index.onOrder(request)]
    return () => {
      cancel()
      for (const dispose of disposers) dispose()
    }
  }, [desk, ontology])
  const unused = [...walk(ontology, 'structural')].filter(
    ({ code }) => !sections.some(section => section.code.id === code.id),
  )
  if (sections.length === 0 && unused.length === 0) return null
  return (
    <nav className={tree.codebook} aria-labelledby="desk-guide">
      <h2 id="desk-guide" className={tree.title}>
        {words.guide.title}
      </h2>
      {sections.length > 0 && (
        <OneStop labelledBy="desk-guide" keys={words.guide.keys}>
          <ol className={styles.list}>
            {sections.map(({ code, start }) => {
              const at = timing?.timeAt(start)
              const time = at === null || at === undefined ? '' : formatTime(at / 1000)
              return (
                <li key={code.id} {...{ [ROW]: code.id }}>
                  <button
                    type="button"
                    tabIndex={-1}
                    className={styles.section}
                    onClick={() => {
                      desk.state.set({ following: false, drawer: null })
                      desk.view.current?.reveal(start, { focus: true })
                    }}
                  >
                    <span>{code.name}</span>
                    <small>{time}</small>
                  </button>
                </li>
              )
            })}
          </ol>
        </OneStop>
      )}
      {unused.length > 0 && desk.abilities.code && counted && (
        <details className={styles.unused} open={sections.length === 0}>
          <summary id="desk-guide-unused">{words.guide.empty}</summary>
          <OneStop labelledBy="desk-guide-unused" keys={words.codebook.keys}>
            <ul className={tree.list}>
              {unused.map(({ code, depth }) => (
                <li key={code.id}>
                  <CodeRow code={code} depth={depth} only={false} />
                </li>
              ))}
            </ul>
          </OneStop>
        </details>
      )}
    </nav>
  )
}

/** Whether the layers are there and counted: before that nobody knows which sections are not applied. */
const useFirstCount = (desk: Desk): boolean => {
  const opening = useStore(useCollab().state, state => state.saving === 'opening')
  const [counted, setCounted] = useState(false)
  useEffect(() => {
    if (opening || counted) return
    const look = () => {
      if (!desk.tally.isBehind) setCounted(true)
    }
    look()
    return desk.tally.onChange(look)
  }, [desk, opening, counted])
  return counted
}
