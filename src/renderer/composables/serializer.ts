/**
 * Makes what is asked for happen one after the other, in the order of asking. A failed piece of
 * work rejects for who asked for it and does not stop the next.
 */
export function createSerializer(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
}
