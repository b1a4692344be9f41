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
  /** Deletes one file of an import, if it is there. */
  removeImportFile(importId: string, file: ImportFile): Promise<void>
  removeImport(importId: string): Promise<void>
  /** Moves a finished upload to its import; does nothing where that has happened. */
  adoptUpload(upload: string, importId: string): Promise<void>
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

const foldersOf = (dataDir: string) => {
  const root = join(dataDir, 'media')
  return {
    uploads: join(root, 'uploads'),
    imports: join(root, 'imports'),
    conversations: join(root, 'conversations'),
    exports: join(root, 'exports'),
    scratch: join(root, 'scratch'),
  }
}

/** Opens the media folder of a data folder and makes what is missing of it. For the server alone: it clears up. */
export const openMediaStore = async (dataDir: string): Promise<MediaStore> => {
  const folders = foldersOf(dataDir)
  // What a request left behind when the process was killed is of no use to anybody.
  await rm(folders.scratch, { recursive: true, force: true })
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 })
  return mediaStoreIn(dataDir)
}

/** The media folder as it is; touches nothing by itself. */
export const mediaStoreIn = (dataDir: string): MediaStore => {
  const folders = foldersOf(dataDir)
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
    removeImportFile: (importId, file) => rm(importFile(importId, file), { force: true }),
    async adoptUpload(upload, importId) {
      const uploaded = join(folders.uploads, upload)
      await mkdir(join(folders.imports, importId), { recursive: true })
      await rm(importFile(importId, 'peaks'), { force: true })
      await moveOnce(uploaded, importFile(importId, 'recording'))
      await rm(`${uploaded}.json`, { force: true })
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
