import { deepgramJson } from './formats/deepgramJson.ts'
import { oyezJson } from './formats/oyezJson.ts'
import { plainText } from './formats/plainText.ts'
import { subRip } from './formats/subRip.ts'
import { turnsJson } from './formats/turnsJson.ts'
import { webVtt } from './formats/webVtt.ts'
import { whisperJson } from './formats/whisperJson.ts'
import type { TranscriptFormat } from './transcriptFormat.ts'

/** The formats Polyphony reads; the first that recognises a file reads it. */
export const transcriptFormats: readonly TranscriptFormat[] = [
  deepgramJson,
  oyezJson,
  turnsJson,
  whisperJson,
  webVtt,
  subRip,
  plainText,
]
