import type { EngineReply, EngineRequest, EngineTask } from '../../shared/engine-protocol'
import { toErrorInfo } from '../../shared/errors'
import { openChannel } from './channel'
import { tasks } from './tasks'
import type { TaskContext } from './tasks/task'
import { TaskControl } from './tasks/task-control'

/** The engine process: takes tasks from its parent, one message each way, and sends back events. */
const channel = openChannel()
const running = new Map<number, TaskControl>()

async function start({
  id,
  task,
  input
}: Extract<EngineRequest, { type: 'start' }>): Promise<void> {
  const control = new TaskControl()
  running.set(id, control)
  try {
    const output = await runTask(task, input, {
      turn: control.turn,
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
const runTask = (task: EngineTask, input: unknown, context: TaskContext<never>): Promise<unknown> =>
  (tasks[task] as (input: unknown, context: unknown) => Promise<unknown>)(input, context)

channel.onMessage((request) => {
  if (request.type === 'start') void start(request)
  else running.get(request.id)?.[request.type]()
})
channel.send({ type: 'ready' } satisfies EngineReply)
