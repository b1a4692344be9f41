import { LIMITS, PolyphonyError } from '@polyphony/contract'
import {
  documentName,
  newId,
  readLayer,
  readSpeakers,
  resolveAnchor,
  type SourceWords,
  type TextSpan,
  TranscriptIndex,
  timingOf,
} from '@polyphony/document'
import { liveDocuments } from '../../liveDocuments.ts'
import { ExcerptModel, type ExcerptRecord } from '../../models/excerpt.ts'
import type { FindingRecord } from '../../models/finding.ts'
import { SourceWordsModel } from '../../models/sourceWords.ts'

export interface PickExcerpt {
  finding: FindingRecord
  conversation: string
  /** In whose layer the highlight lies. */
  member: string
  highlight: string
}

const NO_WORDS: SourceWords = { text: [], start: [], end: [], confidence: null }

/** The words of a span, turn by turn, under the speakers' names. */
const turnsOf = (
  index: TranscriptIndex,
  span: TextSpan,
  names: Map<string, string>,
): ExcerptRecord['turns'] => {
  const first = index.order.findIndex(turn => turn.id === span.start.turn)
  const last = index.order.findIndex(turn => turn.id === span.end.turn)
  return index.order
    .slice(first, last + 1)
    .map((turn, i, turns) => ({
      speaker: names.get(turn.speaker) ?? 'Unknown speaker',
      text: turn.text
        .slice(i === 0 ? span.start.offset : 0, i === turns.length - 1 ? span.end.offset : undefined)
        .trim(),
    }))
    .filter(turn => turn.text !== '')
}

const toSeconds = (ms: number): number | null => (ms < 0 ? null : ms / 1000)

/**
 * Picks a highlight as an excerpt of a finding, with its words and times as they stand now: what is decided upon is
 * what leaves, whatever is corrected later.
 * @throws not-found when the highlight is gone, not-ready when its words cannot be found, too-large past
 * `LIMITS.clipSeconds`, already-exists
 */
export const pickExcerpt = async ({
  finding,
  conversation,
  member,
  highlight,
}: PickExcerpt): Promise<ExcerptRecord> => {
  const live = liveDocuments()
  const picked = await live.read(documentName({ kind: 'layer', conversation, member }), doc => {
    const { highlights, codings } = readLayer(doc)
    const found = highlights.get(highlight)
    return found && { anchor: found.anchor, codes: (codings.get(highlight) ?? []).map(coding => coding.code) }
  })
  if (!picked)
    throw new PolyphonyError('not-found', 'There is no such highlight; its author may have removed it.')

  const source = await SourceWordsModel.findById(conversation).lean<{ words: SourceWords }>()
  const passage = await live.read(documentName({ kind: 'transcript', conversation }), doc => {
    const index = new TranscriptIndex(doc)
    try {
      const resolution = resolveAnchor(index, picked.anchor)
      if (!('span' in resolution)) return null
      const names = new Map(readSpeakers(doc).map(speaker => [speaker.id, speaker.name]))
      const times = timingOf(index, source?.words ?? NO_WORDS).spanTimes(resolution.span)
      return { turns: turnsOf(index, resolution.span, names), times }
    } finally {
      index.dispose()
    }
  })
  if (!passage || passage.turns.length === 0) {
    throw new PolyphonyError(
      'not-ready',
      'The words of this highlight are no longer in the transcript: re-attach it first.',
    )
  }

  const { from, to } = passage.times
  if (from >= 0 && to - from > LIMITS.clipSeconds * 1000) {
    throw new PolyphonyError(
      'too-large',
      `An excerpt lasts at most ${LIMITS.clipSeconds / 60} minutes: highlight a shorter passage of this one.`,
    )
  }

  const last = await ExcerptModel.findOne({ finding: finding._id })
    .sort({ position: -1 })
    .lean<ExcerptRecord>()
  const record: ExcerptRecord = {
    _id: newId(),
    finding: finding._id,
    workspace: finding.workspace,
    conversation,
    member,
    highlight,
    turns: passage.turns,
    start: toSeconds(from),
    end: toSeconds(to),
    codes: picked.codes,
    position: (last?.position ?? 0) + 1,
    decision: { state: 'pending', by: null, at: null, reason: null, expiresAt: null },
    createdAt: new Date(),
  }
  try {
    await ExcerptModel.create(record)
  } catch (error) {
    if ((error as { code?: number }).code === 11000) {
      throw new PolyphonyError('already-exists', 'This highlight is an excerpt of this finding already.', {
        cause: error,
      })
    }
    throw error
  }
  return record
}
