import { type Child, startChild } from '../child.ts'

export type PeerName = 'relay' | 'yWebsocket' | 'hocuspocus'

/** A server we are measured beside, in a process of its own. */
export interface Peer {
  name: PeerName
  url: string
  pid: number
  stop: () => Promise<void>
}

export const PEER_LABELS: Record<PeerName, string> = {
  relay: 'bare ws relay',
  yWebsocket: '@y/websocket-server 0.1.1',
  hocuspocus: 'stock Hocuspocus 4.7.0',
}

export const startPeer = async (name: PeerName): Promise<Peer> => {
  const child: Child<{ listen: () => number }> = startChild(new URL(`./${name}.ts`, import.meta.url))
  const port = await child.ask('listen')
  return { name, url: `ws://127.0.0.1:${port}`, pid: child.pid, stop: child.stop }
}
