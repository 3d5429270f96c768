import * as v from 'valibot'
import { RunConfig, type RunConfigInput } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { runSettings } from '../../../shared/run-settings'
import { sweepConfigs, type SweepSetting } from '../../../shared/sweep-values'
import { followRun, resumeCall } from './follow-run'
import type { Session } from './session'

/**
 * Queues the runs of a sweep and trains one after the other; where one is refused, nothing is queued.
 */
export async function trainSweep(
  session: Session,
  { configs, library }: { configs: RunConfig[]; library: string }
): Promise<void> {
  const started = await session.api.runs.startAll(configs)
  session.output.note(`${started.length} runs queued`)
  for (const { runId, jobId } of started) {
    await followRun(session, { runId, jobId, resume: resumeCall(runId, { library }) })
  }
}

/** The configurations of a sweep. Throws `call.wrong` for a setting or a value that there is not. */
export function sweepOf(config: RunConfigInput, sweep: readonly string[]): RunConfig[] {
  const configs = sweepConfigs(v.parse(RunConfig, config), sweep.map(parseSweep))
  if (!Array.isArray(configs)) {
    throw wrong(`${configs.value} is no value, or no range of values, of ${configs.key}`)
  }
  if (configs.length === 0) throw wrong('--sweep needs values')
  return configs
}

function parseSweep(text: string): SweepSetting {
  const at = text.indexOf('=')
  const key = text.slice(0, Math.max(0, at))
  if (!Object.hasOwn(runSettings, key)) throw wrong(`--sweep needs setting=values, not ${text}`)
  return { key: key as SweepSetting['key'], text: text.slice(at + 1) }
}

const wrong = (detail: string) => new AppError('call.wrong', { detail })
