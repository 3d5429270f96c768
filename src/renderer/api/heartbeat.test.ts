import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import type { ConnectionState, WorkbenchLink } from './connection'
import { withHeartbeat } from './heartbeat'

describe('withHeartbeat', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  /** A workbench that answers each question after `delay`, or not while that is null. */
  function workbench(delay: number | null) {
    const state = ref<ConnectionState>('open')
    const waiting: (() => void)[] = []
    const asked = vi.fn()
    const bench = { delay, state, asked, resume: () => waiting.forEach((answer) => answer()) }
    const call = () => {
      asked()
      return new Promise<void>((resolve) => {
        if (bench.delay === null) waiting.push(resolve)
        else setTimeout(resolve, bench.delay)
      })
    }
    const link = { call } as unknown as WorkbenchLink
    const connection = withHeartbeat({ state, link: () => Promise.resolve(link) })
    return Object.assign(bench, { connection })
  }

  it('says within two seconds of the last answer that none comes, and when one comes again', async () => {
    const bench = workbench(5)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(bench.connection.state.value).toBe('open')
    bench.delay = null
    await vi.advanceTimersByTimeAsync(2000)
    expect(bench.connection.state.value).toBe('silent')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(bench.connection.state.value).toBe('silent')
    bench.delay = 5
    bench.resume()
    await vi.advanceTimersByTimeAsync(0)
    expect(bench.connection.state.value).toBe('open')
  })

  it('takes no notice of a workbench that is busy for a second', async () => {
    const bench = workbench(1000)
    for (let time = 0; time < 10_000; time += 100) {
      await vi.advanceTimersByTimeAsync(100)
      expect(bench.connection.state.value).toBe('open')
    }
  })

  it('leaves it to the connection to say that it is lost', async () => {
    const bench = workbench(null)
    await vi.advanceTimersByTimeAsync(5000)
    bench.state.value = 'lost'
    expect(bench.connection.state.value).toBe('lost')
  })

  it('asks nothing while the page is not to be seen', async () => {
    const bench = workbench(5)
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(bench.asked).not.toHaveBeenCalled()
  })
})
