import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ErrorCode, PolyphonyError } from '@polyphony/contract'
import { communityFindings } from '../communityFindings.ts'
import type { ExportTask } from '../exportTask.ts'
import { clipPath, findingPage, indexPage, pagePath, STYLE } from './site/pages.ts'

/** The clip's own fault: the passage has no sound in the recording, or the recording is damaged there. */
const NO_CLIP: readonly ErrorCode[] = ['not-found', 'audio-unsupported', 'audio-truncated']

/**
 * Writes the community site: static pages that work from the file system and ask nothing of the outside, with a clip
 * cut anew for each excerpt that may leave.
 */
export const writeSite = async ({
  collected,
  directory,
  clip,
  report,
  signal,
  now,
}: ExportTask): Promise<void> => {
  const { findings: sharable, withheld } = communityFindings(collected, now)
  const site = join(directory, 'site')
  await mkdir(join(site, 'clips'), { recursive: true })
  await writeFile(join(site, 'style.css'), STYLE)

  const audible = sharable.flatMap(finding => finding.excerpts).filter(excerpt => excerpt.seconds !== null)
  const silent = new Map<string, string>()
  for (const [index, excerpt] of audible.entries()) {
    signal?.throwIfAborted()
    report(`Cutting clip ${index + 1} of ${audible.length}`, index / audible.length)
    try {
      await writeFile(join(site, clipPath(excerpt)), await clip(excerpt.id))
    } catch (error) {
      // Its words may be read all the same; whatever else is wrong ends the export.
      if (!(error instanceof PolyphonyError) || !NO_CLIP.includes(error.code)) throw error
      silent.set(excerpt.id, error.message)
    }
  }

  const findings = sharable.map(finding => ({
    ...finding,
    excerpts: finding.excerpts.map(excerpt =>
      silent.has(excerpt.id) ? { ...excerpt, seconds: null } : excerpt,
    ),
  }))
  await writeFile(join(site, 'index.html'), indexPage(collected.workspace.name, findings))
  for (const finding of findings) {
    await writeFile(join(site, pagePath(finding)), findingPage(collected.workspace.name, finding))
  }

  const remarks = [
    ...withheld.map(entry => `excerpt ${entry.excerpt} of finding ${entry.finding}: ${entry.reason}`),
    ...[...silent].map(([excerpt, message]) => `excerpt ${excerpt}: without its audio. ${message}`),
  ]
  // For the team, beside the site and never in it.
  if (remarks.length > 0) await writeFile(join(directory, 'withheld.txt'), `${remarks.join('\n')}\n`)
}
