import { formatCount } from './format.ts'

/** Words of the inbox. */
export const inbox = {
  title: 'Inbox',
  open: (unseen: number) => (unseen === 0 ? 'Inbox' : `Inbox, ${unseen} unread`),
  arrived: (unseen: number) => formatCount(unseen, 'unread message', 'unread messages'),
  unseen: 'Unread',
  all: 'All',
  which: 'Which messages',
  markAll: 'Mark all as read',
  markedAll: (count: number) => `${formatCount(count, 'message was', 'messages were')} marked as read.`,
  markSeen: 'Mark as read',
  markUnseen: 'Mark as unread',
  more: 'Show older ones',
  none: 'Nothing yet',
  noneText:
    'When somebody mentions you with @, answers you, comments on your highlights, decides on a code that you proposed or rejects a coding of yours, it stands here.',
  noneUnseen: 'All read',
  noneUnseenText: 'Nothing new was written to you.',
  close: 'Close',
  somebody: 'Somebody',
  what: {
    mention: (who: string) => `${who} mentioned you`,
    memo: (who: string) => `${who} mentioned you in a memo`,
    reply: (who: string) => `${who} answered`,
    comment: (who: string) => `${who} commented on your highlight`,
  },
  proposal: {
    adopted: (who: string, code: string) => `${who} adopted your code “${code}”`,
    rejected: (who: string, code: string) => `${who} rejected your code “${code}”`,
    merged: (who: string, code: string) => `${who} merged your code “${code}”`,
    retired: (who: string, code: string) => `${who} retired your code “${code}”`,
  },
  rejected: (who: string, code: string) => `${who} rejected your coding “${code}”`,
  mergedInto: (name: string) => `into “${name}”`,
  onProposal: 'your proposal',
  onCode: (name: string) => `on the code “${name}”`,
  onDeleted: 'on a highlight that was deleted',
  resolved: 'Resolved',
}
