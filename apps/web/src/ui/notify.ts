import { notifications } from '@mantine/notifications'
import { PolyphonyError } from '@polyphony/contract'
import { createElement } from 'react'
import { common } from '../text/common.ts'
import { UndoMessage } from './UndoMessage.tsx'

/** The words of an error for people: the server's own, or a plain admission. */
export const errorMessage = (error: unknown): string =>
  error instanceof PolyphonyError ? error.message : common.unexpectedError

/** Says what went wrong, once: the same message shown twice stays one. */
export const notifyError = (error: unknown): void => {
  if (error instanceof PolyphonyError && error.code === 'cancelled') return
  if (!(error instanceof PolyphonyError)) console.error(error)
  const message = errorMessage(error)
  notifications.show({
    id: `error-${message}`,
    message,
    color: 'danger',
    role: 'alert',
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': common.close },
  })
}

/** Says that something was done. */
export const notifyDone = (message: string): void => {
  notifications.show({
    message,
    role: 'status',
    autoClose: 5000,
    closeButtonProps: { 'aria-label': common.close },
  })
}

/** Says something in passing. One message of a kind stands at a time: the next takes its place. */
export const notifyBriefly = (kind: string, message: string): void => {
  const notification = { id: `brief-${kind}`, message, role: 'status', autoClose: 4000 }
  notifications.show({ ...notification, closeButtonProps: { 'aria-label': common.close } })
  notifications.update(notification)
}

/**
 * Says that something was done and offers to take it back for as long as the message stands. Of a `kind` one message
 * stands at a time: the next takes its place.
 */
export const notifyUndo = (message: string, undo: () => void, kind?: string): void => {
  const id = kind === undefined ? `undo-${serial++}` : `undo-${kind}`
  const notification = {
    id,
    message: createElement(UndoMessage, {
      message,
      onUndo: () => {
        notifications.hide(id)
        undo()
      },
    }),
    role: 'status',
    autoClose: 15_000,
    closeButtonProps: { 'aria-label': common.close },
  }
  notifications.show(notification)
  if (kind !== undefined) notifications.update(notification)
}
let serial = 0
