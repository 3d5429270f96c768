/** Ids whose last one is the end of text, and of more than `contextLength` the first and the end. */
export function cutToContext(ids: number[], contextLength: number) {
  const tokens = ids.length
  const last = ids.at(-1)
  return tokens <= contextLength || last === undefined
    ? { ids, tokens, truncated: false }
    : { ids: [...ids.slice(0, contextLength - 1), last], tokens, truncated: true }
}
