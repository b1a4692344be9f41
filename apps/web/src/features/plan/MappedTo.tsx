import { Button, Modal, Select } from '@mantine/core'
import { type Code, type MatchType, type Ontology, resolveCode } from '@polyphony/ontology'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { type Plan, usePlan } from '../../api/plan.ts'
import { useMyAbilities } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { common } from '../../text/common.ts'
import { plan as text } from '../../text/plan.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { Section } from '../../ui/Section.tsx'
import { MatchField, NoteField } from './MappedCodes.tsx'
import styles from './plan.module.css'
import { isPlanLike } from './planTree.ts'
import { type PlanCommands, usePlanCommands } from './usePlanCommands.ts'

interface MappedToProps {
  workspace: string
  ontology: Ontology
  code: Code
}

/** What a code speaks to in the plan, and in other schemes: a part of the code's page. */
export const MappedTo = ({ workspace, ontology, code }: MappedToProps) => {
  const { data: plan } = usePlan(workspace)
  const { can } = useMyAbilities(workspace)
  const commands = usePlanCommands(workspace, ontology, plan?.scheme ?? '')
  const [adding, setAdding] = useState(false)
  const editable = can('ontology.change')
  const concepts = useMemo(() => new Map(plan?.concepts.map(concept => [concept.id, concept])), [plan])
  const mappings = Object.values(ontology.mappings).filter(
    mapping => isPlanLike(mapping) && resolveCode(ontology, mapping.code)?.id === code.id,
  )
  if (!plan) return null
  return (
    <Section
      title={text.mappedTo}
      actions={
        editable && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {text.addMapping}
          </Button>
        )
      }
    >
      {mappings.length === 0 && <p className={styles.soft}>{text.mappedToNone}</p>}
      <ul className={styles.mappedTo}>
        {mappings.map(mapping => {
          const concept = mapping.scheme === plan.scheme ? concepts.get(mapping.concept) : undefined
          const title = concept?.title ?? mapping.concept
          return (
            <li key={mapping.id}>
              <div>
                {concept ? (
                  <Link to={paths.plan(workspace, concept.id)}>{text.numbered(concept.number, title)}</Link>
                ) : (
                  <>
                    {title} <span className={styles.soft}>{text.elsewhere(mapping.scheme)}</span>
                  </>
                )}{' '}
                <span className={styles.match} title={text.matches[mapping.match].does}>
                  {text.matches[mapping.match].name}
                </span>
                {mapping.note && <p className={styles.soft}>{mapping.note}</p>}
              </div>
              {editable && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`${common.remove}: ${title}`}
                  onClick={() => commands.unmap(mapping, code, title)}
                >
                  {common.remove}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={text.addMappingTitle(code.name)}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        {adding && (
          <AddMapping plan={plan} code={code} commands={commands} onClose={() => setAdding(false)} />
        )}
      </Modal>
    </Section>
  )
}

const AddMapping = ({
  plan,
  code,
  commands,
  onClose,
}: {
  plan: Plan
  code: Code
  commands: PlanCommands
  onClose: () => void
}) => {
  const [concept, setConcept] = useState<string | null>(null)
  const [match, setMatch] = useState<MatchType>('relatedMatch')
  const [note, setNote] = useState('')
  const chosen = plan.concepts.find(({ id }) => id === concept)
  return (
    <DialogForm
      confirm={text.confirmMapping}
      disabled={!chosen}
      onCancel={onClose}
      onConfirm={async () => chosen && (await commands.map([code], chosen, match, note)) && onClose()}
    >
      <Select
        data-autofocus
        label={text.chooseConcept}
        data={plan.concepts
          .filter(({ hidden }) => !hidden)
          .map(({ id, kind, number, title }) => ({
            value: id,
            label: `${kind === 'action' ? '\u2003' : ''}${text.numbered(number, title)}`,
          }))}
        value={concept}
        searchable
        onChange={setConcept}
      />
      <MatchField value={match} onChange={setMatch} />
      <NoteField value={note} onChange={setNote} />
    </DialogForm>
  )
}
