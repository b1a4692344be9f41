import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Where the development server finds Polyphony's own server. */
const server = process.env.POLYPHONY_URL ?? 'http://127.0.0.1:4180'

/** Libraries that change together travel together, so that a release of ours does not make browsers fetch them again. */
const chunks: [name: string, test: RegExp][] = [
  ['react', /node_modules\/(react|react-dom|react-router|scheduler|@tanstack)\//],
  ['mantine', /node_modules\/(@mantine\/(core|hooks)|@floating-ui)\//],
  ['zod', /node_modules\/zod\//],
  ['icons', /node_modules\/@tabler\//],
  ['yjs', /node_modules\/(yjs|lib0|y-protocols|y-indexeddb|@hocuspocus)\//],
]

/** Names in the page what the desk's program consists of, so that `public/ahead.js` can ask for it at once. */
const nameDeskProgram: Plugin = {
  name: 'name-desk-program',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const files = Object.values(bundle)
      const desk = files.find(file => file.type === 'chunk' && file.name === 'DeskPage')
      if (desk?.type !== 'chunk') return []
      const content = [desk.fileName, ...desk.imports].map(file => `/${file}`).join(' ')
      // Before the scripts, which look for it.
      return [{ tag: 'meta', attrs: { name: 'desk-program', content }, injectTo: 'head-prepend' }]
    },
  },
}

export default defineConfig({
  plugins: [react(), nameDeskProgram],
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
