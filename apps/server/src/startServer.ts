import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { openAuth } from './auth/auth.ts'
import { openCollab } from './collab/openCollab.ts'
import { fillOntologyDocument, stopPublishing } from './commands/publishOntology.ts'
import { becomeOwner, isSetUp, openSetup } from './commands/setUp.ts'
import { connectDatabase, type Database } from './database/connectDatabase.ts'
import { lockDataDir } from './database/lockDataDir.ts'
import { checkFormat, createDataDir, littleSpaceLeft, readAuthSecret } from './database/openDataDir.ts'
import { StartError } from './database/startError.ts'
import type { Env } from './env.ts'
import { createApp } from './http/app.ts'
import { createOriginPolicy } from './http/origins.ts'
import { accountsRoutes } from './http/routes/accounts.ts'
import { ontologyRoutes } from './http/routes/ontology.ts'
import { operationsRoutes } from './http/routes/operations.ts'
import type { ServerContext } from './http/serverContext.ts'
import { findWebDir } from './http/serveWeb.ts'
import { liveDocuments } from './liveDocuments.ts'
import { openContent } from './openContent.ts'
import { forgetActors } from './policies/actor.ts'
import { VERSION } from './version.ts'

export interface StartOptions {
  env: Env
  logger: Logger
  /** Folder of the built web app; left out, the one beside this package where it was built. */
  webDir?: string | null
  /** Told what is being done, one line each, for people. */
  onProgress?: (line: string) => void
}

export interface RunningServer {
  /** Where it listens, e.g. `http://127.0.0.1:4180`. */
  url: string
  /** The one-time link for the first person; null once there is an owner. */
  setupUrl: string | null
  context: ServerContext
  /** Stops: no new requests, what is under way is finished, everything is stored, the data folder is free. */
  close(): Promise<void>
}

/** Requests that are still under way this long after the order to stop are broken off. */
const STOP_MS = 8_000
const SPACE_CHECK_MS = 10 * 60_000

/** Starts the whole server. Throws a `StartError` where a person can mend what is wrong. */
export const startServer = async (options: StartOptions): Promise<RunningServer> => {
  const { env, logger, onProgress = () => {} } = options
  // What has been acquired is released in reverse, also when a later step fails.
  const releases: (() => unknown)[] = []
  const close = once(async () => {
    const failures: unknown[] = []
    for (const release of releases.reverse()) {
      try {
        await release()
      } catch (err) {
        logger.error({ err }, 'a part of the server did not stop cleanly')
        failures.push(err)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'The server did not stop cleanly.')
  })

  try {
    await createDataDir(env.dataDir)
    const lock = await lockDataDir(env.dataDir)
    releases.push(() => lock.release())
    await checkFormat(env.dataDir)
    onProgress(`data folder ${env.dataDir}`)
    const stopWatching = await watchSpace(env.dataDir, logger)
    releases.push(stopWatching)

    // Listening comes first, so that a port in use is told at once; until all is there the answer is “not yet”.
    const http = createServer()
    http.on('request', answerNotYet)
    const url = await listen(http, env)
    releases.push(() => stopListening(http))
    await lock.setAddress(url)

    const database: Database = await connectDatabase(env, logger)
    releases.push(() => database.close())
    onProgress(`database ${database.description}`)

    const publicUrl = env.publicUrl ?? url
    const isAllowedOrigin = createOriginPolicy(env.publicUrl, () => (http.address() as AddressInfo).port)
    const { connection } = database
    const auth = await openAuth({
      client: connection.getClient(),
      db: connection.db!,
      secret: env.authSecret ?? (await readAuthSecret(env.dataDir)),
      publicUrl,
      isAllowedOrigin,
      onSessionEnded: ({ id }) => {
        forgetActors()
        liveDocuments().disconnect({ session: id }, 'session-expired')
      },
      logger,
    })
    const context: ServerContext = {
      env,
      logger,
      version: VERSION,
      publicUrl,
      connection,
      auth,
      isAllowedOrigin,
      ownMetrics: new Registry(),
      databaseReady: () => database.ready(),
    }

    const collab = openCollab({
      connection,
      run: database.run,
      logger,
      isAllowedOrigin,
      onOntologyLoad: fillOntologyDocument,
      metrics: context.ownMetrics,
    })
    const content = await openContent(env.dataDir, url, logger)
    releases.push(async () => {
      // No new requests from here on; those under way may still need the documents and the database.
      const silent = stopListening(http)
      await content.close()
      stopPublishing()
      const saved = await collab.close(Date.now() + STOP_MS)
      await silent
      if (!saved) throw new Error('Some edits could not be written to the database.')
    })

    const setupUrl = await prepareFirstPerson(context, onProgress)
    const app = createApp(
      context,
      [
        operationsRoutes(context),
        accountsRoutes(context, content.createDemoWorkspace),
        ontologyRoutes(context),
        ...content.routers,
      ],
      { webDir: options.webDir === undefined ? findWebDir() : options.webDir },
    )
    collab.attach(http)
    http.off('request', answerNotYet)
    http.on('request', app)
    await content.resume()
    return { url, setupUrl, context, close }
  } catch (error) {
    await close().catch(() => {})
    throw error
  }
}

/** Without an owner: makes the one the settings name, or a one-time link for the first person. */
const prepareFirstPerson = async (
  { env: { owner }, publicUrl, logger }: ServerContext,
  onProgress: (line: string) => void,
): Promise<string | null> => {
  if (await isSetUp()) return null
  if (!owner) return `${publicUrl}/setup#${await openSetup()}`
  const name = owner.email.slice(0, owner.email.indexOf('@'))
  await becomeOwner({ ...owner, name }, 'Our dialogues', logger)
  onProgress(`owner ${owner.email} (from POLYPHONY_OWNER_EMAIL)`)
  return null
}

const answerNotYet = (_req: unknown, res: ServerResponse): void => {
  res.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' })
  res.end(
    JSON.stringify({
      error: { code: 'unavailable', message: 'Polyphony is starting. Try again in a moment.' },
    }),
  )
}

const listen = (http: Server, { host, port }: Env): Promise<string> =>
  new Promise((resolve, reject) => {
    http.once('error', (cause: NodeJS.ErrnoException) => {
      const at = `${host}:${port}`
      const why: Record<string, string> = {
        EADDRINUSE: `Port ${port} is in use. Stop the program that uses it, or set PORT to another one (0 takes any that is free).`,
        EACCES: `Port ${port} may not be used by this user. Set PORT to one above 1023.`,
        EADDRNOTAVAIL: `${at} is no address of this machine. Set HOST to one that is, or to 0.0.0.0 for all.`,
        ENOTFOUND: `${host} is not known here. Set HOST to an address of this machine.`,
      }
      reject(new StartError(why[cause.code ?? ''] ?? `Cannot listen at ${at}: ${cause.message}`, { cause }))
    })
    http.listen(port, host, () => {
      const address = http.address() as AddressInfo
      const everywhere = address.address === '::' || address.address === '0.0.0.0'
      const name = everywhere
        ? 'localhost'
        : address.family === 'IPv6'
          ? `[${address.address}]`
          : address.address
      resolve(`http://${name}:${address.port}`)
    })
  })

const stopListening = (http: Server): Promise<void> =>
  new Promise(resolve => {
    const deadline = setTimeout(() => http.closeAllConnections(), STOP_MS)
    http.close(() => {
      clearTimeout(deadline)
      resolve()
    })
    http.closeIdleConnections()
  })

/** Warns now and every ten minutes while the disk is nearly full; returns the end of that. */
const watchSpace = async (dataDir: string, logger: Logger): Promise<() => void> => {
  const look = async () => {
    const free = await littleSpaceLeft(dataDir)
    if (free !== null)
      logger.warn({ freeMegabytes: Math.round(free / 1024 ** 2), dataDir }, 'the disk is nearly full')
  }
  await look()
  const timer = setInterval(
    () => look().catch(err => logger.warn({ err }, 'free space is unknown')),
    SPACE_CHECK_MS,
  )
  timer.unref()
  return () => clearInterval(timer)
}

const once = (run: () => Promise<void>): (() => Promise<void>) => {
  let result: Promise<void> | undefined
  return () => {
    result ??= run()
    return result
  }
}
