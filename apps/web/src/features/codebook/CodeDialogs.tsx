import { Modal } from '@mantine/core'
import { type Code, type CodeKind, isLive, type Ontology } from '@polyphony/ontology'
import { memo } from 'react'
import { codebook as words } from '../../text/codebook.ts'
import { codebookTree as text } from '../../text/codebookTree.ts'
import { common } from '../../text/common.ts'
import { merging } from '../../text/merging.ts'
import { CreateCode } from './CreateCode.tsx'
import { GroupCodes } from './GroupCodes.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { MoveCodes } from './MoveCodes.tsx'
import { PutAwayCodes } from './PutAwayCodes.tsx'
import { RenameCode } from './RenameCode.tsx'
import type { CodebookCommands } from './useCodebookCommands.ts'

export type CodeDialog =
  | { kind: 'create'; parent: string | null; codeKind: CodeKind; name?: string }
  | { kind: 'rename' | 'move' | 'group' | 'merge' | 'retire' | 'reject'; code: string }
  | {
      kind: 'move' | 'group' | 'merge' | 'retire' | 'reject'
      codes: readonly string[]
      /** Why, as far as it is known. */
      reason?: string
    }

export interface CodeDialogsProps {
  workspace: string
  ontology: Ontology
  dialog: CodeDialog | null
  /** One may propose, but not decide. */
  proposing: boolean
  commands: CodebookCommands
  onClose: () => void
  /** A code was made, or stayed where others were merged into it. */
  onCreated: (code: string) => void
}

const aboutOf = (dialog: CodeDialog): readonly string[] =>
  'codes' in dialog ? dialog.codes : 'code' in dialog ? [dialog.code] : []

const titleOf = (dialog: CodeDialog, codes: readonly Code[], proposing: boolean): string => {
  const names = codes.map(code => code.name)
  switch (dialog.kind) {
    case 'create':
      return proposing ? words.proposeCode : words.newCode
    case 'rename':
      return words.renameTitle(names[0] ?? '')
    case 'merge':
      return merging.title
    default:
      return text[`${dialog.kind}Title`](names)
  }
}

/** The dialogs of the codebook; one at a time. */
export const CodeDialogs = memo((props: CodeDialogsProps) => {
  const { dialog, ontology, proposing, onClose, onCreated } = props
  const codes = (dialog ? aboutOf(dialog) : []).flatMap(id => {
    const code = ontology.codes[id]
    // Only what is still a proposal can be rejected.
    const concerned = code && isLive(code) && (dialog?.kind !== 'reject' || code.status === 'proposed')
    return concerned ? [code] : []
  })
  const [code] = codes
  const shared = { ...props, codes }
  return (
    <Modal
      opened={dialog !== null}
      onClose={onClose}
      title={dialog && titleOf(dialog, codes, proposing)}
      size={dialog?.kind === 'merge' ? 'xl' : 'md'}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {dialog?.kind === 'create' && <CreateCode {...props} dialog={dialog} />}
      {dialog?.kind === 'rename' && code && <RenameCode {...props} code={code} />}
      {dialog?.kind === 'move' && code && <MoveCodes {...shared} />}
      {dialog?.kind === 'group' && code && <GroupCodes {...shared} />}
      {dialog?.kind === 'merge' && code && (
        <MergeDialog
          {...shared}
          reason={'codes' in dialog ? dialog.reason : undefined}
          onMerged={onCreated}
        />
      )}
      {(dialog?.kind === 'retire' || dialog?.kind === 'reject') && code && (
        <PutAwayCodes {...shared} kind={dialog.kind} />
      )}
    </Modal>
  )
})
