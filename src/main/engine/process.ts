import { join } from 'node:path'
import type { EngineReply, EngineRequest, EngineTask } from '../../shared/engine-protocol'
import { AppError, toErrorInfo } from '../../shared/errors'
import { readOnThreads } from '../vision/picture-reader'
import { openChannel } from './channel'
import { tasks } from './tasks'
import { Inlet } from './tasks/inlet'
import type { TaskContext } from './tasks/task'
import { TaskControl } from './tasks/task-control'

/** The engine process: takes tasks from its parent, one message each way, and sends back events. */
const channel = openChannel()
readOnThreads(join(import.meta.dirname, 'pictures.js'))
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
    const output = await runTask(task, input, {
      turn: control.turn,
      fed: inlet,
      emit: (event) => channel.send({ type: 'event', id, event })
    })
    channel.send({ type: 'done', id, output })
  } catch (error) {
    channel.send({ type: 'error', id, error: toErrorInfo(error) })
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
  const task = running.get(request.id)
  if (!task) return
  const { control, inlet } = task
  if (request.type === 'feed') inlet.push(request.items)
  else if (request.type === 'fed') inlet.end()
  else control[request.type]()
  if (request.type === 'cancel') inlet.fail(new AppError('engine.cancelled'))
})
channel.send({ type: 'ready' } satisfies EngineReply)
