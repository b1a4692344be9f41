import { formatCount } from './format.ts'

export const exports_ = {
  title: 'Exports',
  hint: 'Take findings to the community, and data to other tools. For the community, only what trustees approved leaves.',
  begin: 'New export',
  formats: 'What to make',
  format: {
    site: {
      name: 'A site for the community',
      does: 'Pages with findings, narratives and approved voices, playable in any browser without a connection.',
    },
    csv: {
      name: 'Tables (CSV)',
      does: 'Codebook and codings for spreadsheets and statistics. For the team: it holds the whole coding.',
    },
    jsonld: {
      name: 'Linked data (JSON-LD)',
      does: 'Codebook as SKOS and codings as Web Annotations. For the team: it holds the whole coding.',
    },
  },
  comments: 'Comments of the team',
  commentsHint:
    'What analysts said to each other about passages and codes goes into tables and linked data. The site for the community never holds it.',
  withComments: 'with comments',
  findings: 'Findings',
  findingsHint: 'None chosen means all.',
  allFindings: 'All findings',
  noFindings: 'No findings yet; the codebook and codings can be exported all the same.',
  leftOut: 'What will be left out',
  leftOutNone: 'Every excerpt of these findings may leave.',
  leftOutCount: (count: number, of: number) =>
    `${count} of ${formatCount(of, 'excerpt', 'excerpts')} will stay`,
  start: 'Export',
  started: 'The export has begun.',
  list: 'Exports made',
  empty: 'No exports yet',
  emptyText: 'Each export is kept here, with who made it and what it holds, until you delete it.',
  states: { queued: 'Waiting', running: 'Under way', ready: 'Ready', failed: 'Failed', cancelled: 'Stopped' },
  progress: 'Progress of the export',
  cancel: 'Stop',
  delete: 'Delete',
  deleteTitle: 'Delete this export?',
  deleteText: 'The archive is deleted from the server. What it was made of stays; you can export again.',
  deleted: 'The export is deleted.',
  download: (size: string) => `Download (${size})`,
  made: (ago: string) => `made ${ago}`,
}
