import { resolve } from 'node:path'
import type { Command } from 'commander'
import { workOnShard } from '../../services/cluster'
import type { CommandContext } from './context'

/** Does the work of a shard, or what an earlier attempt has left of it: no library is opened. */
export function bundleShard(
  context: CommandContext,
  command: Command,
  { bundle, kind }: { bundle: string; kind: 'caption' | 'embed' }
): Promise<void> {
  return context.session(command, async ({ workbench, output, underWay }) => {
    const dir = resolve(bundle)
    const { engine, device } = workbench
    const { items, before } = await underWay.do((signal) =>
      workOnShard(
        {
          ...{ engine, device, dir, signal },
          onLine: (line) => output.event(line, null)
        },
        kind
      )
    )
    output.result({ type: 'done', path: dir, items, before }, [
      `${dir}: ${items - before} of ${items} images now, ${before} before`
    ])
  })
}
