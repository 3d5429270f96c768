import { computed, shallowReactive, shallowRef, triggerRef } from 'vue'
import { toProblem, type Problem } from '../api/problem'

export interface Page<Row> {
  total: number
  rows: Row[]
}
export type FetchPage<Row> = (offset: number, limit: number) => Promise<Page<Row>>
/** The first rows alone, with null as their total, where all take long to be counted. */
export type FetchFirst<Row> = (limit: number) => Promise<{ total: number | null; rows: Row[] }>

/** Rows fetched at once. */
export const PAGE_ROWS = 200
/** Pages kept; the ones used longest ago go first. */
const MOST_PAGES = 30

interface Slot<Row> {
  rows: Row[]
  /** Generation of the listing that the rows belong to; null where there are more of its page. */
  generation: number | null
}

/**
 * A window into a listing too long to hold: the total, and the rows that were looked at lately.
 * Rows are fetched by pages on demand. After `refresh` old rows stay in sight until new ones come;
 * an answer that arrives after a newer question was asked is dropped.
 */
export function usePagedWindow<Row>(fetchPage: FetchPage<Row>, fetchFirst?: FetchFirst<Row>) {
  const pages = shallowRef(new Map<number, Slot<Row>>())
  const total = shallowRef<number | null>(null)
  /** Only the first rows are there: `total` says how many, and not how many there will be. */
  const counting = shallowRef(false)
  const problem = shallowRef<Problem | null>(null)
  /** Pages on their way, by generation and number. */
  const loading = shallowReactive(new Map<string, Promise<void>>())
  let generation = 0
  /** The generation that `total` is known of. */
  let counted = -1
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

  function load(page: number, work = () => read(page)): Promise<void> {
    const mark = `${generation}:${page}`
    const started = loading.get(mark) ?? work().finally(() => loading.delete(mark))
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

  /** Shows the first rows as soon as they are there, and the whole first page then. */
  async function readFirst(fetch: FetchFirst<Row>, onFirst: () => void): Promise<void> {
    const asked = generation
    try {
      const { total: found, rows } = await fetch(PAGE_ROWS)
      if (asked !== generation) return
      if (found !== null) {
        put(0, { total: found, rows })
        return
      }
      // Another page may have told the total meanwhile.
      if (counted !== generation) {
        problem.value = null
        total.value = rows.length
        counting.value = true
        keep(0, { rows, generation: null })
        onFirst()
      }
      await read(0)
    } catch (error) {
      if (asked === generation) problem.value = toProblem(error)
    }
  }

  function put(page: number, answer: Page<Row>): void {
    problem.value = null
    total.value = answer.total
    counting.value = false
    counted = generation
    keep(page, { rows: answer.rows, generation })
  }

  function keep(page: number, slot: Slot<Row>): void {
    pages.value.delete(page)
    pages.value.set(page, slot)
    for (const oldest of pages.value.keys()) {
      if (pages.value.size <= MOST_PAGES) break
      pages.value.delete(oldest)
    }
    triggerRef(pages)
  }

  /** Reads what is in sight again; everything else is read again when it is looked at. */
  function refresh(): Promise<void> {
    generation += 1
    return show(...wanted)
  }

  function forget(): void {
    pages.value = new Map()
    wanted = [0, 0]
  }

  /** Forgets every row, for a listing that is another one now. */
  function reset(): Promise<void> {
    forget()
    return refresh()
  }

  /**
   * The same for a listing that is looked at from its start: its first rows are shown before it is
   * counted, and `onFirst` is called then. Resolves when its first page is there.
   */
  function begin(onFirst: () => void = () => undefined): Promise<void> {
    if (!fetchFirst) return reset()
    forget()
    generation += 1
    return load(0, () => readFirst(fetchFirst, onFirst))
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
    counting,
    problem,
    busy: computed(() => loading.size > 0),
    row,
    show,
    refresh,
    reset,
    begin,
    replace
  }
}
export type PagedWindow<Row> = ReturnType<typeof usePagedWindow<Row>>
