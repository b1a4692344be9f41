import { spanText, type TextSpan } from '@polyphony/document'
import { history as words } from '../../text/history.ts'
import type { Annotation } from '../coding/annotations.ts'
import { keptQuote } from '../coding/keptQuote.ts'
import type { Desk } from '../desk/desk.ts'
import { abridgeWords } from './abridgeWords.ts'

const SHOWN = 28

const quoted = (text: string): string => words.quote(abridgeWords(text, SHOWN))

/** The first words of a highlight, in quotation marks: how an act names it. */
export const quoteOf = ({ resolution, highlight }: Annotation): string =>
  quoted('span' in resolution ? resolution.text : keptQuote(highlight.anchor))

export const quoteOfSpan = (desk: Desk, span: TextSpan): string => quoted(spanText(desk.index, span))
