import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { applyCode, deskReady, dragOver, goTo, saved } from './support/deskActions.ts'
import { newPerson, openBrowser } from './support/openBrowser.ts'
import { setUpOwner, setUpStudy } from './support/setUpStudy.ts'
import { startApp } from './support/startApp.ts'

// Makes the pictures of docs/images from the demo: `npx tsx apps/web/e2e/pictures.ts`, after a build.

const images = fileURLToPath(new URL('../../../docs/images/', import.meta.url))
const shoot = async (page: Page, name: string): Promise<void> => {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' })
  process.stdout.write(`${name}.png\n`)
}

const app = await startApp()
const browser = await openBrowser()
const folder = await mkdtemp(join(tmpdir(), 'polyphony-pictures-'))
try {
  const study = await setUpStudy(app, browser, await setUpOwner(app, browser))
  const mira = await study.join('Mira Sand', 'analyst')
  const company = await study.open(mira, study.desk)
  await deskReady(company.page)
  await dragOver(company.page, 'she put down her pen and said')

  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, context } = await study.open(study.owner, study.desk, { colorScheme })
    await deskReady(page)
    await page.getByRole('button', { name: /^Mira Sand, / }).waitFor()
    await goTo(page, 'she put down her pen')
    await page.getByText('The advisor broke a rule that only Cedar could see.').waitFor()
    await shoot(page, `desk-${colorScheme}`)
    if (colorScheme === 'light') {
      await dragOver(page, 'Nobody had told me I was allowed to have it')
      await page.keyboard.press('h')
      await applyCode(page, 'Heard at last')
      await page.getByRole('combobox').fill('asked')
      await saved(page)
      await shoot(page, 'palette')
      await page.keyboard.press('Escape')
    }
    await page.goto(`${app.url}/w/${study.workspace}/codebook`)
    await page.getByRole('treeitem', { name: /^Speaking up costs/ }).click()
    await page.getByText('Nobody has commented on this code yet.').waitFor()
    await shoot(page, `codebook-${colorScheme}`)
    await page.goto(`${app.url}/w/${study.workspace}/findings`)
    await page.getByRole('link', { name: /^People here do not ask/ }).click()
    await page.getByRole('list', { name: 'Voices' }).waitFor()
    await page.getByText('In four very different working lives').waitFor()
    await saved(page)
    await shoot(page, `finding-${colorScheme}`)
    if (colorScheme === 'light') {
      await page.getByRole('link', { name: 'Exports' }).click()
      await page.getByRole('button', { name: 'Export', exact: true }).click()
      await page.getByRole('link', { name: /^Download/ }).waitFor()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: /^Download/ }).click(),
      ])
      for (const [name, bytes] of Object.entries(unzipSync(await readFile(await download.path())))) {
        if (name.endsWith('/')) continue
        await mkdir(dirname(join(folder, name)), { recursive: true })
        await writeFile(join(folder, name), bytes)
      }
    }
    await context.close()
    const reader = await newPerson(browser, { colorScheme, viewport: { width: 1000, height: 900 } })
    await reader.page.goto(pathToFileURL(join(folder, 'site/index.html')).href)
    await reader.page.getByRole('link', { name: /^People here do not ask/ }).click()
    await shoot(reader.page, `site-${colorScheme}`)
    await reader.context.close()
  }
} finally {
  await browser.close()
  await app.close()
  await rm(folder, { recursive: true, force: true })
}
