/** Numbered rows of a listing that is read page by page, as one sequence. */
export function* rowsOf<T extends { seq: number }>(page: (after: number) => T[]): Generator<T> {
  let rows = page(0)
  while (rows.length > 0) {
    yield* rows
    rows = page(rows.at(-1)?.seq ?? 0)
  }
}
