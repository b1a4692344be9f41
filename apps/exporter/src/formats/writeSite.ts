import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { communityFindings } from '../communityFindings.ts'
import type { ExportTask } from '../exportTask.ts'
import { clipPath, findingPage, indexPage, pagePath, STYLE } from './site/pages.ts'

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
  const { findings, withheld } = communityFindings(collected, now)
  const site = join(directory, 'site')
  await mkdir(join(site, 'clips'), { recursive: true })
  await writeFile(join(site, 'style.css'), STYLE)
  await writeFile(join(site, 'index.html'), indexPage(collected.workspace.name, findings))
  for (const finding of findings) {
    await writeFile(join(site, pagePath(finding)), findingPage(collected.workspace.name, finding))
  }
  const audible = findings.flatMap(finding => finding.excerpts).filter(excerpt => excerpt.seconds !== null)
  for (const [index, excerpt] of audible.entries()) {
    signal?.throwIfAborted()
    report(`Cutting clip ${index + 1} of ${audible.length}`, index / audible.length)
    await writeFile(join(site, clipPath(excerpt)), await clip(excerpt.id))
  }
  if (withheld.length > 0) {
    // For the team, beside the site and never in it.
    const lines = withheld.map(
      entry => `excerpt ${entry.excerpt} of finding ${entry.finding}: ${entry.reason}`,
    )
    await writeFile(join(directory, 'withheld.txt'), `${lines.join('\n')}\n`)
  }
}
