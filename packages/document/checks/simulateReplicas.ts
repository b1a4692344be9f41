import * as Y from 'yjs'
import {
  type Anchor,
  correctTurn,
  createAnchor,
  createHistory,
  type History,
  joinTurn,
  resolveAnchor,
  seedTranscript,
  setTurnSpeaker,
  spanText,
  spliceTurn,
  splitTurn,
  TranscriptIndex,
  type TranscriptProblem,
  type Turn,
  transcriptScope,
  validateTranscript,
} from '../src/index.ts'
import { seeded } from './random.ts'

/** What a run found. Everything but the counts of what happened must be 0, save `duplicated` and `wrong` with undo. */
export interface Findings {
  diverged: number
  /** Characters that are gone though nobody deleted them. */
  lost: number
  /** Characters that stand there twice, although at most one person restored them. */
  duplicated: number
  /** Characters twice because two people undid the same deletion, which is Yjs's way. */
  restoredTwice: number
  /** Anchors that resolve to words that were not quoted, or leave quoted ones out. */
  wrong: number
  /** Anchors without a place, though quoted words survive. */
  orphaned: number
  /** Anchors not wholly resolved, because undos have put the quoted words into another order. */
  rearranged: number
  /** Anchors on which two replicas differ. */
  disagreeing: number
  /** Replicas whose index differs from one built anew, or from what its callbacks told. */
  staleIndices: number
  pending: number
  problems: number
  anchors: number
  exact: number
  edited: number
  moved: number
  deleted: number
}

interface Replica {
  doc: Y.Doc
  index: TranscriptIndex
  undo: History
  /** The text as callbacks alone tell it. */
  told: { order: string[]; turns: Map<string, Turn | undefined> }
}

interface Quoted {
  anchor: Anchor
  quoted: Set<string>
  others: Set<string>
}

const FIRST = 0x4e00
const LAST = 0x9fff

/**
 * Three people correct one transcript at random (insert, delete, correct, split, join, re-attribute, anchor, undo,
 * redo), exchange updates now and then, in part and out of order, and start anew from stored bytes. Every character
 * occurs once, so that loss and duplication are counted exactly.
 */
export const simulateReplicas = (seed: number, steps: number, { undo = true } = {}): Findings => {
  const below = seeded(seed)
  let next = FIRST
  const fresh = (count: number) => {
    let text = ''
    for (let i = 0; i < count && next <= LAST; i++) text += String.fromCharCode(next++)
    return text
  }
  let nextClient = 10
  const connect = (state: Uint8Array): Replica => {
    const doc = new Y.Doc()
    doc.clientID = nextClient++
    Y.applyUpdate(doc, state)
    return follow(doc)
  }

  const origin = new Y.Doc()
  origin.clientID = 1
  seedTranscript(origin, {
    speakers: [{ id: 's0', name: 'A', role: 'facilitator' }],
    turns: Array.from({ length: 8 }, (_, i) => ({
      id: `t${i}`,
      speaker: 's0',
      firstSourceWord: i,
      text: fresh(30),
    })),
  })
  const replicas = [0, 1, 2].map(() => connect(Y.encodeStateAsUpdate(origin)))
  /** Updates that have not reached everybody: dropped, they arrive with a later exchange of states. */
  const inFlight: { to: number; update: Uint8Array }[] = []
  const maybeDeleted = new Set<string>()
  const restored = new Map<string, number>()
  const anchors: Quoted[] = []
  const findings: Findings = {
    diverged: 0,
    lost: 0,
    duplicated: 0,
    restoredTwice: 0,
    wrong: 0,
    orphaned: 0,
    rearranged: 0,
    disagreeing: 0,
    staleIndices: 0,
    pending: 0,
    problems: 0,
    anchors: 0,
    exact: 0,
    edited: 0,
    moved: 0,
    deleted: 0,
  }

  /** Does something here, and notes which characters went and came back. */
  const act = (at: number, action: (replica: Replica) => void) => {
    const replica = replicas[at]!
    const before = textOf(replica.index)
    const vector = Y.encodeStateVector(replica.doc)
    action(replica)
    const after = textOf(replica.index)
    for (const character of new Set(before + after)) {
      const change = after.split(character).length - before.split(character).length
      if (change < 0) maybeDeleted.add(character)
      if (change > 0 && maybeDeleted.has(character))
        restored.set(character, (restored.get(character) ?? 0) + 1)
    }
    if (below(4) === 0) {
      const update = Y.encodeStateAsUpdate(replica.doc, vector)
      inFlight.push({ to: (at + 1 + below(2)) % 3, update })
    }
  }

  for (let step = 0; step < steps; step++) {
    const at = below(3)
    const { index } = replicas[at]!
    const position = below(index.order.length)
    const turn = index.order[position]!
    const offset = below(turn.text.length + 1)
    const choice = below(100)
    if (choice < 12) {
      const to = (at + 1 + below(2)) % 3
      Y.applyUpdate(
        replicas[to]!.doc,
        Y.encodeStateAsUpdate(replicas[at]!.doc, Y.encodeStateVector(replicas[to]!.doc)),
      )
    } else if (choice < 17 && inFlight.length > 0) {
      const [{ to, update }] = inFlight.splice(below(inFlight.length), 1) as [
        { to: number; update: Uint8Array },
      ]
      Y.applyUpdate(replicas[to]!.doc, update)
    } else if (choice < 19) {
      const state = Y.encodeStateAsUpdate(replicas[at]!.doc)
      replicas[at]!.index.dispose()
      replicas[at]!.undo.dispose()
      replicas[at] = connect(state)
    } else if (choice < 35) {
      act(at, ({ index }) => spliceTurn(index, turn.id, offset, 0, fresh(1 + below(4))))
    } else if (choice < 45) {
      const count = Math.min(turn.text.length - offset, 1 + below(6))
      act(at, ({ index }) => spliceTurn(index, turn.id, offset, count, below(3) === 0 ? fresh(2) : ''))
    } else if (choice < 51) {
      const text = turn.text.slice(0, offset) + fresh(below(4)) + turn.text.slice(offset + below(5))
      act(at, ({ index }) => correctTurn(index, turn.id, text))
    } else if (choice < 61) {
      act(at, ({ index }) =>
        splitTurn(index, turn.id, offset, { id: `n${at}-${step}`, firstSourceWord: position }),
      )
    } else if (choice < 70) {
      if (position > 0) act(at, ({ index }) => joinTurn(index, turn.id))
    } else if (choice < 72) {
      act(at, ({ index }) => setTurnSpeaker(index, turn.id, 's0'))
    } else if (choice < 82 && undo) {
      act(at, ({ undo }) => (below(3) > 0 ? undo.undo() : undo.redo()))
    } else {
      const last = Math.min(index.order.length - 1, position + (below(3) === 0 ? 1 : 0))
      const end = index.order[last]!
      const to = last === position ? offset + 1 + below(12) : below(end.text.length + 1)
      const span = {
        start: { turn: turn.id, offset },
        end: { turn: end.id, offset: Math.min(to, end.text.length) },
      }
      const quoted = new Set(spanText(index, span).replace(/\n/g, ''))
      if (quoted.size === 0) continue
      const others = new Set([...textOf(index)].filter(character => !quoted.has(character)))
      anchors.push({ anchor: createAnchor(index, span), quoted, others })
    }
  }

  for (const { to, update } of inFlight) Y.applyUpdate(replicas[to]!.doc, update)
  for (let round = 0; round < 2; round++) {
    for (const from of replicas) {
      for (const to of replicas) {
        if (from !== to) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)))
      }
    }
  }

  const views = replicas.map(({ index }) => JSON.stringify(index.order.map(({ id, text }) => [id, text])))
  findings.diverged = views.filter(view => view !== views[0]).length
  const text = textOf(replicas[0]!.index)
  const live = new Set(text)
  for (let code = FIRST; code < next; code++) {
    const character = String.fromCharCode(code)
    if (!live.has(character) && !maybeDeleted.has(character)) findings.lost++
  }
  const seen = new Set<string>()
  for (const character of text) {
    if (seen.has(character)) findings[(restored.get(character) ?? 0) > 1 ? 'restoredTwice' : 'duplicated']++
    seen.add(character)
  }
  for (const quote of anchors) {
    // Of two copies that two people restored an anchor holds to one, and that one may be deleted again.
    for (const character of quote.quoted)
      if ((restored.get(character) ?? 0) > 1) quote.quoted.delete(character)
    weigh(quote, replicas, text, findings)
  }
  for (const { doc, index, told } of replicas) {
    const anew = new TranscriptIndex(doc)
    const plain = ({ id, speaker, text, firstSourceWord }: Turn) => [id, speaker, text, firstSourceWord]
    const expected = JSON.stringify(anew.order.map(plain))
    const heard = told.order.map(id => told.turns.get(id)).map(turn => turn && plain(turn))
    const same =
      JSON.stringify(index.order.map(plain)) === expected &&
      JSON.stringify(heard) === expected &&
      anchors.every(({ anchor }) => {
        const place = (of: TranscriptIndex) =>
          [anchor.start, anchor.end].map(position => of.locate(Y.decodeRelativePosition(position)))
        return JSON.stringify(place(index)) === JSON.stringify(place(anew))
      })
    if (!same) findings.staleIndices++
    if (doc.store.pendingStructs || doc.store.pendingDs) findings.pending++
    findings.problems += validateTranscript(doc).filter(isWrong).length
    anew.dispose()
  }
  return findings
}

/**
 * Two people undoing the same join repeat a turn. A boundary is without a speaker while the new one is on its way
 * behind another update, and a turn split off meanwhile remains so: it is shown as nobody's and can be attributed.
 */
const isWrong = (problem: TranscriptProblem): boolean =>
  problem.type !== 'repeated turn id' &&
  !(problem.type === 'malformed boundary' && problem.fields.every(field => field === 'speaker'))

const textOf = (index: TranscriptIndex): string => index.order.map(turn => turn.text).join('')

const follow = (doc: Y.Doc): Replica => {
  const index = new TranscriptIndex(doc)
  const told: Replica['told'] = { order: [], turns: new Map() }
  const listening = new Set<string>()
  const listen = () => {
    told.order = index.order.map(({ id }) => id)
    for (const id of told.order) {
      if (listening.has(id)) continue
      listening.add(id)
      told.turns.set(id, index.turn(id))
      index.onTurn(id, () => told.turns.set(id, index.turn(id)))
    }
  }
  index.onOrder(listen)
  listen()
  return { doc, index, undo: createHistory([transcriptScope(doc, { captureTimeout: 0 })]), told }
}

const weigh = ({ anchor, quoted, others }: Quoted, replicas: Replica[], text: string, findings: Findings) => {
  findings.anchors++
  const resolutions = replicas.map(({ index }) => resolveAnchor(index, anchor))
  const resolution = resolutions[0]!
  if (resolutions.some(other => JSON.stringify(other) !== JSON.stringify(resolution))) findings.disagreeing++
  // In the order in which they stand now.
  const surviving = [...text].filter(character => quoted.has(character))
  const inOrder = [...quoted].filter(character => surviving.includes(character))
  const rearranged = inOrder.join('') !== surviving.join('')
  if (resolution.status === 'orphan' || resolution.status === 'deleted') {
    if (surviving.length === 0) findings.deleted++
    else findings[rearranged ? 'rearranged' : 'orphaned']++
    return
  }
  findings[resolution.status]++
  const found = new Set(resolution.text)
  // What an undo put between quoted words belongs to any passage that holds them.
  const between = new Set(text.slice(text.indexOf(surviving[0]!), text.lastIndexOf(surviving.at(-1)!)))
  const foreign = [...found].filter(character => others.has(character) && !between.has(character))
  const complete = surviving.every(character => found.has(character))
  if (!complete || foreign.length > 0) findings[rearranged ? 'rearranged' : 'wrong']++
}
