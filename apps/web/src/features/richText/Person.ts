/** Somebody a text may mention. */
export interface Person {
  id: string
  name: string
  /** `#rrggbb` */
  colour: string
  /** Present for somebody who is no longer in the team. */
  removedAt?: string
}

export type People = ReadonlyMap<string, Person>
