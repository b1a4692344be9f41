import type { Desk } from '../desk/desk.ts'
import type { Painter } from '../transcript/painter.ts'
import { decodeSpan } from './passages.ts'

/** Shows what others have selected, underlined in their colour. */
export const paintPeers = (desk: Desk, painter: Painter): (() => void) => {
  const { people } = desk.company
  let sent = '[]'
  const paint = () => {
    const { others, live } = people.get()
    const selections = (live ? others : [])
      .filter(({ colour }) => /^#[0-9a-f]{6}$/i.test(colour))
      .flatMap(({ colour, selection }) => {
        const span = decodeSpan(desk.index, selection)
        return span ? [{ colour: colour.toLowerCase(), span }] : []
      })
    const now = JSON.stringify(selections)
    if (now !== sent) painter.markPeers(selections)
    sent = now
  }
  const unwatch = [people.subscribe(paint), desk.index.onOrder(paint)]
  paint()
  return () => {
    for (const end of unwatch) end()
  }
}
