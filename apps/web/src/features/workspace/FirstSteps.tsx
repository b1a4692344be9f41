import { ActionIcon } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import type { Conversation } from '@polyphony/contract'
import { IconX } from '@tabler/icons-react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { conversations as text } from '../../text/conversations.ts'
import styles from './FirstSteps.module.css'

/** What a newcomer does first in the demo, until they put it away; remembered by this browser. */
export const FirstSteps = ({
  workspace,
  conversation,
}: {
  workspace: string
  conversation: Conversation
}) => {
  const [away, setAway] = useLocalStorage({
    key: 'polyphony-first-steps-away',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  if (away) return null
  const { steps } = text.first
  return (
    <section className={styles.box} aria-labelledby="first-steps">
      <header className={styles.head}>
        <h2 id="first-steps">{text.first.title}</h2>
        <ActionIcon aria-label={text.first.hide} onClick={() => setAway(true)}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      <ol className={styles.steps}>
        <li>
          <strong>
            {steps.listen[0]} <Link to={paths.desk(workspace, conversation.id)}>{conversation.title}</Link>
          </strong>
          <span>{steps.listen[1]}</span>
        </li>
        {[steps.code, steps.find].map(([step, how]) => (
          <li key={step}>
            <strong>{step}</strong>
            <span>{how}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
