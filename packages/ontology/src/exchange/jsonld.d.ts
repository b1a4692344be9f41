/** The one function of `jsonld` that is used. */
declare module 'jsonld' {
  interface Term {
    termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph'
    value: string
    language?: string
  }
  const jsonld: {
    toRDF(
      document: object,
      options: { documentLoader: (url: string) => Promise<never> },
    ): Promise<{ subject: Term; predicate: Term; object: Term }[]>
  }
  export default jsonld
}
