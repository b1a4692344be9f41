import { FONT, type Inks, TITLE_FONT } from './inks.ts'

const NS = 'http://www.w3.org/2000/svg'
const MARGIN = 24

export interface PictureWords {
  title: string
  /** How it was counted, and what is withheld. */
  lines: string[]
}

const textAt = (words: string, y: number, style: Record<string, string>): SVGTextElement => {
  const element = document.createElementNS(NS, 'text')
  element.setAttribute('x', String(MARGIN))
  element.setAttribute('y', String(y))
  for (const [name, value] of Object.entries(style)) element.setAttribute(name, value)
  element.textContent = words
  return element
}

const sizeOf = (svg: SVGElement): { width: number; height: number } => ({
  width: Number(svg.getAttribute('width')),
  height: Number(svg.getAttribute('height')),
})

/** A drawing with its title, its legend and the words below: one SVG that needs nothing else. */
export const composePicture = (
  drawing: SVGElement,
  legend: SVGElement | null,
  { title, lines }: PictureWords,
  inks: Inks,
): string => {
  const body = sizeOf(drawing)
  const key = legend ? sizeOf(legend) : { width: 0, height: 0 }
  const width = Math.max(body.width, key.width, 560) + 2 * MARGIN
  const top = 64 + (legend ? key.height + 12 : 0)
  const height = top + body.height + 20 + lines.length * 18 + MARGIN
  const picture = document.createElementNS(NS, 'svg')
  for (const [name, value] of Object.entries({
    xmlns: NS,
    width: String(width),
    height: String(height),
    viewBox: `0 0 ${width} ${height}`,
    'font-family': FONT,
    'font-size': '12',
    fill: inks.ink,
    role: 'img',
  }))
    picture.setAttribute(name, value)
  const name = document.createElementNS(NS, 'title')
  name.textContent = title
  const paper = document.createElementNS(NS, 'rect')
  paper.setAttribute('width', '100%')
  paper.setAttribute('height', '100%')
  paper.setAttribute('fill', inks.paper)
  picture.append(
    name,
    paper,
    textAt(title, 42, { 'font-family': TITLE_FONT, 'font-size': '20', 'font-weight': '600' }),
  )
  const place = (svg: SVGElement, y: number) => {
    const copy = svg.cloneNode(true) as SVGElement
    copy.setAttribute('x', String(MARGIN))
    copy.setAttribute('y', String(y))
    copy.setAttribute('fill', inks.ink)
    copy.setAttribute('font-family', FONT)
    picture.append(copy)
  }
  if (legend) place(legend, 58)
  place(drawing, top)
  for (const [i, line] of lines.entries())
    picture.append(textAt(line, top + body.height + 26 + i * 18, { fill: inks.soft }))
  return new XMLSerializer().serializeToString(picture)
}
