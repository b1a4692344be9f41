import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
  IconDots,
  IconHighlight,
  IconMessage2,
  IconNotes,
  IconPlayerPlay,
  IconPlus,
  IconX,
} from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import { desk as words } from '../../text/desk.ts'
import { formatAgo, formatInstant, formatTime } from '../../text/format.ts'
import { links } from '../../text/links.ts'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { notifyUndo } from '../../ui/notify.ts'
import { CardTies, RelateItem, RelateToThis } from '../code/ties/CardTies.tsx'
import { Threads } from '../comments/Threads.tsx'
import { RejectDialog, type Rejecting } from '../curating/RejectDialog.tsx'
import { useDesk, useDeskState, useFacts } from '../desk/DeskContext.tsx'
import { takeBack } from '../history/historyCommands.ts'
import { quoteOf } from '../history/quoteOf.ts'
import { copyHighlightLink } from '../links/copyLink.ts'
import { DraftNote } from '../richText/DraftNote.tsx'
import { loadEditorAhead } from '../richText/loadEditor.ts'
import { RichTextField } from '../richText/RichTextField.tsx'
import { RichTextView } from '../richText/RichTextView.tsx'
import styles from './AnnotationCard.module.css'
import type { Annotation } from './annotations.ts'
import { codesOf } from './codesOf.ts'
import { removeMine, withdrawCode, writeMemo } from './codingCommands.ts'
import { DecideItems } from './DecideItems.tsx'
import { Disputed } from './Disputed.tsx'
import { keptQuote } from './keptQuote.ts'
import { NudgeButtons } from './NudgeButtons.tsx'
import { openPalette } from './openPalette.ts'
import { Reattach } from './Reattach.tsx'
import { Ruled } from './Ruled.tsx'

/** Deletes a highlight of mine and offers to take that back. */
export const removeWithUndo = (desk: ReturnType<typeof useDesk>, annotation: Annotation): void => {
  const act = removeMine(desk, annotation)
  if (act) notifyUndo(words.passage.removed, () => takeBack(desk, { act }))
}

/** One highlight: its words, codes, author, memo and thread. */
export const AnnotationCard = ({ annotation }: { annotation: Annotation }) => {
  const desk = useDesk()
  const ontology = useFacts(facts => facts.ontology)
  const focused = useDeskState(state => state.focus === annotation.key)
  const writing = useDeskState(state => (state.writing?.key === annotation.key ? state.writing.kind : null))
  const card = useRef<HTMLElement>(null)
  const [rejecting, setRejecting] = useState<Rejecting | null>(null)
  const mine = annotation.member === desk.me.id && desk.layer !== null
  const author = desk.members.get(annotation.member)
  const name = mine ? words.passage.you : (author?.name ?? words.passage.someone)
  const codes = codesOf(ontology, annotation)
  const said = codes.map(code => code.name).join(', ') || words.passage.noCode
  const label = mine ? words.passage.mine(said) : words.passage.highlightOf(name, said)
  const quoteId = useId()
  const { resolution, highlight } = annotation
  const { from, to } = highlight.anchor
  const write = (kind: 'memo' | 'comment' | null) =>
    desk.state.set({ focus: annotation.key, writing: kind && { kind, key: annotation.key } })
  const placed = 'span' in resolution
  const codeThis = () => {
    desk.state.set({ focus: annotation.key, selection: null })
    if (placed) desk.view.current?.reveal(resolution.span.end, { smooth: false })
    openPalette(desk)
  }
  const memoDraft = `memo:${annotation.key}`

  useEffect(() => {
    if (!focused) return
    card.current?.scrollIntoView({ block: 'nearest' })
    // Who looks at a highlight may write on it next.
    if (desk.layer) loadEditorAhead()
  }, [focused, desk])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: choosing a card only follows the pointer; keys choose highlights in the text
    <article
      ref={card}
      tabIndex={-1}
      data-card={annotation.key}
      className={styles.card}
      data-focus={focused || undefined}
      aria-label={label}
      aria-describedby={quoteId}
      onClick={event => {
        if ((event.target as Element).closest('button, input, textarea, form')) return
        desk.state.set({ focus: annotation.key })
        if (placed) desk.view.current?.reveal(resolution.span.start)
      }}
      onPointerEnter={() => desk.state.set({ hover: annotation.key })}
      onPointerLeave={() => desk.state.set({ hover: null })}
    >
      <header className={styles.head}>
        <MemberAvatar name={author?.name ?? '?'} colour={author?.colour ?? '#888888'} size={20} />
        <span className={styles.by}>
          {name}
          <small title={formatInstant(new Date(highlight.createdAt).toISOString())}>
            {formatAgo(new Date(highlight.createdAt).toISOString())}
          </small>
        </span>
        {desk.player && from >= 0 && (
          <Tooltip label={words.passage.play}>
            <ActionIcon
              size="sm"
              aria-label={`${words.passage.play}, ${formatTime(from / 1000)}`}
              onClick={() => {
                desk.state.set({ following: true })
                desk.player?.playSpan(from / 1000, Math.max(from + 500, to) / 1000)
              }}
            >
              <IconPlayerPlay size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size="sm" aria-label={mine ? words.passage.actionsMine : words.passage.actions(name)}>
              <IconDots size={15} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void copyHighlightLink(desk, annotation.key)}>
              {links.copyHighlight}
            </Menu.Item>
            <RelateItem annotation={annotation} />
            <DecideItems annotation={annotation} onReject={setRejecting} />
            {mine && (
              <Menu.Item onClick={() => write('memo')}>
                {annotation.memo ? words.passage.editMemo : words.passage.addMemo}
              </Menu.Item>
            )}
            {mine && (
              <Menu.Item color="danger" onClick={() => removeWithUndo(desk, annotation)}>
                {words.passage.removeHighlight}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </header>
      <blockquote id={quoteId} className={styles.quote} data-lost={!placed || undefined}>
        {placed ? abridge(resolution.text) : keptQuote(highlight.anchor)}
      </blockquote>
      {(resolution.status === 'moved' || resolution.status === 'edited') && (
        <p className={styles.note}>
          {resolution.status === 'moved' ? words.passage.moved : words.passage.edits}
        </p>
      )}
      {resolution.status === 'deleted' && <p className={styles.note}>{words.passage.deletedWords}</p>}
      {!placed && mine && <Reattach annotation={annotation} />}
      <div className={styles.codes}>
        {codes.map(code => (
          <span
            key={code.id}
            className={`${styles.chip} code-tint`}
            style={{ '--code': code.colour } as React.CSSProperties}
            data-proposed={code.status === 'proposed' || undefined}
          >
            {code.name}
            {mine && (
              <button
                type="button"
                aria-label={words.passage.withdraw(code.name)}
                onClick={() => withdrawCode(desk, annotation, code.id)}
              >
                <IconX size={12} stroke={2.2} aria-hidden />
              </button>
            )}
          </span>
        ))}
        {codes.length === 0 && <span className={styles.uncoded}>{words.passage.noCode}</span>}
        {mine && placed && (
          <ActionIcon
            size={24}
            radius="xl"
            aria-label={words.passage.addCode}
            data-keeps-palette
            onClick={codeThis}
          >
            <IconPlus size={14} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <Ruled annotation={annotation} />
      <RejectDialog rejecting={rejecting} onClose={() => setRejecting(null)} />
      <RelateToThis annotation={annotation} />
      <CardTies annotation={annotation} />
      <Disputed annotation={annotation} />
      {mine && placed && focused && <NudgeButtons annotationKey={annotation.key} />}
      {writing === 'memo' && mine ? (
        <RichTextField
          drafts={desk.drafts}
          draftKey={memoDraft}
          // What is written now: the card itself may be a frame behind a memo just saved.
          initial={desk.annotations.get(annotation.key)?.memo?.body ?? ''}
          label={words.passage.memoPlaceholder}
          send={words.passage.save}
          people={desk.members}
          allowEmpty
          onSend={body => {
            writeMemo(desk, annotation, body)
            write(null)
          }}
          onClose={() => write(null)}
          onReopen={() => write('memo')}
        />
      ) : (
        <>
          {annotation.memo && (
            <div className={styles.memo}>
              <RichTextView body={annotation.memo.body} people={desk.members} me={desk.me.id} />
            </div>
          )}
          {mine && <DraftNote drafts={desk.drafts} draftKey={memoDraft} onContinue={() => write('memo')} />}
        </>
      )}
      <Threads
        place={{ type: 'highlight', member: annotation.member, highlight: highlight.id }}
        placeKey={annotation.key}
        subject={quoteOf(annotation)}
      />
      {desk.layer && !writing && (
        <footer className={styles.foot}>
          {mine && !annotation.memo && (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconNotes size={13} aria-hidden />}
              onClick={() => write('memo')}
            >
              {words.passage.memo}
            </Button>
          )}
          {!mine && placed && (
            <Tooltip label={words.passage.codeTooHelp}>
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconHighlight size={13} aria-hidden />}
                data-keeps-palette
                onClick={codeThis}
              >
                {words.passage.codeToo}
              </Button>
            </Tooltip>
          )}
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconMessage2 size={13} aria-hidden />}
            onClick={() => write('comment')}
          >
            {words.passage.comment}
          </Button>
        </footer>
      )}
    </article>
  )
}

/** Long passages keep their ends: that is how one knows them again. */
const abridge = (text: string): string =>
  text.length > 320 ? `${text.slice(0, 190).trimEnd()} … ${text.slice(-110).trimStart()}` : text
