import { notifications } from '@mantine/notifications'
import { PolyphonyError } from '@polyphony/contract'
import { createElement } from 'react'
import { common } from '../text/common.ts'
import { OfferMessage } from './OfferMessage.tsx'

/** The words of an error for people: the server's own, or a plain admission. */
export const errorMessage = (error: unknown): string =>
  error instanceof PolyphonyError ? error.message : common.unexpectedError

let given = 0

/** How many notifications have been shown: who would say the same aloud can tell whether it was said meanwhile. */
export const noticesGiven = (): number => given

/** Says what went wrong, once: the same message shown twice stays one. */
export const notifyError = (error: unknown): void => {
  if (error instanceof PolyphonyError && error.code === 'cancelled') return
  if (!(error instanceof PolyphonyError)) console.error(error)
  const message = errorMessage(error)
  given++
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
  given++
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
  given++
  notifications.show({ ...notification, closeButtonProps: { 'aria-label': common.close } })
  notifications.update(notification)
}

/** Says something in passing and offers to do what follows from it; of a `kind` one stands at a time. */
export const notifyOffer = (kind: string, message: string, offer: string, act: () => void): void => {
  const id = `brief-${kind}`
  const onAct = () => {
    notifications.hide(id)
    act()
  }
  const notification = {
    id,
    message: createElement(OfferMessage, { message, offer, onAct }),
    role: 'status',
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': common.close },
  }
  given++
  notifications.show(notification)
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
    message: createElement(OfferMessage, {
      message,
      offer: common.undo,
      onAct: () => {
        notifications.hide(id)
        undo()
      },
    }),
    role: 'status',
    autoClose: 15_000,
    closeButtonProps: { 'aria-label': common.close },
  }
  given++
  notifications.show(notification)
  if (kind !== undefined) notifications.update(notification)
}
let serial = 0
