import { LIMITS } from '@polyphony/contract'

export const bin = {
  title: 'Bin',
  hint: `What was deleted can be taken out for ${LIMITS.binDays} days; then it is gone for good.`,
  empty: 'The bin is empty',
  emptyText: 'Conversations, findings and boards that somebody deletes lie here until their time is over.',
  kinds: { conversation: 'Conversation', finding: 'Finding', board: 'Board' },
  columns: { title: 'Title', kind: 'What', deleted: 'Deleted', gone: 'Gone on', actions: 'Actions' },
  restore: 'Restore',
  restoreThis: (title: string) => `Restore “${title}”`,
  restored: (title: string) => `“${title}” is back.`,
}
