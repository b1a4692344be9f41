import { type AffinityBoard, routes } from '@polyphony/contract'
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

/** The boards of a workspace as records, newest first; asked for anew each time the page opens. */
export const useBoards = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.boards(workspace),
    queryFn: ({ signal }) => api.call(routes.listBoards, { params: { workspace } }, signal),
    staleTime: 0,
  })

/** A board's record, without what lies on it. */
export const useBoard = (board: string) =>
  useQuery({
    queryKey: queryKeys.board(board),
    queryFn: ({ signal }) => api.call(routes.getBoard, { params: { board } }, signal),
  })

export const useCreateBoard = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (title: string) => api.call(routes.createBoard, { params: { workspace }, body: { title } }),
    meta: { form: true },
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.boards(workspace) }),
  })
}

/** Names a board, closes it or opens it again. */
export const useUpdateBoard = (workspace: string, board: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { title?: string; closed?: boolean }) =>
      api.call(routes.updateBoard, { params: { board }, body }),
    onSuccess: changed => client.setQueryData(queryKeys.board(board), changed),
    onSettled: () => refresh(client, workspace, board),
  })
}

export const useDeleteBoard = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (board: string) => api.call(routes.deleteBoard, { params: { board } }),
    onSuccess: (_done, board) => {
      client.setQueryData<AffinityBoard[]>(queryKeys.boards(workspace), list =>
        list?.filter(({ id }) => id !== board),
      )
      return refresh(client, workspace, board)
    },
  })
}

export const useRestoreBoard = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (board: string) => api.call(routes.restoreBoard, { params: { board } }),
    onSuccess: (_done, board) => refresh(client, workspace, board),
  })
}

const refresh = (client: QueryClient, workspace: string, board: string) =>
  Promise.all([
    client.invalidateQueries({ queryKey: queryKeys.board(board) }),
    client.invalidateQueries({ queryKey: queryKeys.boards(workspace) }),
    client.invalidateQueries({ queryKey: queryKeys.bin(workspace) }),
  ])
