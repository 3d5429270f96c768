import { cpus } from 'node:os'
import type { TaskFunction } from './task'

/** The devices of this machine that the engine knows how to use, and why it cannot use the others. */
export const devices: TaskFunction<'devices'> = async () => {
  const cores = cpus()
  return [
    {
      device: 'cpu',
      usable: true,
      detail: `${cores[0]?.model.trim() ?? 'unknown processor'}, ${cores.length} threads`
    },
    { device: 'webgpu', usable: false, detail: 'this version trains and captions on the CPU' },
    { device: 'cuda', usable: false, detail: 'this version trains and captions on the CPU' }
  ]
}
