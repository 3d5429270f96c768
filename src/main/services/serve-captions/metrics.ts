/** Labels of a value, in the order in which they are written. */
type Labels = Readonly<Record<string, string | number>>

export interface Metric {
  name: string
  help: string
  type: 'counter' | 'gauge' | 'histogram'
  /** Suffix of the name, labels and value of each line. */
  values: { lines(): Iterable<readonly [suffix: string, labels: Labels, value: number]> }
}

/** Values that only grow, by their labels. */
export class Counter {
  readonly #values = new Map<string, { labels: Labels; value: number }>()

  add(labels: Labels = {}, amount = 1): void {
    const key = JSON.stringify(labels)
    const before = this.#values.get(key)?.value ?? 0
    this.#values.set(key, { labels, value: before + amount })
  }

  *lines(): Generator<readonly [string, Labels, number]> {
    for (const { labels, value } of this.#values.values()) yield ['', labels, value]
  }
}

/** How often values lie at or below each of some bounds, by their labels. */
export class Histogram {
  readonly #series = new Map<string, { labels: Labels; counts: number[]; sum: number }>()

  /** @param bounds Ascending. */
  constructor(readonly bounds: readonly number[]) {}

  observe(value: number, labels: Labels = {}): void {
    const key = JSON.stringify(labels)
    const series = this.#series.get(key) ?? {
      labels,
      counts: Array.from({ length: this.bounds.length + 1 }, () => 0),
      sum: 0
    }
    const found = this.bounds.findIndex((bound) => value <= bound)
    const place = found < 0 ? this.bounds.length : found
    series.counts[place] = (series.counts[place] ?? 0) + 1
    series.sum += value
    this.#series.set(key, series)
  }

  *lines(): Generator<readonly [string, Labels, number]> {
    for (const { labels, counts, sum } of this.#series.values()) {
      let count = 0
      for (const [place, here] of counts.entries()) {
        count += here
        yield ['_bucket', { ...labels, le: this.bounds[place] ?? '+Inf' }, count]
      }
      yield ['_sum', labels, sum]
      yield ['_count', labels, count]
    }
  }
}

/** A value that is read when it is asked for. */
export const gauge = (read: () => number) => ({
  *lines(): Generator<readonly [string, Labels, number]> {
    yield ['', {}, read()]
  }
})

/** Content type of {@link writeMetrics}. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** Metrics in Prometheus's text format, version 0.0.4. */
export function writeMetrics(metrics: readonly Metric[]): string {
  return metrics
    .flatMap(({ name, help, type, values }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...[...values.lines()].map(
        ([suffix, labels, value]) => `${name}${suffix}${inBraces(labels)} ${value}`
      )
    ])
    .map((line) => `${line}\n`)
    .join('')
}

function inBraces(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const escaped = (value: string | number): string =>
  String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
