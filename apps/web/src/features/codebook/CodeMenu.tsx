import { ActionIcon, Menu } from '@mantine/core'
import type { Code, CodeKind } from '@polyphony/ontology'
import {
  IconArchive,
  IconArrowMerge,
  IconCheck,
  IconCornerDownRight,
  IconDots,
  IconPencil,
  IconPlus,
  IconSwitchHorizontal,
  IconX,
} from '@tabler/icons-react'
import { useState } from 'react'
import { codebook as text } from '../../text/codebook.ts'
import type { CodeDialog } from './CodeDialogs.tsx'
import styles from './codebook.module.css'

interface CodeMenuProps {
  code: Code
  /** Opened by the keyboard. */
  opened: boolean
  onClose: () => void
  onDialog: (dialog: CodeDialog) => void
  onAdopt: (code: Code) => void
  onRecast: (code: Code, kind: CodeKind) => void
}

/** All that can be done with a code. */
export const CodeMenu = ({ code, opened, onClose, onDialog, onAdopt, onRecast }: CodeMenuProps) => {
  const [clicked, setClicked] = useState(false)
  const otherKind = code.kind === 'thematic' ? 'structural' : 'thematic'
  const item = (label: string, Icon: typeof IconPlus, act: () => void) => (
    <Menu.Item leftSection={<Icon size={16} aria-hidden />} onClick={act}>
      {label}
    </Menu.Item>
  )
  return (
    // What happens in the menu is no click on the row.
    // biome-ignore lint/a11y/noStaticElementInteractions: holds events back, offers nothing itself
    <span
      className={styles.menu}
      onClick={event => event.stopPropagation()}
      onKeyDown={e => e.stopPropagation()}
    >
      <Menu
        opened={opened || clicked}
        onChange={setClicked}
        onClose={() => {
          setClicked(false)
          if (opened) onClose()
        }}
        returnFocus={false}
      >
        <Menu.Target>
          {/* For the mouse: the keyboard opens the same menu from the row, whose name would else hold the button's. */}
          <ActionIcon size="sm" tabIndex={-1} aria-hidden title={text.actionsFor(code.name)}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {code.status === 'proposed' && (
            <>
              {item(text.adopt, IconCheck, () => onAdopt(code))}
              {item(text.reject, IconX, () => onDialog({ kind: 'reject', code: code.id }))}
              <Menu.Divider />
            </>
          )}
          {item(text.newNarrower, IconPlus, () =>
            onDialog({ kind: 'create', parent: code.id, codeKind: code.kind }),
          )}
          {item(text.rename, IconPencil, () => onDialog({ kind: 'rename', code: code.id }))}
          {item(text.move, IconCornerDownRight, () => onDialog({ kind: 'move', code: code.id }))}
          {item(text.merge, IconArrowMerge, () => onDialog({ kind: 'merge', code: code.id }))}
          {item(text.recast[otherKind], IconSwitchHorizontal, () => onRecast(code, otherKind))}
          <Menu.Divider />
          <Menu.Item
            color="danger"
            leftSection={<IconArchive size={16} aria-hidden />}
            onClick={() => onDialog({ kind: 'retire', code: code.id })}
          >
            {text.retire}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  )
}
