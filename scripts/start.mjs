// `npm start`: install what is missing, build what changed, run the server.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install, requireNode, root, run, tool } from './prepareWorkspace.mjs'

requireNode()
const seconds = since => `${((Date.now() - since) / 1000).toFixed(1)} s`

let began = Date.now()
process.stdout.write('Packages … ')
const installed = await install({ quiet: true })
console.log(installed ? `installed in ${seconds(began)}` : 'in place')

began = Date.now()
process.stdout.write('Build … ')
const code = await run(tool('turbo'), ['run', 'build', '--output-logs=errors-only'], { quiet: true })
if (code !== 0) {
  console.error('The build failed; the lines above say where.')
  process.exit(code)
}
console.log(`ready in ${seconds(began)}`)

const server = spawn(process.execPath, ['--enable-source-maps', join(root, 'apps/server/dist/main.js')], {
  cwd: root,
  stdio: 'inherit',
})
// A terminal sends Ctrl-C to the whole group; other signals reach only this process and are handed on.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (exitCode, signal) => process.exit(exitCode ?? (signal ? 1 : 0)))
