import { countsAs } from '@polyphony/document'
import { resolveCode, successorOf } from '@polyphony/ontology'
import { curating } from '../../text/curating.ts'
import { splitting as words } from '../../text/splitting.ts'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import type { Annotation } from './annotations.ts'
import styles from './Ruled.module.css'

/** What leads decided on codings: that they are accepted, or count as something else than their author applied. */
export const Ruled = ({ annotation }: { annotation: Annotation }) => {
  const desk = useDesk()
  const ontology = useFacts(facts => facts.ontology)
  const decided = annotation.codings.flatMap(({ code, ruling }) => {
    if (!ruling) return []
    const codes = new Set(
      countsAs(ontology, code, ruling).flatMap(id => resolveCode(ontology, id)?.name ?? []),
    )
    const applied = successorOf(ontology, code)?.name ?? code
    if (ruling.codes === null) return []
    const accepted = codes.size === 1 && codes.has(applied)
    const by = desk.members.get(ruling.by)?.name ?? words.somebody
    const said = accepted ? curating.acceptedCode(applied, by) : words.ruled(applied, [...codes], by)
    return [{ code, said, reason: ruling.reason }]
  })
  return decided.map(({ code, said, reason }) => (
    <p key={code} className={styles.note}>
      {said}
      {reason && (
        <>
          {' '}
          <q>{reason}</q>
        </>
      )}
    </p>
  ))
}
