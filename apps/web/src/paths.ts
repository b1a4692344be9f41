/** Addresses of the pages. Links are made here, so that a page can move. */
export const paths = {
  home: '/',
  signIn: (next?: string) =>
    next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in',
  account: '/account',
  workspace: (workspace: string) => `/w/${workspace}`,
  conversations: (workspace: string) => `/w/${workspace}/conversations`,
  import: (workspace: string) => `/w/${workspace}/import`,
  /**
   * `at` is where to open the desk: a time in seconds, a turn (with its first source word, by which it is found when it
   * was joined to another), a member's highlight, what was said of a code, on either of them a message
   * (`<member>/<comment>`); and what to look for there.
   */
  desk: (
    workspace: string,
    conversation: string,
    at: {
      seconds?: number | null
      highlight?: string
      member?: string
      turn?: string
      word?: number
      find?: string
      code?: string
      comment?: string
    } = {},
  ) => {
    const query = new URLSearchParams()
    if (at.turn) query.set('turn', at.turn)
    if (at.word !== undefined) query.set('word', String(at.word))
    if (typeof at.seconds === 'number') query.set('t', at.seconds.toFixed(1))
    if (at.highlight) query.set('highlight', at.highlight)
    if (at.member) query.set('member', at.member)
    if (at.find) query.set('find', at.find)
    if (at.code) query.set('code', at.code)
    if (at.comment) query.set('comment', at.comment)
    return `/w/${workspace}/conversations/${conversation}${query.size > 0 ? `?${query}` : ''}`
  },
  activity: (workspace: string) => `/w/${workspace}/activity`,
  duplicates: (workspace: string) => `/w/${workspace}/codebook/duplicates`,
  /** `code` is the one to show. */
  codebook: (workspace: string, code?: string) => `/w/${workspace}/codebook${code ? `?code=${code}` : ''}`,
  /** `filter` narrows its excerpts (`ExcerptFilter`); `from` is the merged code whose address led here. */
  code: (
    workspace: string,
    code: string,
    filter: Partial<Record<'group' | 'conversation' | 'speaker' | 'member' | 'with' | 'from', string>> = {},
  ) => {
    const query = new URLSearchParams(filter)
    return `/w/${workspace}/codebook/codes/${code}${query.size > 0 ? `?${query}` : ''}`
  },
  proposals: (workspace: string) => `/w/${workspace}/codebook/proposals`,
  /** Splitting a code, and sorting its excerpts. */
  split: (workspace: string, code: string) => `/w/${workspace}/codebook/split/${encodeURIComponent(code)}`,
  /**
   * Who changed the codebook, of one code when it is named; the codebook as it was after a revision (`at`), or what
   * changed from one revision to another.
   */
  codebookHistory: (
    workspace: string,
    { code, at, from, to }: { code?: string; at?: number; from?: number; to?: number } = {},
  ) => {
    const query = new URLSearchParams()
    if (code) query.set('code', code)
    for (const [name, number] of Object.entries({ at, from, to }))
      if (number !== undefined) query.set(name, String(number))
    return `/w/${workspace}/codebook/history${query.size > 0 ? `?${query}` : ''}`
  },
  boards: (workspace: string) => `/w/${workspace}/codebook/boards`,
  board: (workspace: string, board: string) => `/w/${workspace}/codebook/boards/${board}`,
  patterns: (workspace: string) => `/w/${workspace}/codebook/patterns`,
  /** The plan that codes are mapped to; `concept` is the priority, commitment or action whose page it is. */
  plan: (workspace: string, concept?: string) =>
    `/w/${workspace}/codebook/plan${concept ? `/${encodeURIComponent(concept)}` : ''}`,
  search: (workspace: string, q?: string) =>
    `/w/${workspace}/search${q ? `?q=${encodeURIComponent(q)}` : ''}`,
  findings: (workspace: string) => `/w/${workspace}/findings`,
  finding: (workspace: string, finding: string) => `/w/${workspace}/findings/${finding}`,
  toDecide: (workspace: string) => `/w/${workspace}/to-decide`,
  exports: (workspace: string) => `/w/${workspace}/exports`,
  bin: (workspace: string) => `/w/${workspace}/bin`,
  team: (workspace: string) => `/w/${workspace}/team`,
}
