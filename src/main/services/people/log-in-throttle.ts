import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../../../shared/errors'

const MINUTE = 60
const HOUR = 3600

/**
 * Bounds the guessing of passwords: failed attempts by name and address together, by name from
 * anywhere, and by address at any name. The memory of this process is enough: it is the only one
 * that lets people in, and a restart takes longer than the guesses that it would allow.
 */
export class LogInThrottle {
  readonly #limits = [
    {
      key: (name: string, address: string) => `${name} ${address}`,
      points: 10,
      duration: 15 * MINUTE
    },
    { key: (name: string) => name, points: 50, duration: HOUR },
    { key: (_name: string, address: string) => address, points: 100, duration: HOUR }
  ].map(({ key, ...limit }) => ({ key, limiter: new RateLimiterMemory(limit) }))

  /**
   * Counts an attempt before its password is looked at, so that many at once count as many. Returns what
   * to call where it succeeds. Throws `people.too-many-tries`.
   */
  async begin(name: string, address: string): Promise<() => Promise<void>> {
    const counted = this.#limits.map(({ key, limiter }) => ({ key: key(name, address), limiter }))
    for (const { key, limiter } of counted) {
      await limiter.consume(key).catch((refusal: unknown) => {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        const minutes = Math.ceil(refusal.msBeforeNext / 60_000)
        throw new AppError('people.too-many-tries', { minutes })
      })
    }
    const [own] = counted
    return async () => {
      await own?.limiter.delete(own.key)
      await Promise.all(counted.slice(1).map(({ key, limiter }) => limiter.reward(key)))
    }
  }
}
