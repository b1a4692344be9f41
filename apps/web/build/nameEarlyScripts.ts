import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Plugin } from 'vite'

const EARLY = /src="\/(early\/[\w-]+\.js)"/g

/**
 * Scripts of `early/` run before the page is drawn and must not wait for the server: named after their content as all
 * assets are, they are kept for good.
 */
export const nameEarlyScripts = (): Plugin => {
  let root = ''
  const ids = new Map<string, string>()
  return {
    name: 'name-early-scripts',
    enforce: 'post',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    buildStart() {
      for (const [, file] of readFileSync(`${root}/index.html`, 'utf8').matchAll(EARLY)) {
        const source = readFileSync(`${root}/${file}`, 'utf8')
        ids.set(file!, this.emitFile({ type: 'asset', name: basename(file!), source }))
      }
    },
    generateBundle(_options, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') this.error('There is no page to name scripts in.')
      page.source = String(page.source).replace(
        EARLY,
        (_, file: string) => `src="/${this.getFileName(ids.get(file)!)}"`,
      )
    },
  }
}
