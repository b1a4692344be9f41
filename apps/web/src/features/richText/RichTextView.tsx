import { type Block, type Body, type Inline, isLinkAddress, toRichText } from '@polyphony/document'
import { Fragment, type ReactNode } from 'react'
import { threads as words } from '../../text/threads.ts'
import type { People } from './Person.ts'
import styles from './richText.module.css'

/** A memo or comment as it reads: elements made of a checked body, never of HTML. */
export const RichTextView = ({ body, people, me }: { body: Body; people: People; me?: string }) => (
  <div className={styles.text}>
    {toRichText(body).content.map((block, i) => blockOf(block, i, people, me))}
  </div>
)

const blockOf = (block: Block, key: number, people: People, me: string | undefined): ReactNode => {
  switch (block.type) {
    case 'paragraph':
      return (
        <p key={key}>
          {block.content?.map((inline, i) => (
            <Fragment key={i}>{inlineOf(inline, people, me)}</Fragment>
          ))}
        </p>
      )
    case 'blockquote':
      return (
        <blockquote key={key}>{block.content.map((child, i) => blockOf(child, i, people, me))}</blockquote>
      )
    default: {
      const List = block.type === 'orderedList' ? 'ol' : 'ul'
      return (
        <List key={key}>
          {block.content.map((item, i) => (
            <li key={i}>{item.content.map((child, j) => blockOf(child, j, people, me))}</li>
          ))}
        </List>
      )
    }
  }
}

const inlineOf = (inline: Inline, people: People, me: string | undefined): ReactNode => {
  if (inline.type === 'hardBreak') return <br />
  if (inline.type === 'mention') {
    const person = people.get(inline.attrs.member)
    return (
      <span
        className={styles.mention}
        data-me={inline.attrs.member === me || undefined}
        title={person?.removedAt ? words.left(person.name) : undefined}
      >
        @{person?.name ?? words.someone}
      </span>
    )
  }
  return (inline.marks ?? []).reduce<ReactNode>((inner, mark) => {
    switch (mark.type) {
      case 'bold':
        return <strong>{inner}</strong>
      case 'italic':
        return <em>{inner}</em>
      case 'strike':
        return <s>{inner}</s>
      case 'code':
        return <code>{inner}</code>
      case 'link':
        // Checked when it was read; a link is the one place where a slip would run a script.
        return isLinkAddress(mark.attrs.href) ? (
          <a href={mark.attrs.href} target="_blank" rel="noopener noreferrer nofollow">
            {inner}
          </a>
        ) : (
          inner
        )
      default:
        return inner
    }
  }, inline.text)
}
