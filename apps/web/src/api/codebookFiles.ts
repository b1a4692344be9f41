import { type CodebookFile, type RouteInput, type RouteOutput, routes, routeUrl } from '@polyphony/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

type ImportBody = NonNullable<RouteInput<typeof routes.importCodebook>['body']>
export type ImportDecisions = Required<Pick<ImportBody, 'onMatch' | 'choices'>> & Pick<ImportBody, 'language'>
export type ImportPlan = RouteOutput<typeof routes.planCodebookImport>
export type PlannedCode = ImportPlan['codes'][number]

/** A codebook that somebody handed over. */
export interface CodebookUpload {
  /** Tells two uploads apart, also of one file. */
  id: string
  name: string
  /** Base64 */
  content: string
}

export const codebookFileUrl = (workspace: string, format: CodebookFile): string =>
  routeUrl(routes.exportCodebook, { params: { workspace, format } })

/** What a file in this format would leave out. Asked anew each time: the codebook changes. */
export const useExportNotes = (workspace: string, format: CodebookFile) =>
  useQuery({
    queryKey: queryKeys.codebookNotes(workspace, format),
    queryFn: ({ signal }) =>
      api.call(routes.previewCodebookExport, { params: { workspace, format } }, signal),
    staleTime: 0,
  })

/**
 * What importing a file would do to the codebook as it is; made anew for other decisions and for another `revision` of
 * the codebook. Until the answer is there, the plan before it stands.
 */
export const useImportPlan = (
  workspace: string,
  upload: CodebookUpload,
  decisions: ImportDecisions,
  /** Counts up with every other decision: the decisions may be thousands. */
  version: number,
  revision: number,
) =>
  useQuery({
    queryKey: [...queryKeys.codebookPlan(workspace), upload.id, version, revision],
    queryFn: ({ signal }) =>
      api.call(
        routes.planCodebookImport,
        { params: { workspace }, body: { name: upload.name, content: upload.content, ...decisions } },
        signal,
      ),
    placeholderData: (before, query) => (query?.queryKey.includes(upload.id) ? before : undefined),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

/** Imports a file as one act, into the codebook that the plan was made for. */
export const useImportCodebook = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ImportBody) => api.call(routes.importCodebook, { params: { workspace }, body }),
    meta: { form: true },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.ontology(workspace) }),
        client.invalidateQueries({ queryKey: queryKeys.revisions(workspace) }),
      ]),
  })
}
