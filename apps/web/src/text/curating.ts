const q = (name: string) => `“${name}”`

/** Words of accepting and rejecting codings. */
export const curating = {
  accept: 'Accept',
  acceptCode: (code: string) => `Accept ${q(code)}`,
  acceptLabel: (code: string, words: string) => `Accept ${q(code)} on ${q(words)}`,
  reject: 'Reject…',
  rejectCode: (code: string) => `Reject ${q(code)}…`,
  rejectLabel: (code: string, words: string) => `Reject ${q(code)} on ${q(words)}`,
  takeBack: 'Take the decision back',
  takeBackOn: (code: string) => `Take the decision on ${q(code)} back`,
  rejectTitle: (code: string) => `${q(code)} does not count here`,
  rejectHint: (name: string) =>
    `The coding stays on record as ${name} stated it; ${name} sees what you decided and why.`,
  reason: 'Why?',
  confirmReject: 'Reject',
  accepted: (by: string) => `accepted by ${by}`,
  assigned: (by: string) => `assigned by ${by}`,
  rejected: (by: string) => `rejected by ${by}`,
  acceptedCode: (code: string, by: string) => `${q(code)} is accepted by ${by}.`,
  you: 'you',
  somebody: 'somebody',
  didAccept: (code: string) => `${q(code)} is accepted.`,
  didReject: (code: string) => `${q(code)} does not count there any more.`,
  didTakeBack: (code: string) => `${q(code)} counts there as it was applied.`,
  rejectedOnes: (count: number) =>
    count === 1 ? 'One coding was rejected' : `${count} codings were rejected`,
  rejectedHint: 'They stay on record as they were stated, and count nowhere.',
  more: 'Show more',
  acts: {
    accept: (code: string, quote: string) => `accept ‘${code}’ on ${quote}`,
    reject: (code: string, quote: string) => `reject ‘${code}’ on ${quote}`,
    takeBack: (code: string, quote: string) => `take the decision on ‘${code}’ on ${quote} back`,
  },
}
