import type { Code, Ontology } from '@polyphony/ontology'

/** Codes that await a lead, the oldest first. */
export const openProposals = (ontology: Ontology): Code[] =>
  Object.values(ontology.codes)
    .filter(({ status }) => status === 'proposed')
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1))
