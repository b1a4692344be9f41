import type { Card } from '@polyphony/document'
import { IconNote, IconQuote } from '@tabler/icons-react'
import { type CSSProperties, memo } from 'react'
import { boards as text } from '../../text/boards.ts'
import styles from './board.module.css'
import type { CardFacts } from './cardFacts.ts'
import { cardSize } from './geometry.ts'

interface CardViewProps {
  card: Card
  facts: CardFacts
  /** Title of its cluster; null when it lies in none. */
  cluster: string | null
  selected: boolean
  /** The one card that Tab reaches; arrows go to the others. */
  reachable: boolean
  register: (id: string, node: HTMLElement | null) => void
}

/** A card on the board. Where it is moved while a hand holds it is set past React. */
export const CardView = memo(({ card, facts, cluster, selected, reachable, register }: CardViewProps) => {
  const { width, height } = cardSize(card)
  return (
    <div
      ref={node => {
        register(card.key, node)
        return () => register(card.key, null)
      }}
      role="option"
      aria-selected={selected}
      tabIndex={reachable ? 0 : -1}
      className={styles.card}
      data-card={card.key}
      data-kind={facts.kind}
      data-missing={facts.missing || undefined}
      data-dead={facts.dead || undefined}
      style={
        {
          width,
          height,
          transform: `translate(${card.x}px, ${card.y}px)`,
          ...(facts.colour && { '--code': facts.colour }),
        } as CSSProperties
      }
    >
      {facts.kind === 'code' && <span className={`${styles.edge} code-sign`} aria-hidden />}
      {facts.kind === 'excerpt' && <IconQuote size={14} className={styles.kind} aria-hidden />}
      {facts.kind === 'note' && <IconNote size={14} className={styles.kind} aria-hidden />}
      <span className="visually-hidden">{text.kinds[facts.kind]}, </span>
      <span className={styles.words}>{facts.words}</span>
      {facts.more && (
        <>
          <span className="visually-hidden">, </span>
          <span className={styles.more}>{facts.more}</span>
        </>
      )}
      <span className="visually-hidden">, {cluster === null ? text.loose : text.inCluster(cluster)}</span>
    </div>
  )
})
