import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressAssets } from './build/compressAssets.ts'
import { nameDeskProgram } from './build/nameDeskProgram.ts'
import { nameEarlyScripts } from './build/nameEarlyScripts.ts'

/** Where the development server finds Polyphony's own server. */
const server = process.env.POLYPHONY_URL ?? 'http://127.0.0.1:4180'

/** Libraries that change together travel together, so that a release of ours does not make browsers fetch them again. */
const chunks: [name: string, test: RegExp][] = [
  ['react', /node_modules\/(react|react-dom|react-router|scheduler|@tanstack)\//],
  ['mantine', /node_modules\/(@mantine\/(core|hooks)|@floating-ui)\//],
  // With what tells zod about eval: it must be said before the first schema is made.
  ['zod', /node_modules\/zod\/|src\/withoutEval/],
  ['icons', /node_modules\/@tabler\//],
  ['yjs', /node_modules\/(yjs|lib0|y-protocols|y-indexeddb|@hocuspocus)\//],
]

export default defineConfig({
  plugins: [react(), nameDeskProgram, nameEarlyScripts(), compressAssets()],
  resolve: { dedupe: ['yjs', 'react', 'react-dom'] },
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/collab': { target: server, ws: true, changeOrigin: false },
    },
  },
  build: {
    outDir: 'dist',
    sourcemap: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    rolldownOptions: {
      output: { codeSplitting: { groups: chunks.map(([name, test]) => ({ name, test })) } },
    },
  },
})
