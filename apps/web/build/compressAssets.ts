import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** What is smaller travels as it is, in bytes. */
const LEAST = 1_000
const QUALITY = 10

const [asBrotli, asGzip] = [promisify(brotliCompress), promisify(gzip)]

/** Puts each script and style sheet beside itself, compressed, so that the server does not do so for everybody who comes. */
export const compressAssets = (): Plugin => {
  let folder = ''
  return {
    name: 'compress-assets',
    apply: 'build',
    configResolved({ root, build }) {
      folder = join(root, build.outDir, build.assetsDir)
    },
    async closeBundle() {
      const names = (await readdir(folder)).filter(name => /\.(js|css|svg)$/.test(name))
      await Promise.all(
        names.map(async name => {
          const path = join(folder, name)
          const bytes = await readFile(path)
          if (bytes.length < LEAST) return
          const parameters = { [constants.BROTLI_PARAM_QUALITY]: QUALITY }
          await writeFile(`${path}.br`, await asBrotli(bytes, { params: parameters }))
          await writeFile(`${path}.gz`, await asGzip(bytes, { level: 9 }))
        }),
      )
    },
  }
}
