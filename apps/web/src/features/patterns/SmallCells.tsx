import { Button, Modal, NumberInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { LIMITS } from '@polyphony/contract'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useMyAbilities } from '../../api/session.ts'
import { useSetLeastPeople } from '../../api/workspaces.ts'
import { common } from '../../text/common.ts'
import { patterns } from '../../text/patterns.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { notifyDone } from '../../ui/notify.ts'
import styles from './patterns.module.css'

const text = patterns.small

interface SmallCellsProps {
  workspace: string
  least: number
  /** Shown as it may leave, or all of it. */
  leaving: boolean
  onLeaving: (leaving: boolean) => void
}

/** Says what of a table is shown, and lets the team see all of it. */
export const SmallCells = ({ workspace, least, leaving, onLeaving }: SmallCellsProps) => {
  const { can } = useMyAbilities(workspace)
  const [changing, { open, close }] = useDisclosure()
  return (
    <section className={styles.small} aria-label={text.setting}>
      <p>{leaving ? text.leaving(least) : text.team(least)}</p>
      <div className={styles.smallTools}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={leaving ? <IconEye size={14} aria-hidden /> : <IconEyeOff size={14} aria-hidden />}
          onClick={() => onLeaving(!leaving)}
        >
          {leaving ? text.showAll : text.leavingTitle}
        </Button>
        {can('workspace.update') && (
          <Button size="compact-sm" variant="subtle" onClick={open}>
            {text.change}
          </Button>
        )}
      </div>
      <Modal
        opened={changing}
        onClose={close}
        title={text.setting}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <Setting workspace={workspace} least={least} onDone={close} />
      </Modal>
    </section>
  )
}

const Setting = ({ workspace, least, onDone }: { workspace: string; least: number; onDone: () => void }) => {
  const set = useSetLeastPeople(workspace)
  const [next, setNext] = useState<number | string>(least)
  const { min, max } = LIMITS.leastPeople
  const valid = typeof next === 'number' && Number.isInteger(next) && next >= min && next <= max
  return (
    <DialogForm
      confirm={common.save}
      disabled={!valid || next === least}
      onCancel={onDone}
      onConfirm={() =>
        set.mutateAsync(Number(next)).then(
          () => {
            notifyDone(text.settingSaved(Number(next)))
            onDone()
          },
          () => undefined, // Said as an alert.
        )
      }
    >
      <NumberInput
        data-autofocus
        label={text.settingLabel}
        description={text.settingHint}
        min={min}
        max={max}
        allowDecimal={false}
        value={next}
        onChange={setNext}
      />
    </DialogForm>
  )
}
