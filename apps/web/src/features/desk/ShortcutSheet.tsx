import { Modal } from '@mantine/core'
import { desk as words } from '../../text/desk.ts'
import { shortcuts } from '../../text/shortcuts.ts'
import { useDesk, useDeskState } from './DeskContext.tsx'
import styles from './ShortcutSheet.module.css'
import { SHORTCUTS } from './shortcuts/shortcuts.ts'

/** All keys of the desk on one sheet. */
export const ShortcutSheet = () => {
  const desk = useDesk()
  const opened = useDeskState(state => state.shortcuts)
  return (
    <Modal
      opened={opened}
      onClose={() => desk.state.set({ shortcuts: false })}
      title={shortcuts.title}
      closeButtonProps={{ 'aria-label': words.close }}
      size="xl"
    >
      <div className={styles.sheet}>
        {Object.entries(shortcuts.groups).map(([group, title]) => (
          <section key={group}>
            <h3>{title}</h3>
            <dl>
              {SHORTCUTS.filter(shortcut => shortcut.group === group).map(({ label, keys }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.map(key => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
