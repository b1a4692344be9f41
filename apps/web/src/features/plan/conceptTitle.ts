import { conceptsOf, starterScheme } from '@polyphony/ontology'

const shipped = new Map(conceptsOf(starterScheme).map(({ id, title }) => [id, title]))

/** What a concept of a scheme is called: by the scheme that comes with the product, else as it is written. */
export const conceptTitle = ({ scheme, concept }: { scheme: string; concept: string }): string =>
  (scheme === starterScheme.id ? shipped.get(concept) : undefined) ?? concept
