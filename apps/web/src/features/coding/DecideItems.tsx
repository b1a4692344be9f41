import { Menu } from '@mantine/core'
import { Fragment } from 'react'
import { curating as text } from '../../text/curating.ts'
import { desk as words } from '../../text/desk.ts'
import type { Rejecting } from '../curating/RejectDialog.tsx'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import type { Annotation } from './annotations.ts'
import { decidables, decideOnCoding } from './decideOnCoding.ts'
import { keptQuote } from './keptQuote.ts'

interface DecideItemsProps {
  annotation: Annotation
  /** Asks why, in a dialog that outlives the menu. */
  onReject: (rejecting: Rejecting) => void
}

/** In the menu of a card, for leads: each code accepted, rejected, or left to its author again. */
export const DecideItems = ({ annotation, onReject }: DecideItemsProps) => {
  const desk = useDesk()
  const ontology = useFacts(facts => facts.ontology)
  if (!desk.decisions()) return null
  const author = desk.members.get(annotation.member)?.name ?? words.passage.someone
  return decidables(ontology, annotation).map(one => {
    const { code, verdict } = one
    return (
      <Fragment key={code.id}>
        {verdict !== 'accept' && (
          <Menu.Item onClick={() => decideOnCoding(desk, annotation, one, 'accept')}>
            {text.acceptCode(code.name)}
          </Menu.Item>
        )}
        {verdict !== 'reject' && (
          <Menu.Item
            onClick={() =>
              onReject({
                code: code.name,
                author,
                words: keptQuote(annotation.highlight.anchor),
                onReject: reason => decideOnCoding(desk, annotation, one, 'reject', reason),
              })
            }
          >
            {text.rejectCode(code.name)}
          </Menu.Item>
        )}
        {verdict !== null && (
          <Menu.Item onClick={() => decideOnCoding(desk, annotation, one, null)}>
            {text.takeBackOn(code.name)}
          </Menu.Item>
        )}
      </Fragment>
    )
  })
}
