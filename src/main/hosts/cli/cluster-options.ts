import { Option } from 'commander'
import { DEFAULT_SHARDS } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { toCount } from './options'

export interface ClusterOptions {
  profile?: string
  shards?: number
  follow?: true
  bundle?: string
}

/** How the images of a command are worked on in shards on a cluster. */
export const clusterOptions = (): Option[] => [
  new Option(
    '--profile <profile>',
    'do the work on a cluster instead: its JSON file, or the name of one'
  ),
  new Option(
    '--shards <n>',
    `parts of the work on the cluster, ${DEFAULT_SHARDS} by default`
  ).argParser(toCount),
  new Option('--follow', 'wait until the cluster has done it'),
  new Option('--bundle <dir>', 'folder of a shard; works on it without a library')
]

/** Most tasks that Slurm takes in an array by default. */
const MOST = 1000

/** Throws `call.wrong` for options that do not go together. */
export function checkClusterOptions({ profile, shards, follow }: ClusterOptions, resume: boolean) {
  if (profile === undefined && shards !== undefined) throw wrongCall('--shards needs --profile')
  if (profile === undefined && follow && !resume) throw wrongCall('--follow needs --profile')
  if ((shards ?? 1) > MOST) throw wrongCall(`--shards takes ${MOST} at most`)
}

const wrongCall = (detail: string) => new AppError('call.wrong', { detail })
