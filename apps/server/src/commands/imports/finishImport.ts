import { readFile } from 'node:fs/promises'
import { type Ceiling, PolyphonyError } from '@polyphony/contract'
import {
  documentName,
  newId,
  packSourceWords,
  type SourceWord,
  type Speaker,
  seedTranscript,
  type TurnSeed,
} from '@polyphony/document'
import { liveDocuments } from '../../liveDocuments.ts'
import type { MediaStore } from '../../media/mediaStore.ts'
import { ConversationModel, type ConversationRecord } from '../../models/conversation.ts'
import { ImportModel, type ImportRecord } from '../../models/import.ts'
import { SourceWordsModel } from '../../models/sourceWords.ts'
import { projectConversation } from '../../projections/projectConversation.ts'
import { applySpeakers } from '../../transcripts/applySpeakers.ts'
import type { TranscriptDraft } from '../../transcripts/transcriptDraft.ts'
import { asPolyphonyError } from './receiveTranscript.ts'

export interface FinishImport {
  title: string
  group: string | null
  heldOn: string | null
  ceiling: Ceiling
  speakers: { keys: string[]; name: string; role: Speaker['role'] }[]
}

/** What a transcript document and its source words are made of. */
export interface ConversationText {
  speakers: Speaker[]
  turns: TurnSeed[]
  words: SourceWord[]
}

/** Name of the speaker where a transcript names nobody. */
const UNKNOWN_SPEAKER = 'Speaker'

/**
 * A draft with its speakers renamed and merged, as a transcript's seed. Without a draft: one empty turn, so that
 * somebody can type what the recording says.
 */
export const textOfDraft = (
  draft: TranscriptDraft | null,
  choices: FinishImport['speakers'],
): ConversationText => {
  // Speakers are named in NFC: the same name typed on two systems is one.
  const roles = new Map(choices.map(choice => [choice.name.trim().normalize('NFC'), choice.role]))
  const names = Object.fromEntries(choices.flatMap(({ keys, name }) => keys.map(key => [key, name])))
  const speakers = new Map<string, Speaker>()
  const speakerId = (name: string): string => {
    let speaker = speakers.get(name)
    if (!speaker) {
      speaker = { id: newId(4), name, role: roles.get(name) ?? 'participant' }
      speakers.set(name, speaker)
    }
    return speaker.id
  }
  if (!draft) {
    const turn = { id: newId(6), speaker: speakerId(UNKNOWN_SPEAKER), firstSourceWord: 0, text: '' }
    return { speakers: [...speakers.values()], turns: [turn], words: [] }
  }
  const words: SourceWord[] = []
  const turns = applySpeakers(draft, { names, unknown: UNKNOWN_SPEAKER }).turns.map((turn): TurnSeed => {
    const firstSourceWord = words.length
    for (const { text, start, end, confidence } of turn.words) {
      words.push({ text, start, end, confidence: confidence ?? null })
    }
    return {
      id: newId(6),
      speaker: speakerId(turn.speaker ?? UNKNOWN_SPEAKER),
      firstSourceWord,
      text: turn.words.map(word => word.text).join(' '),
    }
  })
  return { speakers: [...speakers.values()], turns, words }
}

/** Writes the text of a conversation; a second call with the same conversation changes nothing. */
export const writeConversationText = async (conversation: string, text: ConversationText): Promise<void> => {
  await SourceWordsModel.updateOne(
    { _id: conversation },
    { $setOnInsert: { words: packSourceWords(text.words) } },
    { upsert: true },
  )
  await liveDocuments().transact(documentName({ kind: 'transcript', conversation }), 'server', doc => {
    // An earlier try may have come this far before the server stopped.
    if (doc.getText('t').length === 0) seedTranscript(doc, { speakers: text.speakers, turns: text.turns })
  })
}

/**
 * Makes the conversation of an import: text, recording and waveform move to it. Every step can be repeated, so a stop
 * in the middle is mended by finishing again, and finishing again gives the same conversation.
 * @throws not-ready while the recording is still being read, or when there is neither recording nor transcript
 */
export const finishImport = async (
  media: MediaStore,
  record: ImportRecord,
  choice: FinishImport,
): Promise<ConversationRecord> => {
  const existing = () => ConversationModel.findById(record.conversation).lean<ConversationRecord>()
  const finished = await existing()
  if (finished) return finished
  try {
    return await makeConversation(media, record, choice)
  } catch (error) {
    // Finished twice at the same time: whoever was faster has moved the files and made the conversation.
    const faster = await existing()
    if (faster) return faster
    throw error
  }
}

const makeConversation = async (
  media: MediaStore,
  record: ImportRecord,
  choice: FinishImport,
): Promise<ConversationRecord> => {
  const { recording, transcript } = record
  if (!recording && !transcript) {
    throw new PolyphonyError('not-ready', 'Add a recording, a transcript or both before finishing.')
  }
  if (recording && recording.state !== 'ready') {
    throw new PolyphonyError(
      'not-ready',
      recording.state === 'failed'
        ? 'The recording could not be read: take it out or hand over another one.'
        : 'The recording is still being read; this takes about a minute for an hour of audio.',
    )
  }
  const draft = transcript
    ? (JSON.parse(await readFile(media.importFile(record._id, 'draft'), 'utf8')) as TranscriptDraft)
    : null
  let text: ConversationText
  try {
    text = textOfDraft(draft, choice.speakers)
  } catch (error) {
    throw asPolyphonyError(error)
  }
  await writeConversationText(record.conversation, text)
  await media.adoptImport(record._id, record.conversation, recording?.audio?.extension ?? null)
  const lastTimed = text.words.findLast(word => word.end !== null)?.end ?? null
  const conversation: ConversationRecord = {
    _id: record.conversation,
    workspace: record.workspace,
    group: choice.group,
    title: choice.title,
    heldOn: choice.heldOn,
    ceiling: choice.ceiling,
    recording: recording?.audio
      ? {
          type: recording.audio.mime,
          extension: recording.audio.extension,
          bytes: recording.bytes,
          duration: recording.duration ?? 0,
          peaks: true,
        }
      : null,
    duration: recording?.duration ?? lastTimed,
    turns: text.turns.length,
    words: text.words.length,
    createdAt: new Date(),
    importedBy: record.member,
    deletedAt: null,
  }
  await ConversationModel.create(conversation)
  // Its text was written before there was a conversation to search.
  await projectConversation(liveDocuments(), conversation._id, 'all')
  await ImportModel.updateOne(
    { _id: record._id },
    { $set: { finishedAt: new Date(), recording: null, transcript: null } },
  )
  await media.removeImport(record._id)
  return conversation
}
