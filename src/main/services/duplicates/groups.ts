/** Members 0 to n - 1 in groups that grow together (union-find, with paths halved). */
export class Groups {
  readonly #parent: Int32Array

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, i) => i)
  }

  rootOf(member: number): number {
    const parent = this.#parent
    let at = member
    for (;;) {
      const up = parent[at] ?? at
      if (up === at) return at
      parent[at] = parent[up] ?? up
      at = parent[at] ?? at
    }
  }

  /** The lower of two roots stays one. */
  join(one: number, other: number): void {
    const [a, b] = [this.rootOf(one), this.rootOf(other)]
    this.#parent[Math.max(a, b)] = Math.min(a, b)
  }
}
