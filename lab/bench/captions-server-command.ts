import { Command } from 'commander'
import type { CommandContext } from '../../src/main/hosts/cli/context'
import { toCount } from '../../src/main/hosts/cli/options'
import { describeFigures } from '../../src/main/services/bench/figures'
import { measureCaptionsServer } from './captions-server'

interface Options {
  url: string
  images: string
  clients: number
  seconds: number
}

export const captionsServerCommand = ({ output }: CommandContext): Command =>
  new Command('captions-server')
    .description('time the requests of many clients to a running viecap serve-captions')
    .requiredOption('--images <dir>', 'images to send')
    .option(
      '--url <url>',
      'its address; its key is read from VIECAP_API_KEY',
      'http://127.0.0.1:7801/v1'
    )
    .option('--clients <n>', 'clients, of which each sends one image after the other', toCount, 64)
    .option('--seconds <n>', 'how long they send', toCount, 60)
    .action(async (options: Options) => {
      const report = await measureCaptionsServer({ ...options, key: process.env['VIECAP_API_KEY'] })
      const [before, after] = report.load
      output.result({ name: 'captions-server', options, ...report }, [
        `${options.clients} clients: ${report.imagesPerSecond.toFixed(2)} images/s, ${report.batch.toFixed(1)} together; ${report.busy} requests told to come again`,
        `an image: ${describeFigures(report.latency)}`,
        `load of the machine: ${before.toFixed(1)} before, ${after.toFixed(1)} after`
      ])
    })
