import { startEmbeddedMongo } from './startEmbeddedMongo.ts'

/*
 * The database as a process of its own: `main.ts DATA_DIR [SOCKET_PATH]`, or the environment variables
 * EMBEDDED_MONGO_DATA_DIR, EMBEDDED_MONGO_SOCKET and EMBEDDED_MONGO_TCP=1. Prints one line of JSON when it listens,
 * or why it could not start. It stops on SIGTERM and SIGINT, and when its standard input closes: a parent that is
 * killed leaves nobody behind.
 */

const [dataDir = process.env.EMBEDDED_MONGO_DATA_DIR, socketPath = process.env.EMBEDDED_MONGO_SOCKET] =
  process.argv.slice(2)

async function main(): Promise<void> {
  if (!dataDir) throw new Error('Name a data folder: main.ts DATA_DIR [SOCKET_PATH]')
  const tcp = process.env.EMBEDDED_MONGO_TCP === '1' || undefined
  const { uri, close } = await startEmbeddedMongo({ dataDir, socketPath, tcp })
  const stop = () => {
    close().then(
      () => process.exit(0),
      error => {
        console.error('embedded-mongo:', error)
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.stdin.resume()
  process.stdin.once('end', stop)
  process.stdin.once('close', stop)
  process.stdin.once('error', stop)
  console.log(JSON.stringify({ ready: true, uri }))
}

main().catch(error => {
  console.log(JSON.stringify({ ready: false, error: error instanceof Error ? error.message : String(error) }))
  process.exitCode = 1
  process.stdin.destroy()
})
