/** A picture is drawn so many times its size, for sharp print. */
const SCALE = 2
/** Sides and area, in pixels, that every browser's canvas holds. */
const LONGEST_SIDE = 8192
const LARGEST_AREA = 40_000_000

/** How many times its size a picture can be drawn. */
const scaleFor = (width: number, height: number): number =>
  Math.min(SCALE, LONGEST_SIDE / Math.max(width, height), Math.sqrt(LARGEST_AREA / (width * height)))

/** Draws an SVG with a width and a height as a PNG; a very large one smaller than it is. Rejects when it cannot be drawn. */
export const pngOfSvg = async (svg: string): Promise<Blob> => {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const { naturalWidth: width, naturalHeight: height } = image
    const scale = scaleFor(width, height)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob(
        blob => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn.'))),
        'image/png',
      ),
    )
  } finally {
    URL.revokeObjectURL(url)
  }
}
