import { isResolved, type TranscriptIndex } from '@polyphony/document'
import type { Ontology } from '@polyphony/ontology'
import type { Store } from '../../collab/createStore.ts'
import { atLeisure, REST_FIRST_MS } from '../../ui/atLeisure.ts'
import { type AnnotationFilter, compileFilter } from './annotationFilter.ts'
import type { Annotation, Annotations } from './annotations.ts'
import { DisagreementIndex } from './DisagreementIndex.ts'
import { isSection } from './isSection.ts'

/** What this reader's filter lets through, and what people disagree on. */
export interface Shown {
  /** Whether a highlight passes the filter. */
  shows(annotation: Annotation): boolean
  /** All highlights that are remarks, whether shown or not. */
  remarks(): Annotation[]
  /** The question another filter would ask. */
  ask(filter: AnnotationFilter): (annotation: Annotation) => boolean
  /** Whether it passes, and is a remark on the words rather than a section of the guide. */
  showsRemark(annotation: Annotation): boolean
  disagreements: DisagreementIndex
  /**
   * Calls back when highlights pass or fail, or look different, that did not change themselves: the filter did, or what it
   * looks at. A change of the ontology is told at leisure, once the list of codes has shown it; what is asked is up to date
   * before.
   */
  onChange(listener: () => void): () => void
  dispose(): void
}

/** Keeps the compiled filter in step with what it is asked of. Make it before anything that draws what it shows. */
export const createShown = ({
  index,
  annotations,
  state,
  facts,
}: {
  index: TranscriptIndex
  annotations: Annotations
  state: Pick<Store<{ filter: AnnotationFilter }>, 'get' | 'subscribe'>
  facts: Pick<Store<{ ontology: Ontology }>, 'get' | 'subscribe'>
}): Shown => {
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  const disagreements = new DisagreementIndex(index, annotations, () => facts.get().ontology)
  const threadsOf = ({ member, highlight }: Annotation) =>
    annotations.threadsOn({ type: 'highlight', member, highlight: highlight.id })

  let { filter } = state.get()
  let { ontology } = facts.get()
  const ask = (asked: AnnotationFilter) =>
    compileFilter(asked, {
      ontology,
      hasComments: annotation => threadsOf(annotation).length > 0,
      isUnresolved: annotation => threadsOf(annotation).some(thread => !isResolved(thread)),
      isDisputed: annotation => disagreements.isDisputed(annotation),
    })
  const compile = () => {
    // Of one person one asks where anybody differs from them, of several where they differ from each other.
    disagreements.listenTo(filter.people.size > 1 ? filter.people : null)
    return ask(filter)
  }
  let passes = compile()

  let pending = false
  const tellSoon = () => {
    if (pending) return
    pending = true
    requestAnimationFrame(() => {
      pending = false
      tell()
    })
  }
  // A change of codes is left to the lists of codes first: whoever made it looks there.
  const later = atLeisure(tell, REST_FIRST_MS)
  const disposers = [
    later.cancel,
    annotations.onChange(turns => {
      disagreements.forget(turns)
      // A comment, or what another says of the same words, decides on highlights in turns that did not change.
      if (filter.disagreements || filter.remarks.size > 0) tellSoon()
    }),
    state.subscribe(() => {
      if (state.get().filter === filter) return
      ;({ filter } = state.get())
      passes = compile()
      tell()
    }),
    facts.subscribe(() => {
      if (facts.get().ontology === ontology) return
      const before = ontology.codes
      ;({ ontology } = facts.get())
      disagreements.forget()
      passes = compile()
      // A new code may have come after the highlight that was made with it; for others nobody waits.
      if (Object.keys(ontology.codes).some(id => !Object.hasOwn(before, id))) tellSoon()
      else later.request()
    }),
  ]

  return {
    shows: annotation => passes(annotation),
    remarks: () => [...annotations.values()].filter(annotation => !isSection(ontology, annotation)),
    ask,
    showsRemark: annotation => !isSection(ontology, annotation) && passes(annotation),
    disagreements,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      for (const dispose of disposers) dispose()
      listeners.clear()
    },
  }
}
