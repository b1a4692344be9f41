/** Words of links to places, and of what is said where a link leads nowhere any more. */
export const links = {
  copyTurn: 'Copy link to this turn',
  copyHighlight: 'Copy link to this highlight',
  copied: 'Link copied.',
  copiedTime: (time: string) => `Link to ${time} copied.`,
  copyByHand: (address: string) => `The browser does not let pages copy. The link is: ${address}`,
  aboutTurn: (speaker: string) => `${speaker}: about this turn`,
  shortcuts: {
    place: 'Copy link to where you stand',
    time: 'Copy link to the player’s time',
  },
  turnMoved: 'The turn this link led to was joined to another. This is where its words stand now.',
  turnGone: 'The turn this link led to is no longer in the transcript.',
  highlightGone: 'The highlight this link led to was deleted by its author.',
  highlightGoneHere: 'The highlight this link led to was deleted by its author. This is where it stood.',
  highlightLost: 'The words of this highlight were deleted in a correction. This is where they stood.',
  highlightUnplaced: 'This highlight has lost its place in the transcript; its card shows its words.',
  timeUnknown: 'Nothing is said at the time this link led to.',
  forbiddenTitle: 'You may not read this conversation',
  forbidden: (name: string) =>
    `It belongs to a workspace that ${name} is not a member of, or whose conversations your role does not open. Ask who sent you the link for an invitation, or sign in with another account.`,
  goneTitle: 'This conversation is not here',
  gone: 'It was deleted, or the link is incomplete.',
  goneBin: 'If it was deleted within the last 30 days, it can be taken out of the bin.',
  toConversations: 'All conversations',
  toBin: 'Look in the bin',
}
