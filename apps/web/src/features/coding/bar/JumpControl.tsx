import { Menu, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useState } from 'react'
import { codings as words } from '../../../text/codings.ts'
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx'
import { jump } from '../../jumps/jump.ts'
import { JUMP_KINDS, type JumpKind } from '../../jumps/jumpStops.ts'
import styles from './CodingBar.module.css'

/** The keys that do the same. */
const KEYS: Record<JumpKind, [next: string, previous: string]> = {
  highlight: [']', '['],
  comment: ['T', 'Shift T'],
  uncoded: ['U', 'Shift U'],
  quiet: ['G', 'Shift G'],
  disagreement: ['D', 'Shift D'],
}

/** From one highlight, comment, gap or disagreement to the next, and back. */
export const JumpControl = () => {
  const desk = useDesk()
  const reached = useDeskState(state => state.jump)
  const [chosen, setChosen] = useState<JumpKind>('highlight')
  // A key jumps by another kind than the one chosen here: the buttons go on with that.
  const [seen, setSeen] = useState(reached)
  if (reached !== seen) {
    setSeen(reached)
    if (reached) setChosen(reached.kind)
  }
  const shown = reached?.kind === chosen ? reached : null
  const button = (direction: 1 | -1) => {
    const label = (direction > 0 ? words.jump.next : words.jump.previous)(words.jump.one[chosen])
    const Icon = direction > 0 ? IconChevronDown : IconChevronUp
    return (
      <Tooltip label={`${label} (${KEYS[chosen][direction > 0 ? 0 : 1]})`}>
        <button
          type="button"
          className={styles.icon}
          aria-label={label}
          onClick={() => jump(desk, chosen, direction, false)}
        >
          <Icon size={17} stroke={1.7} aria-hidden />
        </button>
      </Tooltip>
    )
  }
  return (
    <div className={styles.jump}>
      <Menu position="bottom-end">
        <Menu.Target>
          <button type="button" className={styles.kind} title={words.jump.kind}>
            <span className={styles.kindName}>{words.jump.kinds[chosen]}</span>
            <small>
              {shown && shown.of === 0
                ? words.jump.none[shown.kind]
                : shown && shown.at > 0
                  ? words.jump.position(shown.at, shown.of)
                  : shown?.says}
            </small>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={chosen} onChange={value => setChosen(value as JumpKind)}>
            {JUMP_KINDS.map(kind => (
              <Menu.RadioItem
                key={kind}
                value={kind}
                closeMenuOnClick
                rightSection={<kbd>{KEYS[kind][0]}</kbd>}
              >
                {words.jump.kinds[kind]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
      {button(-1)}
      {button(1)}
      <span className="visually-hidden" role="status">
        {reached &&
          (reached.at > 0
            ? words.jump.reached(words.jump.one[reached.kind], reached.at, reached.of, reached.says)
            : reached.says)}
      </span>
    </div>
  )
}
