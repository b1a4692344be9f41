import { Modal, Switch, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useStore } from '../../collab/createStore.ts'
import { desk as words } from '../../text/desk.ts'
import { shortcuts } from '../../text/shortcuts.ts'
import { useDesk, useDeskState } from './DeskContext.tsx'
import styles from './ShortcutSheet.module.css'
import { letterKeys, setLetterKeys } from './shortcuts/letterKeys.ts'
import { searchShortcuts } from './shortcuts/searchShortcuts.ts'

/** All keys of the desk on one sheet, to be found by what they do or by the key. */
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
      <Sheet />
    </Modal>
  )
}

const Sheet = () => {
  const [query, setQuery] = useState('')
  const found = searchShortcuts(query)
  const letters = useStore(letterKeys, ({ on }) => on)
  return (
    <>
      <TextInput
        data-autofocus
        type="search"
        aria-label={shortcuts.search}
        placeholder={shortcuts.search}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={query}
        onChange={event => setQuery(event.currentTarget.value)}
      />
      <div className={styles.about}>
        <Switch
          label={shortcuts.letters}
          description={shortcuts.lettersHelp}
          checked={letters}
          onChange={event => setLetterKeys(event.currentTarget.checked)}
        />
        <p>{shortcuts.screenReader}</p>
      </div>
      <p className="visually-hidden" role="status">
        {query && shortcuts.found(found.length)}
      </p>
      <div className={styles.sheet}>
        {Object.entries(shortcuts.groups).map(([group, title]) => {
          const here = found.filter(shortcut => shortcut.group === group)
          return (
            here.length > 0 && (
              <section key={group}>
                <h3>{title}</h3>
                <dl>
                  {here.map(({ label, keys }) => (
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
            )
          )
        })}
        {found.length === 0 && <p className={styles.none}>{shortcuts.none(query.trim())}</p>}
      </div>
    </>
  )
}
