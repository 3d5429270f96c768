import pino from 'pino'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { UpdateState } from '../../../shared/contract'
import type { NewerVersion, Updater } from './updater'
import { Updates } from './updates'

const feed = 'https://updates.example.org/viecap'

class Feed implements Updater {
  newer: NewerVersion | null = { version: '9.0.0', notes: 'Faster.' }
  calls: string[] = []
  fails: Error | null = null
  async check(url: string): Promise<NewerVersion | null> {
    this.#note(`check ${url}`)
    return this.newer
  }
  async download(onShare: (share: number) => void): Promise<void> {
    for (const share of [0, 0.251, 0.252, 1]) onShare(share)
    this.#note('download')
  }
  async install(leave: () => Promise<void>): Promise<void> {
    await leave()
    this.#note('install')
  }
  #note(call: string): void {
    this.calls.push(call)
    if (this.fails) throw this.fails
  }
}

let updater: Feed
let url: string
let told: UpdateState[]
let updates: Updates

beforeEach(() => {
  updater = new Feed()
  url = feed
  told = []
  updates = make(updater)
})

const make = (one: Updater | null) =>
  new Updates({
    updater: one,
    feed: () => url,
    leave: async () => void updater.calls.push('leave'),
    emit: (event) => {
      if (event.type === 'updates') told.push(event.updates)
    },
    log: pino({ level: 'silent' })
  })

describe('updates', () => {
  it('are off until a feed is set, and ask nobody', async () => {
    url = ''
    expect(updates.state).toMatchObject({ stage: 'off', version: null })
    await expect(updates.check()).rejects.toMatchObject({ code: 'update.no-feed' })
    expect(updater.calls).toEqual([])
  })

  it('are not offered where the installation cannot update itself', async () => {
    const none = make(null)
    expect(none.state.stage).toBe('unsupported')
    await expect(none.check()).rejects.toMatchObject({ code: 'update.unsupported' })
  })

  it('are told of when they are found, and neither downloaded nor installed by that', async () => {
    const state = await updates.check()
    expect(state).toMatchObject({ stage: 'available', version: '9.0.0', notes: 'Faster.' })
    expect(told.map(({ stage }) => stage)).toEqual(['checking', 'available'])
    expect(updater.calls).toEqual([`check ${feed}`])
  })

  it('download and install one after the other, each when it is asked for', async () => {
    await expect(updates.download()).rejects.toMatchObject({ code: 'update.none' })
    await updates.check()
    await expect(updates.install()).rejects.toMatchObject({ code: 'update.none' })
    told = []
    await updates.download()
    expect(told.map(({ stage, share }) => [stage, share])).toEqual([
      ['downloading', 0],
      ['downloading', 0.25],
      ['downloading', 1],
      ['ready', 1]
    ])
    await updates.install()
    expect(updater.calls.slice(1)).toEqual(['download', 'leave', 'install'])
  })

  it('say that there is none', async () => {
    updater.newer = null
    const state = await updates.check()
    expect(state).toMatchObject({ stage: 'idle', version: null, error: null })
    expect(state.checkedAt).toBeGreaterThan(0)
  })

  it('keep why the feed could not be asked, until it can', async () => {
    updater.fails = new Error('getaddrinfo ENOTFOUND updates.example.org\nat somewhere')
    const params = { detail: 'getaddrinfo ENOTFOUND updates.example.org', url: feed }
    await expect(updates.check()).rejects.toMatchObject({ code: 'update.failed', params })
    expect(updates.state).toMatchObject({ stage: 'idle', error: { code: 'update.failed', params } })
    updater.fails = null
    expect((await updates.check()).error).toBeNull()
  })

  it('stay available where a download fails', async () => {
    await updates.check()
    updater.fails = new Error('sha512 checksum mismatch')
    await expect(updates.download()).rejects.toMatchObject({ code: 'update.failed' })
    expect(updates.state).toMatchObject({ stage: 'available', error: { code: 'update.failed' } })
  })

  it.each(['http://updates.example.org', 'ftp://localhost/', 'updates'])(
    'come from no such feed: %s',
    async (address) => {
      url = address
      await expect(updates.check()).rejects.toMatchObject({ code: 'update.feed-invalid' })
      expect(updater.calls).toEqual([])
    }
  )

  it('of another feed are not installed', async () => {
    await updates.check()
    await updates.download()
    url = 'https://elsewhere.example.org'
    expect(updates.state).toMatchObject({ stage: 'idle', version: null, checkedAt: null })
    await expect(updates.install()).rejects.toMatchObject({ code: 'update.none' })
  })

  it('are looked for once a day while a feed is set, and a failure is no interruption', async () => {
    vi.useFakeTimers()
    try {
      updater.newer = null
      const stop = updates.watch()
      await vi.advanceTimersByTimeAsync(60_000)
      expect(updater.calls).toHaveLength(1)
      updater.fails = new Error('offline')
      await vi.advanceTimersByTimeAsync(24 * 3_600_000)
      expect(updater.calls).toHaveLength(2)
      url = ''
      await vi.advanceTimersByTimeAsync(48 * 3_600_000)
      stop()
      url = feed
      await vi.advanceTimersByTimeAsync(48 * 3_600_000)
      expect(updater.calls).toHaveLength(2)
    } finally {
      vi.useRealTimers()
    }
  })
})
