import { expect, it } from 'vitest'
import { findFfmpeg, locateFfmpeg } from './findFfmpeg.ts'

it('falls back to the build that is installed with the server', async () => {
  expect(await locateFfmpeg({ PATH: '/nowhere' })).toContain('@ffmpeg-installer')
})

it('believes FFMPEG_PATH before the PATH, and says so when it is wrong', async () => {
  const path = await findFfmpeg()
  expect(await locateFfmpeg({ FFMPEG_PATH: path, PATH: '/nowhere' })).toBe(path)
  await expect(locateFfmpeg({ FFMPEG_PATH: '/nowhere/ffmpeg' })).rejects.toMatchObject({
    code: 'media-unavailable',
  })
})
