import { computed, shallowReactive, shallowRef, triggerRef } from 'vue'
import { toProblem, type Problem } from '../api/problem'

export interface Page<Row> {
  total: number
  rows: Row[]
}
export type FetchPage<Row> = (offset: number, limit: number) => Promise<Page<Row>>

/** Rows fetched at once. */
export const PAGE_ROWS = 200
/** Pages kept; the ones used longest ago go first. */
const MAX_PAGES = 30

interface Slot<Row> {
  rows: Row[]
  /** Generation of the listing that the rows belong to. */
  generation: number
}

/**
 * A window into a listing too long to hold: the total, and the rows that were looked at lately.
 * Rows are fetched by pages on demand. After `refresh` old rows stay in view until new ones come;
 * an answer that arrives after a newer question was asked is dropped.
 */
export function usePagedWindow<Row>(fetchPage: FetchPage<Row>) {
  const pages = shallowRef(new Map<number, Slot<Row>>())
  const total = shallowRef<number | null>(null)
  const problem = shallowRef<Problem | null>(null)
  /** Pages on their way, by generation and number. */
  const loading = shallowReactive(new Map<string, Promise<void>>())
  let generation = 0
  let wanted: [number, number] = [0, 0]

  function row(index: number): Row | undefined {
    return pages.value.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS]
  }

  /**
   * Fetches what is missing of the rows `from` to `to`, both included, and of the `around` rows
   * before and behind them.
   */
  async function show(from: number, to: number, around = 0): Promise<void> {
    wanted = [from, to]
    const end = total.value === null ? to : Math.min(to + around, total.value - 1)
    const first = Math.floor(Math.max(0, from - around) / PAGE_ROWS)
    const last = Math.floor(Math.max(0, to, end) / PAGE_ROWS)
    const missing = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
      (page) => pages.value.get(page)?.generation !== generation
    )
    await Promise.all(missing.map((page) => load(page)))
  }

  function load(page: number): Promise<void> {
    const mark = `${generation}:${page}`
    const started = loading.get(mark) ?? read(page).finally(() => loading.delete(mark))
    loading.set(mark, started)
    return started
  }

  async function read(page: number): Promise<void> {
    const asked = generation
    try {
      const answer = await fetchPage(page * PAGE_ROWS, PAGE_ROWS)
      if (asked === generation) put(page, answer)
    } catch (error) {
      if (asked === generation) problem.value = toProblem(error)
    }
  }

  function put(page: number, answer: Page<Row>): void {
    problem.value = null
    total.value = answer.total
    keep(page, { rows: answer.rows, generation })
  }

  function keep(page: number, slot: Slot<Row>): void {
    pages.value.delete(page)
    pages.value.set(page, slot)
    for (const oldest of pages.value.keys()) {
      if (pages.value.size <= MAX_PAGES) break
      pages.value.delete(oldest)
    }
    triggerRef(pages)
  }

  /** Reads what is in view again; everything else is read again when it is looked at. */
  function refresh(): Promise<void> {
    generation += 1
    return show(...wanted)
  }

  /** Forgets every row, for a listing that is another one now. */
  function reset(): Promise<void> {
    pages.value = new Map()
    wanted = [0, 0]
    return refresh()
  }

  /** Puts a changed row in place without reading it again. */
  function replace(index: number, changed: Row): void {
    const slot = pages.value.get(Math.floor(index / PAGE_ROWS))
    if (!slot || slot.rows.length <= index % PAGE_ROWS) return
    slot.rows[index % PAGE_ROWS] = changed
    triggerRef(pages)
  }

  return {
    total,
    problem,
    busy: computed(() => loading.size > 0),
    row,
    show,
    refresh,
    reset,
    replace
  }
}
export type PagedWindow<Row> = ReturnType<typeof usePagedWindow<Row>>
