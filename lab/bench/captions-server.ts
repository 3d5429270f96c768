import { readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { IMAGE_NAME } from '../../src/shared/image-name'
import { figures, type Figures } from '../../src/main/services/bench/figures'

export interface CaptionsServerChoice {
  /** Base URL, which ends with `/v1`. */
  url: string
  key: string | undefined
  /** Folder of the images that are sent, one a request. */
  images: string
  clients: number
  seconds: number
}

export interface CaptionsServerReport {
  imagesPerSecond: number
  /** Images captioned together, on average. */
  batch: number
  latency: Figures
  /** Requests that were told to come again, and did. */
  busy: number
  load: [before: number, after: number]
}

/**
 * Sends images to a running `viecap serve-captions` by so many clients, each of which sends the next
 * one when it has its answer.
 */
export async function measureCaptionsServer(
  choice: CaptionsServerChoice
): Promise<CaptionsServerReport> {
  const { url, images, clients, seconds } = choice
  const names = readdirSync(images).filter((name) => IMAGE_NAME.test(name))
  const files = names.map((name) => new File([readFileSync(join(images, name))], name))
  const load = loadavg()[0] ?? 0
  const before = await readBatches(choice)
  const began = performance.now()
  const end = began + seconds * 1000
  const times: number[] = []
  let [next, busy] = [0, 0]
  const work = async () => {
    while (performance.now() < end) {
      const body = new FormData()
      body.append('image', files[next++ % files.length] ?? '')
      const start = performance.now()
      const sent = await fetch(`${url}/captions`, { method: 'POST', headers: keyOf(choice), body })
      const answer = await sent.text()
      if (sent.status === 503) {
        busy += 1
        await new Promise((resolve) =>
          setTimeout(resolve, 1000 * Number(sent.headers.get('retry-after')))
        )
      } else if (sent.status === 200) times.push(performance.now() - start)
      else throw new Error(`status ${sent.status}: ${answer}`)
    }
  }
  await Promise.all(Array.from({ length: clients }, work))
  const took = (performance.now() - began) / 1000
  const after = await readBatches(choice)
  return {
    imagesPerSecond: times.length / took,
    batch: (after.images - before.images) / (after.batches - before.batches),
    latency: figures(times),
    busy,
    load: [load, loadavg()[0] ?? 0]
  }
}

const keyOf = ({ key }: CaptionsServerChoice): Record<string, string> =>
  key === undefined ? {} : { authorization: `Bearer ${key}` }

async function readBatches(choice: CaptionsServerChoice) {
  const address = choice.url.replace(/\/v1$/, '/metrics')
  const text = await (await fetch(address, { headers: keyOf(choice) })).text()
  const valueOf = (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1] ?? 0)
  return {
    images: valueOf('viecap_batch_images_sum'),
    batches: valueOf('viecap_batch_images_count')
  }
}
