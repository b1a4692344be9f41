import { Menu } from '@mantine/core'
import type { Code, CodeKind } from '@polyphony/ontology'
import {
  IconArchive,
  IconArrowMerge,
  IconArrowsSplit2,
  IconCheck,
  IconCornerDownRight,
  IconDots,
  IconFolderPlus,
  IconPencil,
  IconPlus,
  IconSwitchHorizontal,
  IconX,
} from '@tabler/icons-react'
import { type ComponentProps, forwardRef } from 'react'
import { useNavigate, useParams } from 'react-router'
import { paths } from '../../paths.ts'
import { codebook as words } from '../../text/codebook.ts'
import { codebookTree as text } from '../../text/codebookTree.ts'
import { splitting } from '../../text/splitting.ts'
import type { CodeDialog } from './CodeDialogs.tsx'
import styles from './CodeMenu.module.css'

interface CodeMenuProps {
  /** The code it stands at, or, when that is one of several chosen, all of these. */
  codes: readonly Code[]
  onClose: () => void
  onDialog: (dialog: CodeDialog) => void
  onAdopt: (codes: readonly Code[]) => void
  onRecast: (code: Code, kind: CodeKind) => void
}

/**
 * For the mouse: the keyboard opens the menu from the row, whose name would else hold the button's. Of the many rows
 * only the one whose menu is open has more than this.
 */
export const MenuButton = forwardRef<HTMLButtonElement, ComponentProps<'button'>>((props, ref) => (
  <button {...props} ref={ref} type="button" tabIndex={-1} aria-hidden className={styles.dots}>
    <IconDots size={16} />
  </button>
))

/** All that can be done with a code, or with several: open for as long as it is there. */
export const CodeMenu = ({ codes, onClose, onDialog, onAdopt, onRecast }: CodeMenuProps) => {
  const workspace = useParams().workspace!
  const navigate = useNavigate()
  const [code] = codes
  if (!code) return null
  const several = codes.length > 1
  const otherKind = code.kind === 'thematic' ? 'structural' : 'thematic'
  const about = { codes: codes.map(one => one.id) }
  const oneKind = codes.every(one => one.kind === code.kind)
  const item = (label: string, Icon: typeof IconPlus, act: () => void, disabled = false) => (
    <Menu.Item leftSection={<Icon size={16} aria-hidden />} disabled={disabled} onClick={act}>
      {label}
    </Menu.Item>
  )
  const name = several ? text.actionsForSeveral(codes.length) : words.actionsFor(code.name)
  return (
    // What happens in the menu is no click on the row.
    // biome-ignore lint/a11y/noStaticElementInteractions: holds events back, offers nothing itself
    <span
      className={styles.menu}
      onClick={event => event.stopPropagation()}
      onPointerDown={event => event.stopPropagation()}
      onKeyDown={e => e.stopPropagation()}
    >
      <Menu opened onClose={onClose} returnFocus={false}>
        <Menu.Target>
          {/* The menu is named after its button. */}
          <MenuButton aria-label={name} onClick={onClose} />
        </Menu.Target>
        <Menu.Dropdown>
          {several && <Menu.Label>{text.picked(codes.length)}</Menu.Label>}
          {codes.some(one => one.status === 'proposed') && (
            <>
              {item(words.adopt, IconCheck, () => onAdopt(codes))}
              {item(words.reject, IconX, () => onDialog({ kind: 'reject', ...about }))}
              <Menu.Divider />
            </>
          )}
          {!several &&
            item(words.newNarrower, IconPlus, () =>
              onDialog({ kind: 'create', parent: code.id, codeKind: code.kind }),
            )}
          {!several && item(words.rename, IconPencil, () => onDialog({ kind: 'rename', code: code.id }))}
          {item(words.move, IconCornerDownRight, () => onDialog({ kind: 'move', ...about }), !oneKind)}
          {item(text.group, IconFolderPlus, () => onDialog({ kind: 'group', ...about }), !oneKind)}
          {item(words.merge, IconArrowMerge, () => onDialog({ kind: 'merge', ...about }), !oneKind)}
          {!several &&
            item(splitting.split, IconArrowsSplit2, () => navigate(paths.split(workspace, code.id)))}
          {!several && item(words.recast[otherKind], IconSwitchHorizontal, () => onRecast(code, otherKind))}
          <Menu.Divider />
          <Menu.Item
            color="danger"
            leftSection={<IconArchive size={16} aria-hidden />}
            onClick={() => onDialog({ kind: 'retire', ...about })}
          >
            {words.retire}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  )
}
