import { chooseDevice } from '../devices/choose-device'
import { outOfMemory } from '../train/out-of-memory'
import { Trainer } from '../train/trainer'
import type { TaskFunction } from './task'

/** Trains a run from its folder alone. */
export const train: TaskFunction<'train'> = async (input, context) => {
  try {
    return await trainRun(input, context)
  } catch (error) {
    throw outOfMemory(error)
  }
}

const trainRun: TaskFunction<'train'> = async ({ runDir, device }, { emit, turn }) => {
  const trainer = await Trainer.open({
    runDir,
    device: await chooseDevice(device),
    emit,
    beforeBatch: turn
  })
  try {
    return await trainer.run()
  } finally {
    await trainer.close()
  }
}
