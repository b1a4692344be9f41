// Bundles the server into dist/: our own packages (TypeScript source) go in, npm dependencies of this package stay out.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
const external = Object.keys(dependencies).filter(name => !name.startsWith('@polyphony/'))

/** Every program: the server itself, and those it starts as child processes (see src/childEntry.ts). */
const entries = {
  main: 'src/main.ts',
  embeddedMongo: '../../packages/embedded-mongo/src/main.ts',
  maintain: 'src/maintenance/main.ts',
  exportChild: 'src/commands/exports/exportChild.ts',
}
for (const [name, source] of Object.entries(entries)) {
  if (!existsSync(join(here, source))) throw new Error(`${name}: ${source} is missing`)
}

rmSync(join(here, 'dist'), { recursive: true, force: true })
await build({
  absWorkingDir: here,
  entryPoints: entries,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  sourcemap: true,
  // Dependencies of our packages that this one does not name are bundled; those named are found at run time.
  external: external.flatMap(name => [name, `${name}/*`]),
  // Bundled CommonJS may still ask for Node's own modules.
  banner: {
    js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);",
  },
  logLevel: 'warning',
})
