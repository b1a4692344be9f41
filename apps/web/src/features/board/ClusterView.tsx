import type { Cluster } from '@polyphony/document'
import type { CSSProperties } from 'react'
import { boards as text } from '../../text/boards.ts'
import styles from './board.module.css'
import { ClusterMenu } from './ClusterMenu.tsx'
import { ClusterOutcome } from './ClusterOutcome.tsx'
import type { Rect } from './geometry.ts'

interface ClusterViewProps {
  cluster: Cluster
  rect: Rect
  count: number
  /** What is being dragged would lie in it. */
  target: boolean
  register: (id: string, node: HTMLElement | null) => void
}

/** A cluster: an area with a name, reaching round its cards. Its head moves it. */
export const ClusterView = ({ cluster, rect, count, target, register }: ClusterViewProps) => {
  const title = cluster.title || text.unnamed
  return (
    <section
      ref={node => {
        register(cluster.id, node)
        return () => register(cluster.id, null)
      }}
      className={styles.cluster}
      aria-label={`${title}, ${text.cards(count)}`}
      data-target={target || undefined}
      style={
        {
          width: rect.width,
          height: rect.height,
          transform: `translate(${rect.x}px, ${rect.y}px)`,
          '--code': cluster.colour,
        } as CSSProperties
      }
    >
      <div className={styles.head} data-cluster-head={cluster.id}>
        <span className={styles.clusterTitle} data-unnamed={cluster.title === '' || undefined}>
          {title}
        </span>
        <span className={styles.count} aria-hidden>
          {count}
        </span>
        <ClusterMenu cluster={cluster} count={count} />
      </div>
      {cluster.outcome && (
        <div className={styles.badge}>
          <ClusterOutcome outcome={cluster.outcome} />
        </div>
      )}
    </section>
  )
}
