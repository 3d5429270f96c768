/** A mark, 0 or 1, for each id: sets of a million are joined in a millisecond. */
export type Marks = Uint8Array

/** Marks `ids`, and leaves out those newer than `newestId`. */
export function markIds(lists: readonly ArrayLike<number>[], newestId: number): Marks {
  const marks = new Uint8Array(newestId + 1)
  for (const ids of lists) {
    for (let place = 0; place < ids.length; place += 1) marks[ids[place] ?? 0] = 1
  }
  return marks
}

export function inBoth(one: Marks, other: Marks): Marks {
  const marks = new Uint8Array(one.length)
  for (let id = 0; id < marks.length; id += 1) marks[id] = (one[id] ?? 0) & (other[id] ?? 0)
  return marks
}

export function inAny(one: Marks, other: Marks): Marks {
  const marks = new Uint8Array(one.length)
  for (let id = 0; id < marks.length; id += 1) marks[id] = (one[id] ?? 0) | (other[id] ?? 0)
  return marks
}

/** Also of ids that no image has; a listing walks over images alone. */
export function notIn(one: Marks): Marks {
  const marks = new Uint8Array(one.length)
  for (let id = 0; id < marks.length; id += 1) marks[id] = 1 - (one[id] ?? 0)
  return marks
}
