import type { ErrorInfo, RunConfig } from '../../../shared/domain'
import { toErrorInfo } from '../../../shared/errors'
import type { Workbench } from '../workbench/workbench'
import { checkPlan } from './check-plan'
import { freeBytes } from './disk'
import { estimateDuration } from './duration'
import { withImagesFound } from './images-found'
import type { MemoryPlan } from './memory-plan'
import { planDisk, planMemory, planRun, type RunPlan } from './plan'
import { checkPrecision } from './precision'
import { findStopsInside, type StopsInside } from './stops-inside'

/** All that is known of a run before it starts. */
export interface WholePlan extends RunPlan {
  memory: MemoryPlan | null
  disk: { needed: number; available: number | null }
  time: { seconds: number; runId: string } | null
  stopsInside: StopsInside | null
  refusal: ErrorInfo | null
}

/** What a run would train on and need, and why it would be refused. Throws as `planRun` does. */
export async function planWhole(workbench: Workbench, asked: RunConfig): Promise<WholePlan> {
  const { library } = workbench
  const config = await withImagesFound(workbench, asked)
  const plan = await planRun(library, config)
  const memory = await planMemory(workbench, config, plan)
  return {
    ...plan,
    memory,
    disk: { needed: planDisk(library, config, plan), available: await freeBytes(library.root) },
    time: memory && estimateDuration(library, config, plan, memory.device),
    // A GPT-2 whose tokenizer cannot be read is told of when the run starts.
    stopsInside: await findStopsInside(workbench, config).catch(() => null),
    refusal: await refusalOf(workbench, config, plan)
  }
}

async function refusalOf(
  workbench: Workbench,
  config: RunConfig,
  plan: RunPlan
): Promise<ErrorInfo | null> {
  try {
    checkPlan(config, plan)
    await checkPrecision(workbench, config)
    return null
  } catch (error) {
    return toErrorInfo(error)
  }
}
