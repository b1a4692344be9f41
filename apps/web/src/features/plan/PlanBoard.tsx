import { Button, Group, Title } from '@mantine/core'
import type { PlanConcept } from '@polyphony/contract'
import type { Ontology } from '@polyphony/ontology'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Plan } from '../../api/plan.ts'
import { useMyAbilities } from '../../api/session.ts'
import { plan as text } from '../../text/plan.ts'
import { announce } from '../../ui/announce.ts'
import { HistoryButtons } from '../history/HistoryButtons.tsx'
import { useHistoryKeys } from '../history/useHistoryKeys.ts'
import { CodeList } from './CodeList.tsx'
import { type AskedConcept, ConceptDialog } from './ConceptDialog.tsx'
import { ConceptRow } from './ConceptRow.tsx'
import styles from './plan.module.css'
import { type Mapped, mappedByConcept, planTree } from './planTree.ts'
import { type PlanCommands, usePlanCommands } from './usePlanCommands.ts'

/** What every row of the plan reads: what is mapped, what is chosen, what one may do. */
export interface PlanPlace {
  workspace: string
  ontology: Ontology
  mapped: ReadonlyMap<string, Mapped[]>
  /** Codes that are chosen to be mapped. */
  chosen: ReadonlySet<string>
  mapsCodes: boolean
  editsPlan: boolean
  commands: PlanCommands
  onMapped: () => void
  onEdit: (concept: PlanConcept) => void
  onAdd: (asked: Extract<AskedConcept, { kind: unknown }>) => void
}

interface PlanBoardProps {
  workspace: string
  ontology: Ontology
  plan: Plan
}

const NOTHING: ReadonlySet<string> = new Set()

/** The plan beside the codes: which code speaks to what. */
export const PlanBoard = ({ workspace, ontology, plan }: PlanBoardProps) => {
  const { can } = useMyAbilities(workspace)
  const commands = usePlanCommands(workspace, ontology, plan.scheme)
  const [chosen, setChosen] = useState(NOTHING)
  const [asked, setAsked] = useState<AskedConcept | null>(null)
  const mapped = useMemo(() => mappedByConcept(ontology, plan.scheme), [ontology, plan.scheme])
  const times = useMemo(() => {
    const by = new Map<string, number>()
    for (const list of mapped.values())
      for (const { code } of list) by.set(code.id, (by.get(code.id) ?? 0) + 1)
    return by
  }, [mapped])
  const { priorities, commitments, hidden } = useMemo(() => planTree(plan.concepts), [plan.concepts])
  const editsPlan = can('plan.write')
  useHistoryKeys(editsPlan ? commands : null)
  const place: PlanPlace = {
    workspace,
    ontology,
    mapped,
    chosen,
    mapsCodes: can('ontology.change'),
    editsPlan,
    commands,
    onMapped: () => setChosen(NOTHING),
    onEdit: concept => setAsked({ concept }),
    onAdd: setAsked,
  }
  return (
    <div className={styles.board} data-reading={!place.mapsCodes || undefined}>
      {place.mapsCodes && (
        <div className={styles.left}>
          <p className={styles.soft}>{text.howToMap}</p>
          <Group gap="xs" mih={30}>
            <HistoryButtons
              history={commands.history}
              onUndo={() => commands.undo()}
              onRedo={commands.redo}
            />
            {chosen.size > 0 && (
              <>
                <span className={styles.soft}>{text.selected(chosen.size)}</span>
                <Button size="compact-xs" variant="default" onClick={() => setChosen(NOTHING)}>
                  {text.clear}
                </Button>
              </>
            )}
          </Group>
          <CodeList
            ontology={ontology}
            times={times}
            chosen={chosen}
            onChosen={next => {
              setChosen(next)
              announce(text.selected(next.size))
            }}
          />
        </div>
      )}
      <div>
        <section aria-labelledby="plan-priorities" className={styles.part}>
          <div className={styles.partHead}>
            <Title order={2} id="plan-priorities">
              {text.priorities}
            </Title>
            {editsPlan && (
              <Add label={text.addPriority} onClick={() => setAsked({ kind: 'priority', parent: null })} />
            )}
          </div>
          <div className={styles.priorities}>
            {priorities.map(concept => (
              <ConceptRow key={concept.id} place={place} concept={concept}>
                {concept.description && <p className={styles.soft}>{concept.description}</p>}
              </ConceptRow>
            ))}
          </div>
        </section>
        <section aria-labelledby="plan-commitments" className={styles.part}>
          <div className={styles.partHead}>
            <Title order={2} id="plan-commitments">
              {text.commitments}
            </Title>
            {editsPlan && (
              <Add
                label={text.addCommitment}
                onClick={() => setAsked({ kind: 'commitment', parent: null })}
              />
            )}
          </div>
          {commitments.map(({ commitment, actions }) => (
            <ConceptRow key={commitment.id} place={place} concept={commitment}>
              {commitment.description && <p className={styles.soft}>{commitment.description}</p>}
              <ul className={styles.actions} aria-label={text.actions}>
                {actions.map(action => (
                  <li key={action.id}>
                    <ConceptRow place={place} concept={action} />
                  </li>
                ))}
              </ul>
            </ConceptRow>
          ))}
        </section>
        {editsPlan && hidden.length > 0 && (
          <details className={styles.hidden}>
            <summary>{text.showHidden(hidden.length)}</summary>
            <ul>
              {hidden.map(concept => (
                <li key={concept.id}>
                  {text.numbered(concept.number, concept.title)}
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={text.showLabel(concept.title)}
                    onClick={() => commands.setHidden(concept, false)}
                  >
                    {text.show}
                  </Button>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <ConceptDialog commands={commands} asked={asked} onClose={() => setAsked(null)} />
    </div>
  )
}

const Add = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button
    size="compact-sm"
    variant="default"
    leftSection={<IconPlus size={14} aria-hidden />}
    onClick={onClick}
  >
    {label}
  </Button>
)
