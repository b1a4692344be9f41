import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { finished } from 'node:stream/promises'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** Packs a folder into a zip archive, file by file, whatever its size; audio is stored as it is. */
export const zipFolder = async (folder: string, archive: string): Promise<void> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  const output = createWriteStream(archive)
  const done = finished(output)
  // Awaited at the end; a failure before that is met where it is written.
  done.catch(() => {})
  const zip = new Zip((error, data, final) => {
    if (error) return output.destroy(error)
    output.write(data)
    if (final) output.end()
  })
  for (const file of files.sort()) {
    const name = relative(folder, file).split(sep).join('/')
    const entry = name.endsWith('.mp3') ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 })
    zip.add(entry)
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      entry.push(chunk)
      if (output.writableNeedDrain) await once(output, 'drain')
    }
    entry.push(new Uint8Array(), true)
  }
  zip.end()
  await done
}
