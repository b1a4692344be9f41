/** Addresses of the pages. Links are made here, so that a page can move. */
export const paths = {
  home: '/',
  signIn: (next?: string) =>
    next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in',
  account: '/account',
  workspace: (workspace: string) => `/w/${workspace}`,
  conversations: (workspace: string) => `/w/${workspace}/conversations`,
  import: (workspace: string) => `/w/${workspace}/import`,
  /** `at` is a time in seconds to open the desk at; `turn` and `highlight` a place in the transcript. */
  desk: (
    workspace: string,
    conversation: string,
    at: { seconds?: number | null; highlight?: string; member?: string } = {},
  ) => {
    const query = new URLSearchParams()
    if (typeof at.seconds === 'number') query.set('t', at.seconds.toFixed(1))
    if (at.highlight) query.set('highlight', at.highlight)
    if (at.member) query.set('member', at.member)
    return `/w/${workspace}/conversations/${conversation}${query.size > 0 ? `?${query}` : ''}`
  },
  codebook: (workspace: string) => `/w/${workspace}/codebook`,
  findings: (workspace: string) => `/w/${workspace}/findings`,
  finding: (workspace: string, finding: string) => `/w/${workspace}/findings/${finding}`,
  toDecide: (workspace: string) => `/w/${workspace}/to-decide`,
  exports: (workspace: string) => `/w/${workspace}/exports`,
  bin: (workspace: string) => `/w/${workspace}/bin`,
  team: (workspace: string) => `/w/${workspace}/team`,
}
