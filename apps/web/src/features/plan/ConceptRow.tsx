import { ActionIcon, Button, Menu } from '@mantine/core'
import type { PlanConcept } from '@polyphony/contract'
import { type Code, findCode, isLive } from '@polyphony/ontology'
import { IconDots } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { plan as text } from '../../text/plan.ts'
import { CODES_TYPE, droppedCodes } from './dropCodes.ts'
import { MappedCodes } from './MappedCodes.tsx'
import type { PlanPlace } from './PlanBoard.tsx'
import styles from './plan.module.css'

interface ConceptRowProps {
  place: PlanPlace
  concept: PlanConcept
  children?: ReactNode
}

/** A priority, commitment or action: what is mapped to it, and where more is mapped by drop or by button. */
export const ConceptRow = ({ place, concept, children }: ConceptRowProps) => {
  const { workspace, ontology, mapped, chosen, mapsCodes, editsPlan, commands, onMapped, onEdit, onAdd } =
    place
  const [over, setOver] = useState(false)
  const { id, kind, title, number, own, details } = concept
  const map = async (ids: Iterable<string>) => {
    const codes = [...ids].flatMap((code): Code[] => {
      const found = findCode(ontology, code)
      return found && isLive(found) ? [found] : []
    })
    if (codes.length > 0 && (await commands.map(codes, concept))) onMapped()
  }
  return (
    <div
      className={styles.concept}
      data-kind={kind}
      data-over={over || undefined}
      {...(mapsCodes && {
        onDragOver: (event: React.DragEvent) => {
          if (!event.dataTransfer.types.includes(CODES_TYPE)) return
          event.preventDefault()
          event.stopPropagation()
          event.dataTransfer.dropEffect = 'link'
          setOver(true)
        },
        onDragLeave: () => setOver(false),
        onDrop: (event: React.DragEvent) => {
          event.preventDefault()
          event.stopPropagation()
          setOver(false)
          void map(droppedCodes(event.dataTransfer))
        },
      })}
    >
      <div className={styles.conceptHead}>
        <Link
          to={paths.plan(workspace, id)}
          className={styles.conceptTitle}
          aria-label={`${text.numbered(number, title)}: ${text.page}`}
        >
          {text.numbered(number, title)}
        </Link>
        {own && <span className={styles.tag}>{text.own}</span>}
        {details?.status && (
          <span className={styles.status} data-status={details.status}>
            {text.statuses[details.status]}
          </span>
        )}
        <span className={styles.conceptTools} data-mapping={mapsCodes || undefined}>
          {mapsCodes && chosen.size > 0 && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={text.mapHereLabel(chosen.size, title)}
              onClick={() => map(chosen)}
            >
              {text.mapHere(chosen.size)}
            </Button>
          )}
          {editsPlan && (
            <Menu>
              <Menu.Target>
                <ActionIcon size={26} aria-label={text.editLabel(title)}>
                  <IconDots size={16} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => onEdit(concept)}>{text.edit}</Menu.Item>
                {kind === 'commitment' && (
                  <Menu.Item onClick={() => onAdd({ kind: 'action', parent: id })}>
                    {text.addAction}
                  </Menu.Item>
                )}
                <Menu.Item onClick={() => commands.setHidden(concept, true)}>{text.hide}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </span>
      </div>
      <MappedCodes title={title} mapped={mapped.get(id) ?? []} commands={mapsCodes ? commands : undefined} />
      {children}
    </div>
  )
}
