/** Lets so many pieces of work run at once, and only so much weight of them; one alone may weigh more. */
export class Gate {
  #running = 0
  #weight = 0
  readonly #waiting: { weight: number; enter: () => void }[] = []

  constructor(
    readonly places: number,
    readonly maxWeight: number
  ) {}

  /** Does `work` once there is room for it, in the order of the calls. */
  async run<T>(weight: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      this.#waiting.push({ weight, enter })
      this.#admit()
    })
    try {
      return await work()
    } finally {
      this.#running -= 1
      this.#weight -= weight
      this.#admit()
    }
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const fits = this.#running === 0 || this.#weight + next.weight <= this.maxWeight
      if (this.#running >= this.places || !fits) return
      this.#waiting.shift()
      this.#running += 1
      this.#weight += next.weight
      next.enter()
    }
  }
}
