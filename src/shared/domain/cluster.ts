import * as v from 'valibot'
import { whole } from './bounds'
import { ErrorInfo } from './common'

/** One line of a script or of a command. */
const Line = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(1000),
  v.check((text) => !/[\r\n\0]/.test(text), 'has to be one line')
)

/** A word that no shell and no `#SBATCH` line reads as anything else. */
const Word = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(/^\w[\w@%+=:,./-]*$/, 'has to be one plain word')
)

/** How work is given to a Slurm cluster: what a profile's file holds. */
export const ClusterSettings = v.strictObject({
  /** Where the cluster's commands are, by the user's ssh; without it they are on this machine. */
  host: v.optional(Word),
  /** Folder that the cluster's nodes and the machine with its commands share. */
  folder: v.pipe(
    v.string(),
    v.maxLength(500),
    v.regex(/^\/[\w@%+=:,./-]*[\w@%+=:,.-]$/, 'has to be an absolute path of plain characters')
  ),
  /** How a node calls `viecap`, such as `apptainer exec --nv /shared/viecap.sif viecap`. */
  command: Line,
  /** Lines of shell before it, and before the cluster's commands, such as `module load slurm`. */
  setup: v.optional(v.pipe(v.array(Line), v.maxLength(50)), []),
  partition: v.optional(Word),
  account: v.optional(Word),
  qos: v.optional(Word),
  /** Of one attempt: a run that needs longer continues in the next one. */
  time: v.optional(Word),
  gres: v.optional(Word),
  cpus: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  memory: v.optional(Word),
  /** Further options of sbatch, such as `--exclusive`. */
  sbatch: v.optional(
    v.pipe(v.array(v.pipe(Line, v.startsWith('--', 'has to begin with --'))), v.maxLength(50)),
    []
  ),
  device: v.optional(v.picklist(['auto', 'cpu', 'webgpu', 'cuda']), 'auto'),
  /** Folders of images here, and the same folders as the nodes see them. */
  images: v.optional(v.record(Line, Line), {}),
  /** Runs or shards of an array that are at work at the same time, at most. */
  atOnce: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Seconds before the time limit in which a run writes a checkpoint. */
  warning: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(65_535)), 300),
  /** Seconds between two looks at the queue. */
  every: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(3600)), 15)
})

/** A cluster by its name, that of the profile's file. */
export const ClusterProfile = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  ...ClusterSettings.entries
})
export type ClusterProfile = v.InferOutput<typeof ClusterProfile>

/** What the scheduler last said of a run. */
export const ClusterState = v.object({
  /** Name of the profile. */
  profile: v.string(),
  /** Such as `123_4`; null until the run is submitted. */
  job: v.nullable(v.string()),
  /** The scheduler's own words, such as `PENDING` for the reason `Priority`; empty at first. */
  state: v.string(),
  reason: v.string(),
  partition: v.string(),
  nodes: v.string(),
  /** Whether the cluster has nothing more to do with the run. */
  ended: v.boolean()
})
export type ClusterState = v.InferOutput<typeof ClusterState>

/** Runs that are given to a cluster together; Slurm takes an array of a thousand by default. */
export const SubmitParams = v.object({
  runIds: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(1000))
})
export type SubmitParams = v.InferOutput<typeof SubmitParams>

/** Parts that the images of a job are worked on in, and how many there are unless somebody says otherwise. */
export const ShardCount = whole(1, 1000)
export const DEFAULT_SHARDS = 8

/** How the clusters were found. */
export const ClusterLook = v.object({
  /** Runs and shards that wait or are at work on one. */
  underWay: v.number(),
  /** Seconds after which it is worth looking again. */
  every: v.number(),
  /** Why a cluster was not seen; what is there goes on. */
  problems: v.array(ErrorInfo)
})
export type ClusterLook = v.InferOutput<typeof ClusterLook>

/** Whether a cluster has a run: it waits or trains there. */
export const isOnCluster = (cluster: ClusterState | null): boolean =>
  cluster !== null && cluster.job !== null && !cluster.ended
