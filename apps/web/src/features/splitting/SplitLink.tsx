import { Button } from '@mantine/core'
import type { Code, Ontology } from '@polyphony/ontology'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { splitting as text } from '../../text/splitting.ts'
import { livingParts } from './rowsToSort.ts'

/** The way to splitting a code, or to the excerpts of one that is split already. */
export const SplitLink = ({
  workspace,
  ontology,
  code,
}: {
  workspace: string
  ontology: Ontology
  code: Code
}) => (
  <Button component={Link} to={paths.split(workspace, code.id)} size="compact-sm" variant="default">
    {livingParts(ontology, code.id).length > 0 ? text.goOn : text.split}
  </Button>
)
