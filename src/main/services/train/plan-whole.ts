import type { ErrorInfo, RunConfig } from '../../../shared/domain'
import { toErrorInfo } from '../../../shared/errors'
import type { Workbench } from '../workbench/workbench'
import { checkPlan } from './check-plan'
import { estimateDuration } from './duration'
import type { MemoryPlan } from './memory-plan'
import { planMemory, planRun, type RunPlan } from './plan'
import { checkPrecision } from './precision'

/** All that is known of a run before it starts. */
export interface WholePlan extends RunPlan {
  memory: MemoryPlan | null
  time: { seconds: number; runId: string } | null
  refusal: ErrorInfo | null
}

/** What a run would train on and need, and why it would be refused. Throws as `planRun` does. */
export async function planWhole(workbench: Workbench, config: RunConfig): Promise<WholePlan> {
  const { library } = workbench
  const plan = await planRun(library, config)
  const memory = await planMemory(workbench, config, plan)
  return {
    ...plan,
    memory,
    time: memory && estimateDuration(library, config, plan, memory.device),
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
