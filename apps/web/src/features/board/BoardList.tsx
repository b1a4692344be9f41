import { ActionIcon, Title as Heading, Menu } from '@mantine/core'
import type { Card } from '@polyphony/document'
import { IconDots, IconNote, IconQuote } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { Link } from 'react-router'
import { boards as text } from '../../text/boards.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { useBoardHere, useBoardState } from './BoardContext.tsx'
import styles from './board.module.css'
import { CardActions } from './CardActions.tsx'
import { ClusterMenu } from './ClusterMenu.tsx'
import { ClusterOutcome } from './ClusterOutcome.tsx'
import { shortName } from './cardFacts.ts'
import { byPlace, cardsByCluster } from './geometry.ts'

/** The board as clusters under each other: the same cards and acts without a table to see. */
export const BoardList = () => {
  const { editable } = useBoardHere()
  const board = useBoardState(state => state.board)
  const lists = cardsByCluster(board)
  const loose = lists.get(null) ?? []
  if (board.cards.size + board.clusters.size === 0)
    return (
      <div className={styles.list}>
        <p className={styles.soft}>
          {text.emptyBoard}. {editable ? text.emptyBoardText : text.emptyBoardReader}
        </p>
      </div>
    )
  return (
    <div className={styles.list}>
      {[...board.clusters.values()].sort(byPlace).map(cluster => {
        const cards = lists.get(cluster.id) ?? []
        const title = cluster.title || text.unnamed
        return (
          <section
            key={cluster.id}
            className={styles.section}
            aria-label={title}
            style={{ '--code': cluster.colour } as CSSProperties}
          >
            <div className={styles.sectionHead}>
              <Heading order={2} size="h3">
                {title}
              </Heading>
              <span className={styles.soft}>{text.cards(cards.length)}</span>
              {cluster.outcome && <ClusterOutcome outcome={cluster.outcome} />}
              <ClusterMenu cluster={cluster} count={cards.length} />
            </div>
            <Cards cards={cards} />
          </section>
        )
      })}
      {loose.length > 0 && (
        <section className={styles.section} aria-label={text.looseTitle} data-loose>
          <div className={styles.sectionHead}>
            <Heading order={2} size="h3">
              {text.looseTitle}
            </Heading>
            <span className={styles.soft}>{text.cards(loose.length)}</span>
          </div>
          <Cards cards={loose} />
        </section>
      )}
    </div>
  )
}

const Cards = ({ cards }: { cards: readonly Card[] }) => {
  const { describe } = useBoardHere()
  return (
    <ul className={styles.rows}>
      {cards.map(card => {
        const facts = describe(card)
        const name = shortName(facts)
        return (
          <li
            key={card.key}
            className={styles.row}
            data-kind={facts.kind}
            data-missing={facts.missing || undefined}
          >
            <span className={styles.rowSign}>
              {facts.kind === 'code' && facts.colour && <CodeSign colour={facts.colour} />}
              {facts.kind === 'excerpt' && <IconQuote size={14} aria-hidden />}
              {facts.kind === 'note' && <IconNote size={14} aria-hidden />}
              <span className="visually-hidden">{text.kinds[facts.kind]}</span>
            </span>
            <span className={styles.rowWords}>
              {facts.link ? (
                <Link to={facts.link} className={styles.rowLink}>
                  {facts.words}
                </Link>
              ) : (
                facts.words
              )}
              {facts.more && <span className={styles.more}>{facts.more}</span>}
            </span>
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size={28} aria-label={text.actionsFor(name)}>
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown className={styles.dropdown}>
                <CardActions keys={[card.key]} />
              </Menu.Dropdown>
            </Menu>
          </li>
        )
      })}
    </ul>
  )
}
