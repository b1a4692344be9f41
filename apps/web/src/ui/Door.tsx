import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { common } from '../text/common.ts'
import styles from './Door.module.css'
import { Mark } from './Mark.tsx'
import { UserMenu } from './UserMenu.tsx'

interface DoorProps {
  title: string
  hint?: ReactNode
  children?: ReactNode
}

/** The frame of the pages one meets before being inside: setting up, signing in, joining. */
export const Door = ({ title, hint, children }: DoorProps) => (
  <div className={styles.door}>
    <title>{`${title} · ${common.product}`}</title>
    <header className={styles.top}>
      <span className={styles.product}>
        <Mark size={24} />
        {common.product}
      </span>
      <UserMenu />
    </header>
    <main className={styles.main}>
      <div className={styles.card}>
        <Title order={1} className={styles.title}>
          {title}
        </Title>
        {hint && <p className={styles.hint}>{hint}</p>}
        {children}
      </div>
      <Voices />
    </main>
  </div>
)

const COLOURS = [285, 165, 45, 225]

/** Four voices taking turns, drawn once: a picture, not a measurement. */
const Voices = () => (
  <svg
    className={styles.voices}
    viewBox="0 0 720 120"
    preserveAspectRatio="xMidYMid slice"
    aria-hidden="true"
  >
    {Array.from({ length: 180 }, (_, i) => {
      const turn = Math.floor(i / 23 + Math.sin(i / 31))
      const height = 4 + 30 * Math.abs(Math.sin(i * 0.37) * Math.sin(i * 0.113 + turn)) ** 0.8
      return (
        <rect
          key={i}
          x={i * 4}
          y={60 - height}
          width={2}
          height={height * 2}
          rx={1}
          fill={`oklch(0.66 0.1 ${COLOURS[((turn % 4) + 4) % 4]})`}
        />
      )
    })}
  </svg>
)
