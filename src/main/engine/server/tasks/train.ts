import { HeldFolder } from '../../../base/files/held-folder'
import { chooseDevice } from '../../runtime/devices/choose-device'
import { outOfMemory } from '../../learn/out-of-memory'
import { Trainer } from '../../captioner/train/trainer'
import type { TaskFunction } from './task'

/** Trains a run from its folder alone. */
export const train: TaskFunction<'train'> = async (input, context) => {
  try {
    return await trainRun(input, context)
  } catch (error) {
    throw outOfMemory(error)
  }
}

const trainRun: TaskFunction<'train'> = async (
  { runDir, device },
  { emit, yieldNow, isDiscarded }
) => {
  // The library may be moved while the run continues.
  const folder = new HeldFolder(runDir)
  try {
    const trainer = await Trainer.open({
      get runDir() {
        return folder.find() ?? runDir
      },
      device: await chooseDevice(device),
      emit,
      beforeBatch: yieldNow,
      isDiscarded
    })
    try {
      return await trainer.run()
    } finally {
      await trainer.close()
    }
  } finally {
    folder.close()
  }
}
