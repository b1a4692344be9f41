export * from './routes/accounts.ts'
export * from './routes/bin.ts'
export { createBoard, deleteBoard, getBoard, listBoards, restoreBoard, updateBoard } from './routes/boards.ts'
export * from './routes/conversations.ts'
export { listCorrections } from './routes/corrections.ts'
export * from './routes/findings.ts'
export * from './routes/inbox.ts'
export { getListening, listListening, recordListening } from './routes/listening.ts'
export * from './routes/ontology.ts'
export { addPlanConcept, changePlanConcept, getPlan, listPlanChanges } from './routes/plan.ts'
export {
  assignConversation,
  finishAssignment,
  listActivity,
  listAssignments,
  listMyAssignments,
  listPresence,
  listProgress,
  reviewConversation,
  unassignConversation,
} from './routes/progress.ts'
export { findPlaces, replacePlaces } from './routes/replacing.ts'
export { search } from './routes/search.ts'
