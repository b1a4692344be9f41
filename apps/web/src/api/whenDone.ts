/**
 * Continues after a mutation has succeeded, also when the component that began it is gone by then (callbacks given to
 * `mutate` are not called for those). A failure has been said by the mutation cache.
 */
export const whenDone = <T>(mutation: Promise<T>, then: (result: T) => void): void => {
  mutation.then(then, () => undefined)
}
