import { z } from 'zod'

/** Name of the list of files in a backup, and of the folder with the files themselves. */
export const MANIFEST = 'manifest.json'
export const FILES = 'data'

/** What a backup consists of. */
export const BackupManifest = z.object({
  format: z.literal(1),
  /** Of the Polyphony that made it. */
  version: z.string(),
  /** ISO 8601: the moment the database was copied. */
  createdAt: z.string(),
  /** `external`: the database lies at MONGODB_URI and is backed up with its own tools. */
  database: z.enum(['embedded', 'external']),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string() })),
})
export type BackupManifest = z.infer<typeof BackupManifest>
