import { pipelineOnDocument } from '../aggregate/pipeline.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { CommandError, fail } from '../errors.ts'
import { compileExpression, scopeOf } from '../expressions/compile.ts'
import type { Store } from '../store/store.ts'
import { type Document, setField } from '../values/types.ts'
import type { Handler } from '../wire/listen.ts'
import type { Request } from '../wire/messages.ts'
import { type Access, authenticate, requireAccess } from './access.ts'
import {
  arrayOf,
  type Command,
  type CommandContext,
  checkFields,
  documentOf,
  nonNegative,
  type Reply,
} from './command.ts'
import type { Cursors } from './cursors.ts'
import { readCommands } from './read.ts'
import { schemaCommands } from './schema.ts'
import { serverCommands } from './server.ts'
import type { Transactions } from './transactions.ts'
import { writeCommands } from './write.ts'

const COMMANDS: Readonly<Record<string, Command>> = {
  ...serverCommands,
  ...readCommands,
  ...writeCommands,
  ...schemaCommands,
}

const SESSION_COMMANDS = ['commitTransaction', 'abortTransaction', 'endSessions', 'killSessions']

export interface Server {
  store: Store
  catalog: Catalog
  cursors: Cursors
  transactions: Transactions
  access: Access
}

/** Answers commands: alone, inside a group commit, or inside their transaction. */
export function dispatcher(server: Server): Handler {
  const { store, transactions, access } = server
  return async (request, connection) => {
    const { name, command } = request
    if (name === 'saslStart') return authenticate(command, connection, access)
    if (!Object.hasOwn(serverCommands, name)) requireAccess(name, connection, access)
    if (SESSION_COMMANDS.includes(name)) return sessionCommand(name, command, transactions)
    const handler = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (!handler) fail('CommandNotFound', `no such command: '${name}'`)
    checkFields(name, command, handler.fields)
    const run = () => {
      const limit = new TimeLimit(nonNegative(command.maxTimeMS, 'maxTimeMS'))
      try {
        return handler.run(contextOf(request, server, limit.check))
      } finally {
        limit.lift() // a cursor that stays open is not held to it
      }
    }
    if (Object.hasOwn(serverCommands, name)) return run()
    if (command.autocommit === false) return transactions.run(command, connection, run)
    if (command.txnNumber !== undefined) {
      fail('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos')
    }
    while (store.locked) await store.idle()
    const writes = typeof handler.writes === 'function' ? handler.writes(command) : handler.writes
    return writes ? store.write(run, isRefusal) : run()
  }
}

/** A refused command has changed nothing by itself, so the commit of its group goes on. */
function isRefusal(error: unknown): boolean {
  return error instanceof CommandError
}

async function sessionCommand(name: string, command: Document, transactions: Transactions): Promise<Reply> {
  if (name === 'commitTransaction') return transactions.commit(command)
  if (name === 'abortTransaction') return transactions.abort(command)
  await transactions.endSessions(arrayOf(command[name], name))
  return { ok: 1 }
}

function contextOf(
  { name, command, sequences }: Request,
  { catalog, cursors }: Server,
  check: () => void,
): CommandContext {
  const database = typeof command.$db === 'string' ? command.$db : 'admin'
  return {
    name,
    command,
    sequences,
    database,
    catalog,
    cursors,
    variables: constants(command),
    check,
    pipelineUpdate: (pipeline, variables) =>
      pipelineOnDocument({ catalog, database, variables, check }, pipeline),
  }
}

/** The command's `let`: expressions without a document. */
function constants(command: Document): Document {
  const variables: Document = {}
  for (const [name, value] of Object.entries(documentOf(command.let, 'let'))) {
    setField(variables, name, compileExpression(value)(scopeOf({})))
  }
  return variables
}

/** The time a command may take from its start. */
class TimeLimit {
  #end: number

  constructor(milliseconds: number) {
    this.#end = milliseconds === 0 ? Infinity : Date.now() + milliseconds
  }

  /** @throws CommandError (MaxTimeMSExpired) */
  readonly check = (): void => {
    if (Date.now() > this.#end) fail('MaxTimeMSExpired', 'operation exceeded time limit')
  }

  lift(): void {
    this.#end = Infinity
  }
}
