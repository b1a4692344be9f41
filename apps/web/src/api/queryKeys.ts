/**
 * Names of everything the query cache holds. What belongs to a workspace begins with its key, so that leaving or
 * deleting a workspace forgets all of it at once.
 */
export const queryKeys = {
  session: ['session'] as const,
  tokens: ['tokens'] as const,
  invitation: (secret: string) => ['invitation', secret] as const,
  members: (workspace: string) => ['workspace', workspace, 'members'] as const,
  invitations: (workspace: string) => ['workspace', workspace, 'invitations'] as const,
  groups: (workspace: string) => ['workspace', workspace, 'groups'] as const,
  conversations: (workspace: string) => ['workspace', workspace, 'conversations'] as const,
  highlights: (workspace: string) => ['workspace', workspace, 'highlights'] as const,
  outlines: (workspace: string) => ['workspace', workspace, 'outlines'] as const,
  codings: (workspace: string) => ['workspace', workspace, 'codings'] as const,
  /** Words of excerpts. */
  passages: (workspace: string) => ['workspace', workspace, 'passages'] as const,
  /** Relations between excerpts. */
  ties: (workspace: string) => ['workspace', workspace, 'ties'] as const,
  speakers: (workspace: string) => ['workspace', workspace, 'speakers'] as const,
  ontology: (workspace: string) => ['workspace', workspace, 'ontology'] as const,
  distinctCodes: (workspace: string) => ['workspace', workspace, 'distinct-codes'] as const,
  revisions: (workspace: string) => ['workspace', workspace, 'revisions'] as const,
  codebookNotes: (workspace: string, format: string) =>
    ['workspace', workspace, 'codebook-notes', format] as const,
  codebookPlan: (workspace: string) => ['workspace', workspace, 'codebook-plan'] as const,
  ontologyAt: (workspace: string, revision: number) =>
    ['workspace', workspace, 'ontology-at', revision] as const,
  plan: (workspace: string) => ['workspace', workspace, 'plan'] as const,
  presence: (workspace: string) => ['workspace', workspace, 'presence'] as const,
  progress: (workspace: string) => ['workspace', workspace, 'progress'] as const,
  assignments: (workspace: string) => ['workspace', workspace, 'assignments'] as const,
  activity: (workspace: string) => ['workspace', workspace, 'activity'] as const,
  myAssignments: ['my-assignments'] as const,
  boards: (workspace: string) => ['workspace', workspace, 'boards'] as const,
  findings: (workspace: string) => ['workspace', workspace, 'findings'] as const,
  excerpts: (workspace: string) => ['workspace', workspace, 'excerpts'] as const,
  workspaceListening: (workspace: string) => ['workspace', workspace, 'listening'] as const,
  inbox: (workspace: string) => ['workspace', workspace, 'inbox'] as const,
  codeThreads: (workspace: string) => ['workspace', workspace, 'code-threads'] as const,
  search: (workspace: string) => ['workspace', workspace, 'search'] as const,
  bin: (workspace: string) => ['workspace', workspace, 'bin'] as const,
  exports: (workspace: string) => ['workspace', workspace, 'exports'] as const,
  conversation: (conversation: string) => ['conversation', conversation] as const,
  corrections: (conversation: string) => ['conversation', conversation, 'corrections'] as const,
  sourceWords: (conversation: string) => ['conversation', conversation, 'words'] as const,
  listening: (conversation: string) => ['conversation', conversation, 'listening'] as const,
  peaks: (conversation: string) => ['conversation', conversation, 'peaks'] as const,
  layers: (conversation: string) => ['conversation', conversation, 'layers'] as const,
  import: (importId: string) => ['import', importId] as const,
  board: (board: string) => ['board', board] as const,
  finding: (finding: string) => ['finding', finding] as const,
}
