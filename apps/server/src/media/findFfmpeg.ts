import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { MediaError } from './mediaError.ts'

let found: Promise<string> | undefined

/**
 * Path of the ffmpeg to use, looked for once: `FFMPEG_PATH`, else the `PATH`, else the build that is installed with
 * the server.
 * @throws MediaError `media-unavailable`
 */
export const findFfmpeg = (): Promise<string> => {
  found ??= locateFfmpeg(process.env).catch(error => {
    found = undefined
    throw error
  })
  return found
}

export const locateFfmpeg = async (env: NodeJS.ProcessEnv): Promise<string> => {
  if (env.FFMPEG_PATH) {
    if (await isExecutable(env.FFMPEG_PATH)) return env.FFMPEG_PATH
    const what = `FFMPEG_PATH names ${env.FFMPEG_PATH}, which cannot be executed`
    throw new MediaError(
      'media-unavailable',
      what,
      'Correct it, or unset it to use the ffmpeg that is installed.',
    )
  }
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (folder !== '' && (await isExecutable(join(folder, name)))) return join(folder, name)
  }
  try {
    const installed = (await import('@ffmpeg-installer/ffmpeg')).default.path
    if (await isExecutable(installed)) return installed
    throw new Error(`${installed} cannot be executed`)
  } catch (cause) {
    throw new MediaError(
      'media-unavailable',
      'No ffmpeg was found',
      'Install ffmpeg, or name it in FFMPEG_PATH.',
      { cause },
    )
  }
}

const isExecutable = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
