import type { Board, Card } from '@polyphony/document'
import { type Ontology, resolveCode } from '@polyphony/ontology'
import { boards as text } from '../../text/boards.ts'
import { toCsv } from '../../ui/toCsv.ts'
import { stillStands } from './becoming.ts'
import type { CardFacts, Describe } from './cardFacts.ts'
import { boundsOf, byPlace, cardRect, cardsByCluster, clusterRects, HEADER } from './geometry.ts'

interface Source {
  title: string
  board: Board
  ontology: Ontology
  describe: Describe
  /** Where this workspace is reached, for links out of a table: `https://…`. */
  origin: string
}

/** The words of an excerpt stay where consent is known: a file that leaves names only where they were said. */
const wordsToLeave = (card: Card, facts: CardFacts): string =>
  card.content.type === 'excerpt' ? text.kinds.excerpt : facts.words

const outcomeWords = (ontology: Ontology, { clusters }: Board, id: string): string => {
  const outcome = clusters.get(id)?.outcome
  const code = outcome && resolveCode(ontology, outcome.code)
  return outcome && code && stillStands(ontology, outcome) ? text.outcome[outcome.type](code.name) : ''
}

/** The clusters with their cards as a CSV file: a row a card, those in no cluster last. */
export const boardTable = ({ board, ontology, describe, origin }: Source): string => {
  const head = Object.values(text.table)
  const lists = cardsByCluster(board)
  const order = [...[...board.clusters.values()].sort(byPlace).map(({ id }) => id), null]
  const rows = order.flatMap(cluster => {
    const title = cluster === null ? '' : board.clusters.get(cluster)!.title || text.unnamed
    const became = cluster === null ? '' : outcomeWords(ontology, board, cluster)
    const cards = lists.get(cluster) ?? []
    const rowOf = (card: Card) => {
      const facts = describe(card)
      return [
        title,
        became,
        text.kinds[facts.kind],
        wordsToLeave(card, facts),
        card.key.slice(2),
        facts.link === null ? '' : `${origin}${facts.link}`,
      ]
    }
    // A cluster without cards is on record as well.
    return cards.length > 0 ? cards.map(rowOf) : cluster === null ? [] : [[title, became, '', '', '', '']]
  })
  return toCsv([head, ...rows])
}

const escapeXml = (value: string): string =>
  value.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

/** Words in lines of about so many letters, the last one cut where there are more. */
export const wrap = (words: string, letters: number, most: number): string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of words.replace(/\s+/g, ' ').trim().split(' ')) {
    if (line && line.length + 1 + word.length > letters) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  if (line) lines.push(line)
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.slice(0, letters - 1)}…`]
}

const MARGIN = 40
const TITLE = 48
const LINE = 17
const LETTERS = 27

const drawText = (lines: readonly string[], x: number, y: number, attributes: string): string =>
  lines
    .map((line, i) => `<text x="${x}" y="${y + i * LINE}" ${attributes}>${escapeXml(line)}</text>`)
    .join('')

/** The board as a picture on white, as it lies. */
export const boardPicture = ({ title, board, ontology, describe }: Source): string => {
  const rects = clusterRects(board)
  const cards = [...board.cards.values()].sort(byPlace)
  const bounds = boundsOf([...rects.values(), ...cards.map(cardRect)]) ?? {
    x: 0,
    y: 0,
    width: 300,
    height: 80,
  }
  const parts: string[] = []
  for (const cluster of [...board.clusters.values()].sort(byPlace)) {
    const { x, y, width, height } = rects.get(cluster.id)!
    const became = outcomeWords(ontology, board, cluster.id)
    parts.push(
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="14" fill="${cluster.colour}" fill-opacity="0.1" stroke="${cluster.colour}" stroke-width="1.5"/>`,
      drawText([cluster.title || text.unnamed], x + 16, y + 26, 'font-size="17" font-weight="600"'),
      became && drawText([became], x + 16, y + HEADER - 9, 'font-size="12" fill="#555"'),
    )
  }
  for (const card of cards) {
    const { x, y, width, height } = cardRect(card)
    const facts = describe(card)
    const room = Math.floor((height - 34) / LINE)
    parts.push(
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${facts.kind === 'note' ? '#fff8dc' : '#fff'}" stroke="#bbb"/>`,
      facts.colour
        ? `<rect x="${x}" y="${y + 8}" width="5" height="${height - 16}" fill="${facts.colour}"/>`
        : '',
      drawText(wrap(wordsToLeave(card, facts), LETTERS, Math.max(1, room)), x + 16, y + 24, 'font-size="14"'),
      facts.more && drawText(wrap(facts.more, 34, 1), x + 16, y + height - 11, 'font-size="11" fill="#555"'),
    )
  }
  const [left, top] = [bounds.x - MARGIN, bounds.y - MARGIN - TITLE]
  const [width, height] = [bounds.width + 2 * MARGIN, bounds.height + 2 * MARGIN + TITLE]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="Inter, system-ui, sans-serif" fill="#222"><title>${escapeXml(title)}</title><rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#fff"/>${drawText([title], left + MARGIN, top + MARGIN + 8, 'font-size="24" font-weight="600"')}${parts.join('')}</svg>\n`
}
