import { Command } from 'commander'
import { toCount } from '../../src/main/hosts/cli/options'
import { measureWindow } from './window'

export const windowCommand = (): Command =>
  new Command('window')
    .description('time the first images and the scrolling of a library in Chromium')
    .argument('<library>', 'library folder')
    .option('--rounds <n>', 'repetitions', toCount, 5)
    .action((library: string, { rounds }: { rounds: number }) => measureWindow(library, rounds))
