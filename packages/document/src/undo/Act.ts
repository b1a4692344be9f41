/**
 * One thing a person does, as the origin of the transactions that do it:
 *
 *     addComment(layer, { target, text }, new Act('comment on “I’d been ill”', { about: annotation.key }))
 *     layer.transact(() => { …several commands… }, act)
 *
 * Everything done with the same `Act`, in whatever documents, is one step of the person's `History` as long as no
 * other act comes between. `label` finishes the sentence "Undo: …": what was done, on what, in the words of the
 * interface. Do not extend the class: histories know it by its constructor.
 */
export class Act {
  /** Acts that name the same thing here become one step when they follow each other within `within` milliseconds. */
  readonly joins: string | null
  readonly within: number
  /** What it concerns (an annotation's key or a turn's id), so that a view can show it after undo. */
  readonly about: string | null

  constructor(
    readonly label: string,
    {
      joins = null,
      within = 500,
      about = null,
    }: { joins?: string | null; within?: number; about?: string | null } = {},
  ) {
    this.joins = joins
    this.within = within
    this.about = about
  }
}
