import { useParams } from 'react-router'
import { Patterns } from '../features/patterns/Patterns.tsx'
import { patterns as text } from '../text/patterns.ts'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

/** What all codings of a workspace show when they are laid side by side. */
export const PatternsPage = () => {
  const workspace = useParams().workspace!
  return (
    <Page>
      <PageHeader title={text.title} hint={text.hint} />
      <Patterns workspace={workspace} />
    </Page>
  )
}
