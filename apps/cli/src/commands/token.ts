import { createInterface } from 'node:readline/promises'
import { createApiClient, ErrorBody, PolyphonyError, routes } from '@polyphony/contract'
import { type Command, InvalidArgumentError } from 'commander'
import { type ConnectionOptions, connect, withConnection } from '../connection.ts'
import { createOutput } from '../output.ts'

/** Signs in with e-mail and password; the answer's cookies are the session. */
const signIn = async (server: string, email: string, password: string): Promise<string> => {
  let response: Response
  try {
    response = await fetch(`${server}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server },
      body: JSON.stringify({ email, password }),
    })
  } catch (cause) {
    throw new PolyphonyError('unavailable', `No server answers at ${server}.`, { cause })
  }
  if (!response.ok) {
    const parsed = ErrorBody.safeParse(await response.json().catch(() => null))
    if (parsed.success) throw new PolyphonyError(parsed.data.error.code, parsed.data.error.message)
    throw new PolyphonyError('wrong-credentials', 'E-mail or password is wrong.')
  }
  return response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}

/** The password from POLYPHONY_PASSWORD, else from the first line of standard input. */
const readPassword = async (): Promise<string> => {
  if (process.env.POLYPHONY_PASSWORD) return process.env.POLYPHONY_PASSWORD
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  if (process.stdin.isTTY) process.stderr.write('Password (shown as you type): ')
  const line = await lines[Symbol.asyncIterator]().next()
  lines.close()
  if (line.done || !line.value)
    throw new PolyphonyError(
      'invalid-input',
      'No password was given on standard input or in POLYPHONY_PASSWORD.',
    )
  return line.value
}

const parseDays = (text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It takes a number of days, 1 or more.')
  return Number(text)
}

interface CreateOptions extends ConnectionOptions {
  email: string
  name: string
  readOnly?: boolean
  days?: number
}

/** `polyphony token`: personal access tokens for scripts. */
export const addToken = (program: Command): void => {
  const token = program.command('token').description('personal access tokens')
  token
    .command('create')
    .description('make a token; its secret is shown once')
    .requiredOption('--email <address>', 'e-mail of your account')
    .option('--name <name>', 'what it is for', 'command line')
    .option('--read-only', 'a token that can change nothing')
    .option('--days <n>', 'days until it expires', parseDays)
    .option(
      '--server <url>',
      'address of the server (or POLYPHONY_SERVER)',
      process.env.POLYPHONY_SERVER ?? 'http://127.0.0.1:4180',
    )
    .addHelpText('after', '\nThe password is read from POLYPHONY_PASSWORD or standard input.')
    .action(async (options: CreateOptions, command: Command) => {
      const out = createOutput(Boolean(command.optsWithGlobals().json))
      const server = options.server.replace(/\/+$/, '')
      const cookie = await signIn(server, options.email, await readPassword())
      const api = createApiClient({
        baseUrl: server,
        fetch: (url, init) =>
          fetch(url, {
            ...init,
            headers: { ...(init?.headers as Record<string, string>), cookie, origin: server },
          }),
      })
      const made = await api.call(routes.createToken, {
        body: {
          name: options.name,
          readOnly: options.readOnly ?? false,
          expiresInDays: options.days ?? null,
        },
      })
      out.result(made, made.secret)
    })
  withConnection(token.command('list').description('my tokens')).action(
    async (options: ConnectionOptions, command: Command) => {
      const out = createOutput(Boolean(command.optsWithGlobals().json))
      const tokens = await connect(options).api.call(routes.listTokens)
      out.result(
        tokens,
        tokens
          .map(
            one =>
              `${one.id}  ${one.name}  ${one.readOnly ? 'reads' : 'reads and writes'}  last used ${one.lastUsedAt ?? 'never'}`,
          )
          .join('\n') || 'No tokens.',
      )
    },
  )
  withConnection(token.command('revoke').description('revoke a token').argument('<id>')).action(
    async (id: string, options: ConnectionOptions, command: Command) => {
      const out = createOutput(Boolean(command.optsWithGlobals().json))
      const result = await connect(options).api.call(routes.revokeToken, { params: { token: id } })
      out.result(result, `Token ${id} is revoked.`)
    },
  )
}
