import { expect, it } from 'vitest'
import { Counter, gauge, Histogram, writeMetrics } from './metrics'

it('writes counters, gauges and histograms as Prometheus reads them', () => {
  const requests = new Counter()
  requests.add({ route: '/v1/captions', status: 200 })
  requests.add({ route: '/v1/captions', status: 200 }, 2)
  requests.add({ route: 'a "b"\\\n', status: 404 })
  const seconds = new Histogram([0.5, 1])
  for (const value of [0.1, 0.5, 0.7, 9]) seconds.observe(value, { route: '/' })
  const text = writeMetrics([
    { name: 'requests_total', help: 'Requests.', type: 'counter', values: requests },
    { name: 'queue', help: 'Waiting.', type: 'gauge', values: gauge(() => 7) },
    { name: 'seconds', help: 'Time.', type: 'histogram', values: seconds }
  ])
  expect(text).toBe(`# HELP requests_total Requests.
# TYPE requests_total counter
requests_total{route="/v1/captions",status="200"} 3
requests_total{route="a \\"b\\"\\\\\\n",status="404"} 1
# HELP queue Waiting.
# TYPE queue gauge
queue 7
# HELP seconds Time.
# TYPE seconds histogram
seconds_bucket{route="/",le="0.5"} 2
seconds_bucket{route="/",le="1"} 3
seconds_bucket{route="/",le="+Inf"} 4
seconds_sum{route="/"} 10.3
seconds_count{route="/"} 4
`)
})
