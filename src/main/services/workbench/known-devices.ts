import type { DeviceInfo } from '../../../shared/contract/system'
import type { EngineClient } from '../engine-client/engine-client'

/** What is known of this machine's devices, so that nobody has to wait for the engine to say it. */
export class KnownDevices {
  readonly #engine: Pick<EngineClient, 'run'>
  #found: DeviceInfo[] | null = null
  #looking: Promise<DeviceInfo[]> | null = null

  constructor(engine: Pick<EngineClient, 'run'>) {
    this.#engine = engine
  }

  /** What was found before; null while they are looked for the first time, which this begins. */
  get known(): DeviceInfo[] | null {
    if (this.#found === null) this.look().catch(() => undefined)
    return this.#found
  }

  /** Asks the engine, which is one question for all who wait. Throws as a call of the engine does. */
  look(): Promise<DeviceInfo[]> {
    this.#looking ??= this.#ask().finally(() => (this.#looking = null))
    return this.#looking
  }

  async #ask(): Promise<DeviceInfo[]> {
    this.#found = await this.#engine.run('devices', {})
    return this.#found
  }
}
