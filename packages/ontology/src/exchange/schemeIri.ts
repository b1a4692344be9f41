/** A scheme and a concept in it from the IRI of the concept: it is cut behind the last `#`, `/` or `:`. */
export const splitIri = (iri: string): { scheme: string; concept: string } => {
  const at = Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/'), iri.lastIndexOf(':')) + 1
  return { scheme: iri.slice(0, at), concept: iri.slice(at) }
}

const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))

/** The IRI of a concept: its own where scheme and concept make one up, else one under `baseUri`. */
export const conceptIri = (baseUri: string, scheme: string, concept: string): string => {
  const iri = `${scheme}${concept}`
  const split = splitIri(iri)
  const isOwn = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*$/i.test(iri) && split.scheme === scheme && concept !== ''
  return isOwn && !iri.startsWith(`${baseUri}/`)
    ? iri
    : `${baseUri}/schemes/${encode(scheme)}/${encode(concept)}`
}

/** The way back. */
export const readConceptIri = (baseUri: string | null, iri: string): { scheme: string; concept: string } => {
  const start = `${baseUri}/schemes/`
  const steps = baseUri !== null && iri.startsWith(start) ? iri.slice(start.length).split('/') : []
  if (steps.length !== 2) return splitIri(iri)
  try {
    return { scheme: decodeURIComponent(steps[0]!), concept: decodeURIComponent(steps[1]!) }
  } catch (error) {
    if (error instanceof URIError) return splitIri(iri)
    throw error
  }
}
