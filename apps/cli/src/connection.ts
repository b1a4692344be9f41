import { type ApiClient, createApiClient, PolyphonyError, routes } from '@polyphony/contract'
import type { Command } from 'commander'

const DEFAULT_SERVER = 'http://127.0.0.1:4180'

/** Where a command finds the server and as whom it speaks. */
export interface ConnectionOptions {
  server: string
  token?: string
}

/** Adds `--server` and `--token` to a command that speaks to a running server. */
export const withConnection = (command: Command): Command =>
  command
    .option(
      '--server <url>',
      'address of the server (or POLYPHONY_SERVER)',
      process.env.POLYPHONY_SERVER ?? DEFAULT_SERVER,
    )
    .option('--token <token>', 'personal access token (better: POLYPHONY_TOKEN, which no process list shows)')

export interface Connection {
  api: ApiClient
  baseUrl: string
  token: string
}

/** @throws PolyphonyError when there is no token */
export const connect = ({ server, token = process.env.POLYPHONY_TOKEN }: ConnectionOptions): Connection => {
  if (!token) {
    throw new PolyphonyError(
      'sign-in-required',
      'A personal access token is needed: make one with “polyphony token create”, then set POLYPHONY_TOKEN.',
    )
  }
  const baseUrl = server.replace(/\/+$/, '')
  return { api: createApiClient({ baseUrl, token }), baseUrl, token }
}

/** The id of the workspace named, by id or name; the only one when none is named. @throws not-found, invalid-input */
export const findWorkspace = async (api: ApiClient, named: string | undefined): Promise<string> => {
  const workspaces = await api.call(routes.listWorkspaces)
  const list = workspaces.map(one => `  ${one.id}  ${one.name}`).join('\n') || '  (none)'
  if (named === undefined) {
    if (workspaces.length === 1) return workspaces[0]!.id
    throw new PolyphonyError('invalid-input', `Say which workspace with --workspace:\n${list}`)
  }
  const found = workspaces.filter(one => one.id === named || one.name === named)
  if (found.length === 1) return found[0]!.id
  throw new PolyphonyError(
    'not-found',
    `${found.length === 0 ? 'No workspace' : 'More than one workspace'} is “${named}”:\n${list}`,
  )
}
