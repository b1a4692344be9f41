import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HighlightRecord, ThreadRecord, TieRecord, Transcript } from '@polyphony/contract'
import { toSkos } from '@polyphony/ontology'
import type { Collected } from '../collect.ts'
import type { ExportTask } from '../exportTask.ts'

const codePoints = (text: string): number => [...text].length

/** Start of each turn in the transcript's text, turns joined by line feeds, in Unicode code points. */
const turnStarts = (transcript: Transcript): Map<string, { start: number; text: string }> => {
  const starts = new Map<string, { start: number; text: string }>()
  let position = 0
  for (const turn of transcript.turns) {
    starts.set(turn.id, { start: position, text: turn.text })
    position += codePoints(turn.text) + 1
  }
  return starts
}

const seconds = (value: number): string => String(Math.round(value * 1000) / 1000)

const idOf = ({ conversation, member, highlight }: TieRecord['from'], base: string): string =>
  `${base}/conversations/${conversation}/layers/${member}/highlights/${highlight}`

/** Somebody's statement how two highlights stand to each other: an annotation of the one that links it to the other. */
const toLink = ({ id, type, from, to, note, conversation, member, createdAt }: TieRecord, base: string) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  id: `${base}/conversations/${conversation}/layers/${member}/relations/${id}`,
  type: 'Annotation',
  motivation: 'linking',
  created: createdAt,
  creator: `${base}/members/${member}`,
  body: [
    { type: 'SpecificResource', purpose: 'linking', source: idOf(to, base) },
    { type: 'TextualBody', purpose: 'tagging', value: type },
    ...(note ? [{ type: 'TextualBody', purpose: 'commenting', value: note, format: 'text/plain' }] : []),
  ],
  target: idOf(from, base),
})

/**
 * One highlight as a Web Annotation (W3C Web Annotation Data Model): a body for each code, the memo as a comment, and
 * two targets, the words and, where times are known, the audio.
 */
const toAnnotation = (
  highlight: HighlightRecord,
  base: string,
  starts: ReturnType<typeof turnStarts> | undefined,
) => {
  const first = highlight.passages[0]
  const last = highlight.passages.at(-1)
  const startTurn = first && starts?.get(first.turn)
  const endTurn = last && starts?.get(last.turn)
  const words = `${base}/conversations/${highlight.conversation}/transcript`
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: idOf(highlight, base),
    type: 'Annotation',
    motivation: highlight.codes.length > 0 ? 'classifying' : 'highlighting',
    created: highlight.createdAt,
    creator: `${base}/members/${highlight.member}`,
    body: [
      ...highlight.codes.map(code => ({
        type: 'SpecificResource',
        purpose: 'classifying',
        source: `${base}/codes/${code}`,
      })),
      ...(highlight.memo
        ? [{ type: 'TextualBody', purpose: 'commenting', value: highlight.memo, format: 'text/plain' }]
        : []),
    ],
    target: [
      {
        type: 'SpecificResource',
        source: words,
        selector: [
          { type: 'TextQuoteSelector', exact: highlight.passages.map(passage => passage.text).join('\n') },
          ...(first && last && startTurn && endTurn
            ? [
                {
                  type: 'TextPositionSelector',
                  start: startTurn.start + codePoints(startTurn.text.slice(0, first.from)),
                  end: endTurn.start + codePoints(endTurn.text.slice(0, last.to)),
                },
              ]
            : []),
        ],
      },
      ...(highlight.start !== null && highlight.end !== null
        ? [
            {
              type: 'SpecificResource',
              source: `${base}/conversations/${highlight.conversation}/recording`,
              selector: {
                type: 'FragmentSelector',
                conformsTo: 'http://www.w3.org/TR/media-frags/',
                value: `t=${seconds(highlight.start)},${seconds(highlight.end)}`,
              },
            },
          ]
        : []),
    ],
  }
}

/**
 * A thread: its first message comments on a highlight or a code, the others reply to the message they answer, and who
 * settled it last, or opened it again, has assessed it. What was taken back has no words and is left out.
 */
const toMessages = (
  conversation: string,
  { place, resolved, resolving, messages }: ThreadRecord,
  base: string,
) => {
  const idOfComment = ({ member, comment }: { member: string; comment: string }): string =>
    `${base}/conversations/${conversation}/layers/${member}/comments/${comment}`
  const target =
    place?.type === 'code' ? `${base}/codes/${place.code}` : place && idOf({ conversation, ...place }, base)
  const [first] = messages
  return [
    ...messages.flatMap(({ answers, text, createdAt, editedAt, ...message }) =>
      text === null
        ? []
        : [
            {
              '@context': 'http://www.w3.org/ns/anno.jsonld',
              id: idOfComment(message),
              type: 'Annotation',
              motivation: answers ? 'replying' : 'commenting',
              created: createdAt,
              ...(editedAt && { modified: editedAt }),
              creator: `${base}/members/${message.member}`,
              body: { type: 'TextualBody', value: text, format: 'text/plain' },
              target: answers ? idOfComment(answers) : target,
            },
          ],
    ),
    ...(resolving && first
      ? [
          {
            '@context': 'http://www.w3.org/ns/anno.jsonld',
            id: `${idOfComment(first)}/state`,
            type: 'Annotation',
            motivation: 'assessing',
            created: resolving.at,
            creator: `${base}/members/${resolving.member}`,
            body: { type: 'TextualBody', value: resolved ? 'resolved' : 'open', format: 'text/plain' },
            target: idOfComment(first),
          },
        ]
      : []),
  ]
}

/** The annotations of a workspace as one AnnotationCollection with a single page. */
const toCollection = (collected: Collected, base: string) => {
  const starts = new Map([...collected.transcripts].map(([id, transcript]) => [id, turnStarts(transcript)]))
  // A passage that is gone has no target to annotate.
  const placed = collected.highlights.filter(highlight => highlight.passages.length > 0)
  const known = new Set(placed.map(highlight => idOf(highlight, base)))
  const items = [
    ...placed.map(highlight => toAnnotation(highlight, base, starts.get(highlight.conversation))),
    ...collected.ties
      .filter(({ from, to }) => known.has(idOf(from, base)) && known.has(idOf(to, base)))
      .map(tie => toLink(tie, base)),
    ...[...collected.threads].flatMap(([conversation, threads]) =>
      threads.flatMap(thread => toMessages(conversation, thread, base)),
    ),
  ]
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `${base}/annotations`,
    type: 'AnnotationCollection',
    label: collected.workspace.name,
    total: items.length,
    first: { id: `${base}/annotations/1`, type: 'AnnotationPage', startIndex: 0, items },
  }
}

/** Writes `annotations.jsonld` (Web Annotation) and `codebook.jsonld` (SKOS). */
export const writeJsonLd = async ({ collected, directory, report, now }: ExportTask): Promise<void> => {
  // Identifiers that name things without promising that an address answers.
  const base = `urn:polyphony:${collected.workspace.id}`
  report('Writing annotations.jsonld', 0)
  await writeFile(
    join(directory, 'annotations.jsonld'),
    JSON.stringify(toCollection(collected, base), null, 1),
  )
  report('Writing codebook.jsonld', 0.8)
  const codebook = toSkos(collected.ontology, {
    baseUri: base,
    title: collected.workspace.name,
    created: now.toISOString(),
  })
  await writeFile(join(directory, 'codebook.jsonld'), JSON.stringify(codebook, null, 1))
}
