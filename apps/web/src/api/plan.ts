import {
  type PlanConcept,
  type PlanConceptChange,
  type RouteInput,
  type RouteOutput,
  routes,
} from '@polyphony/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

export type Plan = RouteOutput<typeof routes.getPlan>
export type NewConcept = NonNullable<RouteInput<typeof routes.addPlanConcept>['body']>

/** The plan of a workspace, hidden parts included. Kept in step with what others change by `useLiveLists`. */
export const usePlan = (workspace: string) => useQuery(planQuery(workspace))

const planQuery = (workspace: string) =>
  queryOptions({
    queryKey: queryKeys.plan(workspace),
    queryFn: ({ signal }) => api.call(routes.getPlan, { params: { workspace } }, signal),
    staleTime: 30_000,
  })

/** Asks for the plan as it stands at this moment. */
export const useFetchPlan = (workspace: string) => {
  const client = useQueryClient()
  return () => client.fetchQuery({ ...planQuery(workspace), staleTime: 0 })
}

/** Who changed a concept of the plan, newest first. */
export const usePlanChanges = (workspace: string, concept: string) =>
  useQuery({
    queryKey: [...queryKeys.plan(workspace), 'changes', concept],
    queryFn: ({ signal }) =>
      api.call(routes.listPlanChanges, { params: { workspace }, query: { concept } }, signal),
  })

export const useAddConcept = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewConcept) => api.call(routes.addPlanConcept, { params: { workspace }, body }),
    meta: { form: true },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.plan(workspace) }),
  })
}

/** Changes a concept; the version it is made for comes with it. */
export const useChangeConcept = (workspace: string, form = false) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ concept, change }: { concept: string; change: PlanConceptChange }): Promise<PlanConcept> =>
      api.call(routes.changePlanConcept, { params: { workspace, concept }, body: change }),
    meta: { form },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.plan(workspace) }),
  })
}
