import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { path as codePath, resolveCode } from '@polyphony/ontology'
import { toCsv } from '@polyphony/ontology/exchange'
import { stringify } from 'csv-stringify'
import type { Collected } from '../collect.ts'
import type { ExportTask } from '../exportTask.ts'

/** A CSV file that spreadsheets read as text: UTF-8 with a mark, cells that look like formulas made harmless. */
const writeRows = (file: string, rows: Iterable<Record<string, unknown>>, columns: string[]): Promise<void> =>
  pipeline(
    rows,
    stringify({
      header: true,
      columns,
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
      eof: true,
      // Any line break, not only those that end a row.
      quoted_match: /[\r\n]/,
    }),
    createWriteStream(file),
  )

const CODING_COLUMNS = [
  'conversation',
  'start',
  'end',
  'speakers',
  'analyst',
  'code',
  'code path',
  'applied as',
  'quote',
  'memo',
  'status',
  'highlight id',
  'created',
]

function* codingRows({ highlights, conversations, members, ontology, transcripts }: Collected) {
  const titles = new Map(conversations.map(one => [one.id, one.title]))
  const analysts = new Map(members.map(one => [one.id, one.name]))
  for (const highlight of highlights) {
    const speakers = new Map(transcripts.get(highlight.conversation)?.speakers.map(one => [one.id, one.name]))
    const base = {
      conversation: titles.get(highlight.conversation) ?? highlight.conversation,
      start: highlight.start,
      end: highlight.end,
      speakers: [...new Set(highlight.passages.map(one => speakers.get(one.speaker) ?? one.speaker))].join(
        '; ',
      ),
      analyst: analysts.get(highlight.member) ?? highlight.member,
      quote: highlight.passages.map(one => one.text).join('\n'),
      memo: highlight.memo ?? '',
      status: highlight.status,
      'highlight id': highlight.highlight,
      created: highlight.createdAt,
    }
    // A highlight without a code is a row of its own: it is work, too.
    const codings = highlight.codings.flatMap(({ applied, codes }) =>
      // What leads rejected counts as nothing, and is on record.
      (codes.length > 0 ? codes : [null]).map(counted => ({ applied, counted })),
    )
    for (const { applied, counted } of codings.length > 0 ? codings : [{ applied: null, counted: null }]) {
      const code = counted === null ? null : resolveCode(ontology, counted)
      const appliedName = applied === null ? '' : (ontology.codes[applied]?.name ?? applied)
      yield {
        ...base,
        code: code?.name ?? '',
        'code path': code
          ? codePath(ontology, code.id)
              .map(one => one.name)
              .join(' / ')
          : '',
        'applied as': code?.name === appliedName ? '' : appliedName,
      }
    }
  }
}

const TIE_COLUMNS = [
  'relation',
  'conversation',
  'quote',
  'other conversation',
  'other quote',
  'note',
  'analyst',
  'highlight id',
  'other highlight id',
  'created',
]

function* tieRows({ ties, highlights, conversations, members }: Collected) {
  const titles = new Map(conversations.map(one => [one.id, one.title]))
  const analysts = new Map(members.map(one => [one.id, one.name]))
  const keyOf = ({ conversation, member, highlight }: Collected['ties'][number]['from']) =>
    `${conversation}/${member}/${highlight}`
  const quotes = new Map(
    highlights.map(one => [keyOf(one), one.passages.map(passage => passage.text).join('\n')]),
  )
  for (const { type, from, to, note, member, createdAt } of ties)
    yield {
      relation: type,
      conversation: titles.get(from.conversation) ?? from.conversation,
      // Empty where its author has withdrawn it.
      quote: quotes.get(keyOf(from)) ?? '',
      'other conversation': titles.get(to.conversation) ?? to.conversation,
      'other quote': quotes.get(keyOf(to)) ?? '',
      note,
      analyst: analysts.get(member) ?? member,
      'highlight id': from.highlight,
      'other highlight id': to.highlight,
      created: createdAt,
    }
}

const COMMENT_COLUMNS = [
  'conversation',
  'thread',
  'state',
  'code',
  'quote',
  'start',
  'end',
  'author',
  'text',
  'taken back',
  'created',
  'edited',
  'settled or reopened by',
  'settled or reopened',
  'highlight id',
  'comment id',
  'answers comment id',
]

/** A row for each message, thread by thread. */
function* commentRows({ threads, highlights, conversations, members, ontology }: Collected) {
  const titles = new Map(conversations.map(one => [one.id, one.title]))
  const names = new Map(members.map(one => [one.id, one.name]))
  const nameOf = (member: string) => names.get(member) ?? member
  const marked = new Map(highlights.map(one => [`${one.conversation}/${one.member}/${one.highlight}`, one]))
  for (const [conversation, list] of threads)
    for (const { key, place, resolved, resolving, messages } of list) {
      // Without words where its author has withdrawn it.
      const highlight =
        place?.type === 'highlight' ? marked.get(`${conversation}/${place.member}/${place.highlight}`) : null
      const code = place?.type === 'code' ? resolveCode(ontology, place.code) : null
      const base = {
        conversation: titles.get(conversation) ?? conversation,
        thread: key,
        state: resolved ? 'resolved' : 'open',
        code: code?.name ?? (place?.type === 'code' ? place.code : ''),
        quote: highlight?.passages.map(one => one.text).join('\n') ?? '',
        start: highlight?.start,
        end: highlight?.end,
        'settled or reopened by': resolving ? nameOf(resolving.member) : '',
        'settled or reopened': resolving?.at ?? '',
        'highlight id': place?.type === 'highlight' ? place.highlight : '',
      }
      for (const { member, comment, answers, text, createdAt, editedAt } of messages)
        yield {
          ...base,
          author: nameOf(member),
          text: text ?? '',
          'taken back': text === null ? 'yes' : '',
          created: createdAt,
          edited: editedAt ?? '',
          'comment id': comment,
          'answers comment id': answers?.comment ?? '',
        }
    }
}

/**
 * Writes `codings.csv`, `codebook.csv` and, where there are any, `relations.csv` (excerpts related to each other) and
 * `comments.csv` (RFC 4180).
 */
export const writeCsv = async ({ collected, directory, report }: ExportTask): Promise<void> => {
  report('Writing codings.csv', 0)
  await writeRows(join(directory, 'codings.csv'), codingRows(collected), CODING_COLUMNS)
  if (collected.ties.length > 0)
    await writeRows(join(directory, 'relations.csv'), tieRows(collected), TIE_COLUMNS)
  if (collected.threads.size > 0)
    await writeRows(join(directory, 'comments.csv'), commentRows(collected), COMMENT_COLUMNS)
  report('Writing codebook.csv', 0.8)
  await writeFile(join(directory, 'codebook.csv'), toCsv(collected.ontology).text)
}
