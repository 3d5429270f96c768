import { Command } from 'commander'
import * as v from 'valibot'
import { DuplicateReport, type DuplicateCluster } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { chooseModel } from '../choose-model'
import type { CommandContext } from '../context'
import { libraryOption, toNumber } from '../options'
import { runJob } from '../run-job'
import type { Session } from '../session'

const PAGE = 500

interface Options {
  distance?: number
  encoder?: string
  similarity?: number
}

export function duplicatesCommand(context: CommandContext): Command {
  return new Command('duplicates')
    .description('find images that look nearly the same, and those that are in several splits')
    .addOption(libraryOption())
    .option('--distance <n>', 'most differing bits of two perceptual hashes, 0 to 7', toNumber)
    .option('--encoder <name>', 'also compare the embeddings of this encoder: name or number')
    .option('--similarity <x>', 'smallest cosine of two embeddings, 0.8 to 1', toNumber)
    .action(({ distance, encoder, similarity }: Options, command: Command) =>
      context.session(command, async (session) => {
        const { api, output } = session
        const clipModelId =
          encoder === undefined ? null : chooseModel(await api.models.list(), 'clip', encoder).id
        const { jobId } = await api.duplicates.find({
          clipModelId,
          ...(distance !== undefined && { distance }),
          ...(similarity !== undefined && { similarity })
        })
        const job = await runJob(session, jobId)
        const { failed } = v.parse(DuplicateReport, job.result)
        const clusters = await listClusters(session)
        const leaks = clusters.filter(({ leak }) => leak).length
        output.result({ clusters, leaks, failed }, [
          ...clusters.flatMap(describe),
          `${clusters.length} clusters of near-duplicates, ${leaks} of them in several splits`
        ])
        if (failed > 0) throw new AppError('duplicates.some-failed', { failed })
      })
    )
}

async function listClusters({ api }: Session): Promise<DuplicateCluster[]> {
  const clusters: DuplicateCluster[] = []
  for (;;) {
    const { total, rows } = await api.duplicates.page({ offset: clusters.length, limit: PAGE })
    clusters.push(...rows)
    if (rows.length === 0 || clusters.length >= total) return clusters
  }
}

const describe = ({ leak, images }: DuplicateCluster): string[] => [
  leak ? 'in several splits:' : 'near-duplicates:',
  ...images.map(({ name, split, caption, contradicts }) => {
    const against = contradicts.length > 0 ? ` (contradicts: ${contradicts.join(', ')})` : ''
    return `  ${name}  ${split}  ${caption ?? 'no caption'}${against}`
  })
]
