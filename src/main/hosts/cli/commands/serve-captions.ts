import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import { rm } from 'node:fs/promises'
import { Command } from 'commander'
import { makeScratchFolder } from '../../../base/files/scratch-folder'
import { ChildEngine } from '../../../services/engine-client/child-engine'
import { forkEngine } from '../../../services/engine-client/forked-process'
import { AllowedHosts } from '../../../services/serve-captions/allowed-hosts'
import { CaptionQueue } from '../../../services/serve-captions/caption-queue'
import { CaptionService } from '../../../services/serve-captions/caption-service'
import { ServingMetrics } from '../../../services/serve-captions/serving-metrics'
import { findConfigDir } from '../../../services/settings/config-dir'
import { openLog } from '../../../services/workbench/log'
import { startCaptionsHost } from '../../web/captions/captions-host'
import { captionerHelp, ensembleOption, partOptions } from '../choose-captioner'
import type { CommandContext } from '../context'
import { decodeOptions } from '../decode-options'
import { deviceOption, gather, toCount, toNumber } from '../options'
import { findServedCaptioner, type ServedChoice } from '../served-captioner'
import { readServing, type ServingChoices } from '../serving-options'

type Options = ServedChoice & ServingChoices

export function serveCaptionsCommand(context: CommandContext): Command {
  const command = new Command('serve-captions')
    .description('serve a captioner to other programs over HTTP, also as an OpenAI-compatible API')
    .argument('<model>', captionerHelp)
    .option('--library <dir>', 'library of a run or a registered captioner')
    .addOption(ensembleOption())
    .addOption(deviceOption())
    .option('--name <name>', 'what the model is called in the API; by default as in the library')
    .option('--host <address>', 'address of the network to listen at', '127.0.0.1')
    .option('--port <number>', 'port to listen at, 0 for a free one', toNumber, 7801)
    .option(
      '--api-key-file <file>',
      'file with the keys that may ask, one per line; by default VIECAP_API_KEY; needed at another address than that of this machine'
    )
    .option(
      '--allow-host <host>',
      'fetch images from this host where a request names their address; can be repeated; by default none',
      gather
    )
    .option('--queue <number>', 'images that may wait', toCount, 256)
    .option('--max-images <number>', 'images of one request', toCount, 32)
    .option('--max-body <MB>', 'size of one request or of one fetched image', toCount, 32)
    .option('--max-pixels <millions>', 'pixels of one image', toCount, 50)
  for (const option of [partOptions(), decodeOptions()].flat()) command.addOption(option)
  return command.action((model: string, options: Options, command: Command) =>
    serveCaptions(context, command, model, options)
  )
}

/** Bodies of the largest size that may be there at once. */
const BODIES = 16

async function serveCaptions(
  context: CommandContext,
  command: Command,
  captioner: string,
  options: Options
): Promise<void> {
  const { bundle, output, interruption } = context
  const { keys, limits, maxBytes, maxPixels } = readServing(options, command.opts())
  const hosts = new AllowedHosts(options.allowHost ?? [])
  const found = await findServedCaptioner(context, command, captioner, options)
  const model = options.name ?? found.name
  const log = openLog(findConfigDir())
  const metrics = new ServingMetrics()
  const queue = new CaptionQueue({
    engine: new ChildEngine(() => forkEngine(bundle.engine)),
    input: { ...found.input, maxPixels },
    maxWaiting: options.queue,
    onBatch: (images) => metrics.batches.observe(images),
    onDeath: (error) => log.warn({ error }, 'the engine has ended')
  })
  const folder = await makeScratchFolder()
  try {
    const maxHeldBytes = BODIES * maxBytes
    const limited = { folder, maxBytes, maxHeldBytes }
    const service = new CaptionService({ queue, metrics, hosts, log, ...limited })
    const { host: address, port } = options
    const parts = { service, metrics, limits, model, keys, log }
    const host = await startCaptionsHost(parts, { address, port })
    const url = `http://${isIPv6(address) ? `[${address}]` : address}:${host.port}/v1`
    output.result({ url, model }, [`${model} captions images at ${url}`])
    const ended: Promise<unknown> = interruption.happened
      ? Promise.resolve()
      : once(interruption.signal, 'abort')
    try {
      const opened = queue.open().then(() => {
        output.note('The model is open.')
        return ended
      })
      await Promise.race([ended, opened])
    } finally {
      await host.drain()
    }
  } finally {
    await queue.close()
    await rm(folder, { recursive: true, force: true })
  }
}
