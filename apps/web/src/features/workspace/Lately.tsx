import { Anchor } from '@mantine/core'
import type { Member } from '@polyphony/contract'
import { Link } from 'react-router'
import { useActivity } from '../../api/progress.ts'
import { paths } from '../../paths.ts'
import { activity as text } from '../../text/activity.ts'
import { Section } from '../../ui/Section.tsx'
import { ActivityList } from './ActivityList.tsx'

const SHOWN = 6

/** The last few things that happened; nothing while that is not known. */
export const Lately = ({
  workspace,
  members,
}: {
  workspace: string
  members: ReadonlyMap<string, Member>
}) => {
  const { data } = useActivity(workspace, SHOWN)
  const entries = data?.pages[0]?.entries ?? []
  if (entries.length === 0) return null
  return (
    <Section
      title={text.recent}
      actions={
        <Anchor component={Link} to={paths.activity(workspace)}>
          {text.all}
        </Anchor>
      }
    >
      <ActivityList workspace={workspace} entries={entries} members={members} />
    </Section>
  )
}
