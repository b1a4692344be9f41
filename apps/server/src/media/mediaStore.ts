import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Where recordings, waveforms, original transcripts and exports lie: files under one folder, addressed by the ids of
 * what they belong to. Ids are letters and digits only, so no path leaves the folder.
 */
export interface MediaStore {
  /** Folder into which the upload protocol writes. */
  readonly uploads: string
  /** An import's own folder; made on first use. */
  importFolder(importId: string): Promise<string>
  /** A file of an import: `recording`, `peaks`, `transcript` (as handed over) or `draft` (as read). */
  importFile(importId: string, file: ImportFile): string
  removeImport(importId: string): Promise<void>
  /** A file of a conversation. The recording keeps the extension of its container. */
  recording(conversation: string, extension: string): string
  peaks(conversation: string): string
  /** Moves an import's files to its conversation; does nothing where that has happened. */
  adoptImport(importId: string, conversation: string, extension: string | null): Promise<void>
  removeConversation(conversation: string): Promise<void>
  /** Folder of an export's files, and the archive made of them. */
  exportFolder(exportId: string): string
  exportArchive(exportId: string): string
  /** Folder for files that live for one request. */
  readonly scratch: string
}

export type ImportFile = 'recording' | 'peaks' | 'transcript' | 'draft'

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Renames, where the file is still at its old place; a second call finds it moved and is content. */
const moveOnce = async (from: string, to: string): Promise<void> => {
  try {
    await rename(from, to)
  } catch (error) {
    if (!isMissing(error)) throw error
    await stat(to)
  }
}

/** Opens the media folder of a data folder and makes what is missing of it. */
export const openMediaStore = async (dataDir: string): Promise<MediaStore> => {
  const root = join(dataDir, 'media')
  const folders = {
    uploads: join(root, 'uploads'),
    imports: join(root, 'imports'),
    conversations: join(root, 'conversations'),
    exports: join(root, 'exports'),
    scratch: join(root, 'scratch'),
  }
  // What a request left behind when the process was killed is of no use to anybody.
  await rm(folders.scratch, { recursive: true, force: true })
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 })

  const importFile = (importId: string, file: ImportFile) => join(folders.imports, importId, file)
  const conversationFile = (conversation: string, file: string) =>
    join(folders.conversations, conversation, file)
  return {
    uploads: folders.uploads,
    scratch: folders.scratch,
    importFile,
    async importFolder(importId) {
      const folder = join(folders.imports, importId)
      await mkdir(folder, { recursive: true })
      return folder
    },
    removeImport: importId => rm(join(folders.imports, importId), { recursive: true, force: true }),
    recording: (conversation, extension) => conversationFile(conversation, `recording.${extension}`),
    peaks: conversation => conversationFile(conversation, 'peaks'),
    async adoptImport(importId, conversation, extension) {
      await mkdir(join(folders.conversations, conversation), { recursive: true })
      if (extension !== null) {
        await moveOnce(
          importFile(importId, 'recording'),
          conversationFile(conversation, `recording.${extension}`),
        )
        await moveOnce(importFile(importId, 'peaks'), conversationFile(conversation, 'peaks'))
      }
      // The file as handed over stays beside what was read from it; there may have been none.
      await rename(importFile(importId, 'transcript'), conversationFile(conversation, 'transcript')).catch(
        error => {
          if (!isMissing(error)) throw error
        },
      )
    },
    removeConversation: conversation =>
      rm(join(folders.conversations, conversation), { recursive: true, force: true }),
    exportFolder: exportId => join(folders.exports, exportId),
    exportArchive: exportId => join(folders.exports, `${exportId}.zip`),
  }
}
