import { describe, expect, it } from 'vitest'
import { PAGE_ROWS, usePagedWindow, type FetchPage } from './paged-window'

/** A listing whose answers are given by hand, in any order. */
function slowListing() {
  const asked: { offset: number; answer: (total: number, name: string) => Promise<void> }[] = []
  const fetchPage: FetchPage<string> = (offset, limit) =>
    new Promise((resolve) => {
      asked.push({
        offset,
        answer: async (total, name) => {
          const count = Math.max(0, Math.min(limit, total - offset))
          resolve({ total, rows: Array.from({ length: count }, (_, i) => `${name}${offset + i}`) })
          await new Promise((done) => setTimeout(done))
        }
      })
    })
  return { asked, fetchPage }
}
const at = <T>(list: T[], index: number): T => {
  const item = list[index]
  if (item === undefined) throw new Error(`nothing at ${index}`)
  return item
}

describe('usePagedWindow', () => {
  it('fetches the pages that are looked at, each once', async () => {
    const { asked, fetchPage } = slowListing()
    const pages = usePagedWindow(fetchPage)
    const first = pages.show(PAGE_ROWS - 1, PAGE_ROWS)
    void pages.show(0, 5)
    expect(asked.map(({ offset }) => offset)).toEqual([0, PAGE_ROWS])
    expect(pages.busy.value).toBe(true)
    await at(asked, 0).answer(1000, 'a')
    await at(asked, 1).answer(1000, 'a')
    await first
    expect(pages.total.value).toBe(1000)
    expect(pages.row(PAGE_ROWS)).toBe(`a${PAGE_ROWS}`)
    expect(pages.row(2 * PAGE_ROWS)).toBeUndefined()
    expect(pages.busy.value).toBe(false)
    await pages.show(0, PAGE_ROWS + 3)
    expect(asked).toHaveLength(2)
  })

  it('waits for a page that is on its way already', async () => {
    const { asked, fetchPage } = slowListing()
    const pages = usePagedWindow(fetchPage)
    void pages.show(0, 0)
    const second = pages.show(1, 1).then(() => pages.row(1))
    await at(asked, 0).answer(10, 'a')
    expect(await second).toBe('a1')
    expect(asked).toHaveLength(1)
  })

  it('keeps old rows in sight while it reads again, and drops answers that come too late', async () => {
    const { asked, fetchPage } = slowListing()
    const pages = usePagedWindow(fetchPage)
    void pages.show(0, 0)
    await at(asked, 0).answer(3, 'old')
    void pages.refresh()
    void pages.refresh()
    expect(pages.row(2)).toBe('old2')
    await at(asked, 2).answer(2, 'new')
    await at(asked, 1).answer(3, 'late')
    expect(pages.row(1)).toBe('new1')
    expect(pages.row(2)).toBeUndefined()
    expect(pages.total.value).toBe(2)
  })

  it('forgets everything on reset and puts single rows in place', async () => {
    const { asked, fetchPage } = slowListing()
    const pages = usePagedWindow(fetchPage)
    void pages.show(0, 0)
    await at(asked, 0).answer(3, 'a')
    pages.replace(1, 'changed')
    pages.replace(7, 'outside')
    expect(pages.row(1)).toBe('changed')
    expect(pages.row(7)).toBeUndefined()
    void pages.reset()
    expect(pages.row(1)).toBeUndefined()
  })

  it('says what went wrong, and forgets it when the next read works', async () => {
    let fail = true
    const pages = usePagedWindow(() =>
      fail ? Promise.reject(new Error('no disk')) : Promise.resolve({ total: 0, rows: [] })
    )
    await pages.show(0, 0)
    expect(pages.problem.value?.message).toContain('no disk')
    fail = false
    await pages.refresh()
    expect(pages.problem.value).toBeNull()
  })
})
