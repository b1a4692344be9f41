export { createAnchor } from './anchors/createAnchor.ts'
export { resolveAnchor } from './anchors/resolveAnchor.ts'
export { spanText, trimSpan } from './anchors/spanText.ts'
export { type Suggestion, suggestPlace } from './anchors/suggestPlace.ts'
export { applyInParts, isArriving } from './applyInParts.ts'
export {
  addCluster,
  addNote,
  beginBoard,
  type CardPlace,
  type ClusterArea,
  placeCards,
  placeClusters,
  removeCards,
  removeCluster,
  setCluster,
  setNote,
  setOutcome,
} from './board/boardCommands.ts'
export { BOARD_LIMITS, type CardContent, cardKey } from './board/layout.ts'
export {
  type Board,
  type Card,
  type Cluster,
  type Outcome,
  observeBoard,
  readBoard,
} from './board/readBoard.ts'
export { type BundledDocument, packDocuments, unpackDocuments } from './bundle.ts'
export {
  type ClientRange,
  checkUpdate,
  InvalidUpdateError,
  type UpdateContent,
  type UpdateLimits,
} from './checkUpdate.ts'
export { countsAs } from './curation/countsAs.ts'
export { ruleOn } from './curation/curationCommands.ts'
export { type CodingRef, codingRefKey } from './curation/layout.ts'
export { observeCuration } from './curation/observeCuration.ts'
export { type Curation, type CurationProblem, type Ruling, readCuration } from './curation/readCuration.ts'
export { type DocumentKind, type DocumentRef, documentName, parseDocumentName } from './documentName.ts'

export {
  addComment,
  editComment,
  removeComment,
  setResolved,
} from './layer/commentCommands.ts'
export { followLayer } from './layer/followLayer.ts'
export {
  addCoding,
  addHighlight,
  removeCoding,
  removeHighlight,
  setHighlightAnchor,
  setMemo,
} from './layer/highlightCommands.ts'
export { threadKey } from './layer/layout.ts'
export { type LayerProblem, readLayer } from './layer/readLayer.ts'
export { addTie, removeTie, setTie } from './layer/tieCommands.ts'
export { type LayerChanges, type TrackedLayer, trackLayer } from './layer/trackLayer.ts'
export {
  NARRATIVE_FRAGMENT,
  narrativeSchemaVersion,
  type RichTextNode,
  readNarrative,
  writeNarrative,
} from './narrative/narrative.ts'
export { newId } from './newId.ts'
export {
  type OntologyChanges,
  type OntologyProblem,
  observeOntologyDocument,
  readOntologyDocument,
  writeOntologyDocument,
} from './ontologyDocument/ontologyDocument.ts'
export { LOCAL_ORIGIN } from './origins.ts'
export { cleanRichText } from './richText/cleanRichText.ts'
export { fromPlainText, mentionsOf, plainText, toBody, toRichText } from './richText/plainText.ts'
export {
  type Block,
  Body,
  excessOf,
  type Inline,
  isLinkAddress,
  RICH_TEXT_LIMITS,
  RichText,
} from './richText/richText.ts'
export {
  findMatches,
  longestTerm,
  type Match,
  matchFolded,
  parsePhrase,
  parseSearch,
  type Search,
} from './search/findMatches.ts'
export { type FoldedText, foldText } from './search/foldText.ts'
export { keepCase } from './search/keepCase.ts'
export { expandSourceWords, packSourceWords, SourceWord, SourceWords } from './sourceWords.ts'
export { isResolved, joinThreads, type Message, type Thread } from './threads/joinThreads.ts'
export { type Timing, timingOf } from './timing/timingOf.ts'
export { confirmWords, observeConfirmed, readConfirmed } from './transcript/confirmedWords.ts'
export { correctTurn } from './transcript/correctTurn.ts'
export { type PassageEdit, replacePassages } from './transcript/replacePassages.ts'
export { seedTranscript } from './transcript/seedTranscript.ts'
export {
  addSpeaker,
  mergeSpeakers,
  observeSpeakers,
  readSpeakers,
  renameSpeaker,
  setSpeakerRole,
} from './transcript/speakers.ts'
export { type Located, TranscriptIndex, type Turn } from './transcript/TranscriptIndex.ts'
export { canTakeBackTurns, type Kept, takeBackTurns } from './transcript/takeBackTurns.ts'
export {
  followedBy,
  netChanges,
  type TurnChange,
  turnChangesBetween,
} from './transcript/turnChanges.ts'
export { joinTurn, setTurnSpeaker, spliceTurn, splitTurn } from './transcript/turnCommands.ts'
export {
  repairTranscript,
  type TranscriptProblem,
  validateTranscript,
} from './transcript/validateTranscript.ts'
export type * from './types.ts'
export { Act } from './undo/Act.ts'
export { boardScope } from './undo/boardScope.ts'
export { createHistory } from './undo/createHistory.ts'
export { curationScope } from './undo/curationScope.ts'
export type { Command, History, Step, StepTaken } from './undo/History.ts'
export { layerScope } from './undo/layerScope.ts'
export { transcriptScope } from './undo/transcriptScope.ts'
