import { ColorInput, Modal, Table, Textarea, TextInput } from '@mantine/core'
import { BOARD_LIMITS } from '@polyphony/document'
import { useState } from 'react'
import { boards as text } from '../../text/boards.ts'
import { common } from '../../text/common.ts'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { BecomeDialog } from './BecomeDialog.tsx'
import { type Asking, useBoardHere, useBoardState } from './BoardContext.tsx'
import styles from './board.module.css'

/** Colours for clusters, given out in turn: told apart, none louder than another. */
const COLOURS = ['#5b8def', '#45a874', '#d97b66', '#a07fd6', '#c59a2e', '#3fa3a8', '#cf6f9d', '#8a9a3b']

/** Whatever the board asks for. */
export const BoardDialogs = ({ asking, onClose }: { asking: Asking | null; onClose: () => void }) => {
  const clusters = useBoardState(state => state.board.clusters)
  const named = asking && 'cluster' in asking && asking.cluster !== null ? clusters.get(asking.cluster) : null
  const title = {
    note: text.noteTitle,
    cluster: named ? text.clusterTitle : text.newCluster,
    become: text.becoming.title(named?.title || text.unnamed),
    keys: text.sheet.title,
  }
  return (
    <Modal
      opened={asking !== null && (asking.type !== 'become' || named !== undefined)}
      onClose={onClose}
      title={asking ? title[asking.type] : ''}
      size={asking?.type === 'become' ? 640 : 480}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {asking?.type === 'note' && <NoteDialog card={asking.key} onClose={onClose} />}
      {asking?.type === 'cluster' && <ClusterDialog asking={asking} onClose={onClose} />}
      {asking?.type === 'become' && named && <BecomeDialog cluster={named} onClose={onClose} />}
      {asking?.type === 'keys' && <Keys />}
    </Modal>
  )
}

const NoteDialog = ({ card, onClose }: { card: string | null; onClose: () => void }) => {
  const { session } = useBoardHere()
  const known = useBoardState(state => (card === null ? null : state.board.cards.get(card)))
  const [words, setWords] = useState(known?.text ?? '')
  const save = async () => {
    if (card === null) session.addNote(words.trim())
    else session.editNote(card, words.trim())
    onClose()
  }
  return (
    <DialogForm
      confirm={card === null ? common.create : common.save}
      disabled={words.trim() === ''}
      onCancel={onClose}
      onConfirm={save}
    >
      <Textarea
        data-autofocus
        label={text.noteLabel}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={BOARD_LIMITS.noteText}
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && words.trim()) void save()
        }}
      />
    </DialogForm>
  )
}

const ClusterDialog = ({
  asking,
  onClose,
}: {
  asking: Extract<Asking, { type: 'cluster' }>
  onClose: () => void
}) => {
  const { session, describe } = useBoardHere()
  const board = useBoardState(state => state.board)
  const known = asking.cluster === null ? null : board.clusters.get(asking.cluster)
  const cards = asking.keys.flatMap(key => board.cards.get(key) ?? [])
  const [title, setTitle] = useState(known?.title ?? '')
  const [colour, setColour] = useState(
    () =>
      known?.colour ??
      (cards.length === 1 ? describe(cards[0]!).colour : null) ??
      COLOURS[board.clusters.size % COLOURS.length]!,
  )
  const save = async () => {
    const change = { title: title.trim(), colour: colour.toLowerCase() }
    if (asking.cluster === null) session.gather(asking.keys, change.title, change.colour)
    else session.rename(asking.cluster, change)
    onClose()
  }
  return (
    <DialogForm
      confirm={asking.cluster === null ? common.create : common.save}
      disabled={!/^#[0-9a-f]{6}$/i.test(colour)}
      onCancel={onClose}
      onConfirm={save}
    >
      <TextInput
        data-autofocus
        label={text.clusterName}
        description={asking.keys.length > 0 ? text.selected(cards.length) : undefined}
        maxLength={BOARD_LIMITS.clusterTitle}
        value={title}
        onChange={event => setTitle(event.currentTarget.value)}
      />
      <ColorInput
        label={text.colour}
        format="hex"
        value={colour}
        onChange={setColour}
        swatches={COLOURS}
        swatchesPerRow={8}
        eyeDropperButtonProps={{ 'aria-label': text.colour }}
        withEyeDropper={false}
      />
    </DialogForm>
  )
}

const Keys = () => (
  <Table className={styles.keys}>
    <Table.Tbody>
      {text.sheet.rows.map(([keys, what]) => (
        <Table.Tr key={keys}>
          <Table.Th scope="row">{keys}</Table.Th>
          <Table.Td>{what}</Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
)
