import { join } from 'node:path'
import type { EngineReply, EngineRequest, EngineTask } from '../../../shared/engine-protocol'
import { AppError, toErrorReport } from '../../../shared/errors'
import { openParentLink } from '../../base/process/parent-link'
import { readOnThreads } from '../../vision/image-reader'
import { limitMemory } from './limit-memory'
import { tasks } from './tasks'
import { Inlet } from './tasks/inlet'
import type { TaskContext } from './tasks/task'
import { TaskControl } from './tasks/task-control'

/** The engine process: takes tasks from its parent, one message each way, and sends back events. */
const channel = openParentLink<EngineReply, EngineRequest>()
readOnThreads(join(import.meta.dirname, 'images.js'))
/** Whether what limits the process is in place. */
let guarded: Promise<void> = Promise.resolve()
const running = new Map<number, { control: TaskControl; inlet: Inlet<unknown> }>()

async function start({
  id,
  task,
  input
}: Extract<EngineRequest, { type: 'start' }>): Promise<void> {
  const control = new TaskControl()
  const inlet = new Inlet<unknown>()
  running.set(id, { control, inlet })
  try {
    await guarded
    const output = await runTask(task, input, {
      yieldNow: control.yieldNow,
      isDiscarded: control.isDiscarded,
      fed: inlet,
      emit: (event) => channel.send({ type: 'event', id, event })
    })
    channel.send({ type: 'done', id, output })
  } catch (error) {
    channel.send({ type: 'error', id, error: toErrorReport(error) })
  } finally {
    running.delete(id)
  }
}

/** The protocol pairs each task with its input; the table with its function. */
const runTask = (
  task: EngineTask,
  input: unknown,
  context: TaskContext<never> & { fed: unknown }
): Promise<unknown> =>
  (tasks[task] as (input: unknown, context: unknown) => Promise<unknown>)(input, context)

channel.onMessage((request) => {
  if (request.type === 'start') {
    void start(request)
    return
  }
  if (request.type === 'ping') {
    channel.send({ type: 'alive' })
    return
  }
  if (request.type === 'limit-memory') {
    guarded = limitMemory(request.bytes)
    return
  }
  const task = running.get(request.id)
  if (!task) return
  const { control, inlet } = task
  if (request.type === 'feed') inlet.push(request.items)
  else if (request.type === 'fed') inlet.end()
  else control[request.type]()
  if (request.type === 'cancel' || request.type === 'discard') {
    inlet.fail(new AppError('engine.cancelled'))
  }
})
channel.send({ type: 'ready' })
