import { countsAs } from '@polyphony/document'
import { resolveCode, successorOf } from '@polyphony/ontology'
import { splitting as words } from '../../text/splitting.ts'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import type { Annotation } from './annotations.ts'
import styles from './Ruled.module.css'

/** What leads decided that codings count as, where that is not what their author applied. */
export const Ruled = ({ annotation }: { annotation: Annotation }) => {
  const desk = useDesk()
  const ontology = useFacts(facts => facts.ontology)
  const decided = annotation.codings.flatMap(({ code, ruling }) => {
    if (!ruling) return []
    const codes = new Set(
      countsAs(ontology, code, ruling).flatMap(id => resolveCode(ontology, id)?.name ?? []),
    )
    const applied = successorOf(ontology, code)?.name ?? code
    if (codes.size === 1 && codes.has(applied)) return []
    return [{ code, applied, codes: [...codes], by: desk.members.get(ruling.by)?.name ?? words.somebody }]
  })
  return decided.map(({ code, applied, codes, by }) => (
    <p key={code} className={styles.note}>
      {words.ruled(applied, codes, by)}
    </p>
  ))
}
