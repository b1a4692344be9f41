import type * as Y from 'yjs'
import type { Layer } from '../types.ts'
import { type LayerChanges, trackLayer } from './trackLayer.ts'

/**
 * Reads a layer once, and from then on only what each transaction changed. `layer` always says what `readLayer` would;
 * its maps change in place, what lies in them is replaced. `listener` is called after each transaction that changed it.
 */
export const followLayer = (
  doc: Y.Doc,
  listener: (changed: LayerChanges) => void,
): { layer: Layer; stop: () => void } => {
  const tracked = trackLayer(doc, () => {
    const changes = tracked.renew()
    if (changes) listener(changes)
  })
  const { layer, stop } = tracked
  return { layer, stop }
}
