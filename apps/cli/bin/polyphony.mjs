#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../dist/polyphony.js', import.meta.url))
if (!existsSync(program)) {
  console.error('Polyphony is not built yet. Run “npm start” once, or “npm run build”, in its folder.')
  process.exit(1)
}
await import(program)
