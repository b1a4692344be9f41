import { existsSync } from 'node:fs'
import { run } from './prepareWorkspace.mjs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The browser for the end-to-end tests: `CHROMIUM_PATH`, else a usual place, else Debian's package when this process
 * may install it. Null, with advice printed, when there is none.
 */
export const findChromium = async () => {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    console.error(`CHROMIUM_PATH names ${named}, where there is no file.`)
    return null
  }
  const found = PLACES.find(place => existsSync(place))
  if (found) return found
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium with apt …')
    await run('apt-get', ['update', '-qq'], { quiet: true })
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    const code = await run(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
      { quiet: true, env },
    )
    if (code === 0 && existsSync(PLACES[0])) return PLACES[0]
  }
  console.error(
    'The end-to-end tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium) or set CHROMIUM_PATH to its program.',
  )
  return null
}
