import { chooseDevice } from '../devices/choose-device'
import { Trainer } from '../train/trainer'
import type { TaskFunction } from './task'

/** Trains a run from its folder alone. */
export const train: TaskFunction<'train'> = async ({ runDir, device }, { emit, turn }) => {
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
