import {
  addCoding,
  addComment,
  addHighlight,
  createAnchor,
  createHistory,
  joinTurn,
  layerScope,
  removeCoding,
  removeHighlight,
  ruleOn,
  seedTranscript,
  setMemo,
  spliceTurn,
  splitTurn,
  TranscriptIndex,
  transcriptScope,
} from '@polyphony/document'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Annotations } from './annotations.ts'

const MEMBERS = ['ada', 'bo'] as const
const texts = ['I kept a list of rooms.', 'It was the day my advisor asked.', 'Nobody had told me.']

const member = fc.constantFrom(0, 1)
const code = fc.constantFrom('c1', 'c2')
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('mark' as const), member, from: fc.nat(), to: fc.nat(), code }),
  },
  fc.record({ do: fc.constant('unmark' as const), member, at: fc.nat() }),
  fc.record({ do: fc.constant('code' as const), member, at: fc.nat(), code }),
  fc.record({ do: fc.constant('uncode' as const), member, at: fc.nat(), code }),
  fc.record({ do: fc.constant('memo' as const), member, at: fc.nat() }),
  fc.record({ do: fc.constant('comment' as const), member, at: fc.nat() }),
  fc.record({
    do: fc.constant('rule' as const),
    member,
    at: fc.nat(),
    code,
    given: fc.constantFrom(['c2'], [], null),
  }),
  fc.record({ do: fc.constant('undo' as const), member }),
  fc.record({ do: fc.constant('redo' as const), member }),
  fc.record({ do: fc.constant('type' as const), turn: fc.nat(), at: fc.nat(), cut: fc.nat(6) }),
  fc.record({ do: fc.constant('split' as const), turn: fc.nat(), at: fc.nat() }),
  fc.record({ do: fc.constant('join' as const), turn: fc.nat() }),
  fc.record({ do: fc.constant('uncorrect' as const) }),
  // All of a person's layer goes, and comes back from a copy.
  fc.record({ do: fc.constant('replace' as const), member }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Everything the index answers, in an order of its own. */
const answers = (annotations: Annotations, index: TranscriptIndex) => ({
  all: new Map([...annotations.values()].map(annotation => [annotation.key, annotation])),
  turns: index.order.map(({ id }) => annotations.inTurn(id).sort((a, b) => (a.key < b.key ? -1 : 1))),
  threads: annotations.threads().map(({ key }) => key),
  ties: annotations.ties(),
  unplaced: new Set(annotations.unplaced().map(({ key }) => key)),
})

describe('Annotations', () => {
  it('are after any change what they would be if all were read anew', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const transcript = new Y.Doc()
        seedTranscript(transcript, {
          speakers: [{ id: 's', name: 'Juniper', role: 'participant' }],
          turns: texts.map((text, i) => ({ id: `t${i}`, speaker: 's', firstSourceWord: 0, text })),
        })
        const index = new TranscriptIndex(transcript)
        const curation = new Y.Doc()
        const corrections = createHistory([transcriptScope(transcript)])
        const annotations = new Annotations(index)
        annotations.addCuration(curation)
        const people = MEMBERS.map(name => {
          const layer = new Y.Doc()
          return {
            name,
            layer,
            history: createHistory([layerScope(layer)]),
            remove: annotations.addLayer(name, layer),
          }
        })

        const take = (step: Step) => {
          const turn = 'turn' in step ? index.order[step.turn % index.order.length]! : null
          const person = people['member' in step ? step.member : 0]!
          const { layer, history, name } = person
          const ids = [...layer.getMap('h').keys()]
          const id = 'at' in step ? ids[step.at % Math.max(1, ids.length)] : undefined
          switch (step.do) {
            case 'mark': {
              const places = index.order.flatMap(({ id, text }) =>
                [...text].map((_, offset) => ({ turn: id, offset })),
              )
              const [a, b] = [step.from % places.length, step.to % places.length].sort((a, b) => a - b)
              const [start, last] = [places[a!], places[b!]]
              if (!start || !last) return
              const span = { start, end: { turn: last.turn, offset: last.offset + 1 } }
              addHighlight(layer, { anchor: createAnchor(index, span), codes: [step.code] })
              return
            }
            case 'unmark':
              if (id) removeHighlight(layer, id)
              return
            case 'code':
              if (id) addCoding(layer, id, step.code)
              return
            case 'uncode':
              if (id) removeCoding(layer, id, step.code)
              return
            case 'memo':
              if (id) setMemo(layer, id, 'a note')
              return
            case 'comment':
              if (id)
                addComment(layer, { target: { type: 'highlight', member: name, highlight: id }, body: 'hm' })
              return
            case 'rule':
              if (id) ruleOn(curation, 'lea', [{ member: name, highlight: id, code: step.code }], step.given)
              return
            case 'undo':
              history.undo()
              return
            case 'redo':
              history.redo()
              return
            case 'type': {
              const at = step.at % (turn!.text.length + 1)
              spliceTurn(index, turn!.id, at, Math.min(step.cut, turn!.text.length - at), 'so')
              return
            }
            case 'split':
              if (turn!.text.length > 1)
                splitTurn(index, turn!.id, 1 + (step.at % (turn!.text.length - 1)), { firstSourceWord: 0 })
              return
            case 'join':
              if (index.position(turn!.id) > 0) joinTurn(index, turn!.id)
              return
            case 'uncorrect':
              corrections.undo()
              return
            case 'replace': {
              person.remove()
              history.dispose()
              const copy = new Y.Doc()
              Y.applyUpdate(copy, Y.encodeStateAsUpdate(layer))
              person.layer = copy
              person.history = createHistory([layerScope(copy)])
              person.remove = annotations.addLayer(name, copy)
            }
          }
        }

        for (const step of steps) {
          take(step)
          const anew = new Annotations(index)
          for (const { name, layer } of people) anew.addLayer(name, layer)
          anew.addCuration(curation)
          expect(answers(annotations, index)).toEqual(answers(anew, index))
          anew.dispose()
        }
      }),
      { numRuns: 100 },
    )
  })
})
