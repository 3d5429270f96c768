import { Command } from 'commander'
import { toCount } from '../options'

/** A benchmark of a captioner with the sizes that are asked for; by default GPT-2 small. */
export const captionerBench = (name: string): Command =>
  new Command(name)
    .option('--layers <n>', 'layers of the GPT-2', toCount, 12)
    .option('--width <n>', 'width of the GPT-2', toCount, 768)
    .option('--heads <n>', 'attention heads', toCount, 12)
    .option('--vocabulary <n>', 'rows of the embedding table', toCount, 50_257)
    .option('--prefix <n>', 'prefix tokens', toCount, 10)
