import type { Command } from 'commander'
import type { JobProgress } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  describeHubName,
  readHubName,
  type HubKind,
  type HubRepository
} from '../../../shared/hub-names'
import { pushByName } from '../../services/hub'
import { ProgressMeter } from '../../services/jobs/progress-meter'
import { Throttle } from '../../services/jobs/throttle'
import type { Session } from './session'

const showEveryMs = 100

/** How a repository is written to. */
export interface PushChoice {
  revision?: string
  public?: boolean
  force?: boolean
}

export const pushArgument = 'owner/name on the hub; made where it is not there yet'

export function withPushOptions(command: Command): Command {
  return command
    .option('--revision <branch>', 'branch to write to, made where it is not there', 'main')
    .option('--public', 'let everybody see a repository that is made; it is private otherwise')
    .option('--force', 'replace files in a repository that holds others')
}

/** The repository that a command names, before anything is done. Throws `call.wrong`. */
export function readRepository(
  kind: HubKind,
  name: string,
  { revision = 'main' }: PushChoice
): HubRepository {
  const repository = name.includes('@') ? null : readHubName(`${name}@${revision}`, kind)
  if (repository) return repository
  throw new AppError('call.wrong', {
    detail: `write the repository as owner/name, and a branch as --revision BRANCH, not ${name}`
  })
}

/** Pushes a folder or file, shows how far it is, and prints where it went. */
export async function pushToHub(
  { output, underWay }: Session,
  { path, repository, choice }: { path: string; repository: HubRepository; choice: PushChoice }
): Promise<void> {
  const meter = new ProgressMeter()
  const shown = new Throttle<JobProgress>(showEveryMs, (progress) => {
    output.progress(progress)
    if (output.json) output.event({ type: 'progress', ...progress }, null)
  })
  try {
    const report = await underWay.do((signal) =>
      pushByName({
        repository,
        path,
        isPublic: choice.public === true,
        replace: choice.force === true,
        signal,
        report: (count) => shown.push(meter.measure(count))
      })
    )
    shown.stop()
    const { url, isPublic, files, bytes, unchanged } = report
    output.result({ type: 'done', ...report, revision: repository.revision }, [
      `${describeHubName(repository)} (${isPublic ? 'public' : 'private'}): ${files} files pushed, ` +
        `${(bytes / 1e6).toFixed(1)} MB; ${unchanged} already there`,
      url
    ])
  } finally {
    shown.stop()
    output.endProgress()
  }
}
