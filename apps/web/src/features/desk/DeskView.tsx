import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { desk as words } from '../../text/desk.ts'
import { Announcer } from '../../ui/Announcer.tsx'
import { TopBar } from '../../ui/TopBar.tsx'
import { AttachBar } from '../coding/AttachBar.tsx'
import { CodingBar } from '../coding/bar/CodingBar.tsx'
import { CodebookTree } from '../coding/CodebookTree.tsx'
import { CodePalette } from '../coding/CodePalette.tsx'
import { Guide } from '../coding/Guide.tsx'
import { PassagePanel } from '../coding/PassagePanel.tsx'
import { StickySign } from '../coding/StickySign.tsx'
import { tellOthersHere } from '../coding/tellOthersHere.ts'
import { FollowFrame } from '../presence/FollowFrame.tsx'
import { PointerNotice } from '../presence/PointerNotice.tsx'
import { FindBar } from '../search/FindBar.tsx'
import { TranscriptView } from '../transcript/TranscriptView.tsx'
import { WaveformBar } from '../waveform/WaveformBar.tsx'
import { DeskBanner } from './DeskBanner.tsx'
import { useDesk, useDeskState } from './DeskContext.tsx'
import styles from './DeskView.module.css'
import type { Desk } from './desk.ts'
import { HeaderTools } from './HeaderTools.tsx'
import { keepFocus } from './keepFocus.ts'
import { SelectionVoice } from './SelectionVoice.tsx'
import { ShortcutSheet } from './ShortcutSheet.tsx'
import { listenToKeys } from './shortcuts/listenToKeys.ts'
import { AfterText, TextFirst } from './TextFirst.tsx'
import { tellActs } from './tellActs.ts'

/** The desk: codebook, transcript, what is said of the passage, and the recording, on one page. */
export const DeskView = ({ workspaceName }: { workspaceName: string }) => {
  const desk = useDesk()
  const codebookBeside = useMediaQuery('(min-width: 820px)', true, { getInitialValueInEffect: false })
  const passageBeside = useMediaQuery('(min-width: 1160px)', true, { getInitialValueInEffect: false })
  useEffect(() => {
    const disposers = [
      listenToKeys(desk),
      keepFocus(() => focusText(desk)),
      tellActs(desk),
      tellOthersHere(desk),
    ]
    return () => {
      for (const dispose of disposers) dispose()
    }
  }, [desk])
  useEffect(() => {
    document.title = words.title(desk.conversation.title)
  }, [desk])

  return (
    <TextFirst>
      <div className={styles.desk}>
        <a className="skip-link" href="#turns">
          {words.skipToTurns}
        </a>
        <div className={styles.top}>
          <TopBar
            right={
              <AfterText at="header">
                <HeaderTools codebookBeside={codebookBeside} passageBeside={passageBeside} />
              </AfterText>
            }
          >
            <nav aria-label={words.breadcrumb} className={styles.where}>
              <Link to={paths.conversations(desk.workspace)}>{workspaceName}</Link>
              <span aria-hidden> / </span>
              <h1 dir="auto">{desk.conversation.title}</h1>
            </nav>
          </TopBar>
        </div>
        <DeskBanner />
        <SidePanel side="codebook" beside={codebookBeside} label={words.codebookPanel}>
          <CodebookTree />
          <Guide />
        </SidePanel>
        <main className={styles.text} aria-label={words.transcript}>
          <CodingBar />
          <FindBar />
          <StickySign />
          <TranscriptView>
            <CodePalette />
          </TranscriptView>
          <AttachBar />
          <PointerNotice />
          <FollowFrame />
        </main>
        <SidePanel side="passage" beside={passageBeside} label={words.passagePanel}>
          <PassagePanel />
        </SidePanel>
        <WaveformBar />
        <ShortcutSheet />
        <SelectionVoice />
        <Announcer />
      </div>
    </TextFirst>
  )
}

/** Takes the keyboard to the turn where it stood, else to the text. */
const focusText = (desk: Desk): void => {
  const { caret, turn } = desk.state.get()
  const id = caret?.turn ?? turn
  if (id && desk.index.turn(id))
    desk.view.current?.reveal({ turn: id, offset: caret?.offset ?? 0 }, { focus: true, smooth: false })
  else document.getElementById('turns')?.focus({ preventScroll: true })
}

/** Beside the text where there is room, else drawn over it. */
const SidePanel = ({
  side,
  beside,
  label,
  children,
}: {
  side: 'codebook' | 'passage'
  beside: boolean
  label: string
  children: ReactNode
}) => {
  const desk = useDesk()
  const opened = useDeskState(state => state.drawer === side)
  // Beside the text it is always open: a drawer that nobody sees must not take the next Escape for itself.
  useEffect(() => {
    if (beside && opened) desk.state.set({ drawer: null })
  }, [desk, beside, opened])
  if (beside)
    return (
      <aside className={side === 'codebook' ? styles.left : styles.right} aria-label={label}>
        <AfterText>{children}</AfterText>
      </aside>
    )
  return (
    <Drawer
      opened={opened}
      // After the desk has seen the key: else its Esc would find no drawer and let go of the highlight as well.
      onClose={() => setTimeout(() => desk.state.set({ drawer: null }))}
      position={side === 'codebook' ? 'left' : 'right'}
      size={340}
      padding={0}
      title={label}
      closeButtonProps={{ 'aria-label': words.closePanel }}
      overlayProps={{ backgroundOpacity: 0.2 }}
      classNames={{ header: styles.drawerHead, title: styles.drawerTitle, content: styles.drawer }}
      // Choosing in the codebook shall keep what is selected in the text.
      returnFocus={false}
    >
      {children}
    </Drawer>
  )
}
