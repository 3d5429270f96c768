import { chooseDevice } from '../devices/choose-device'
import { Trainer } from '../train/trainer'
import { breathe, type TaskFunction } from './task'

/** Trains a run from its folder alone. */
export const train: TaskFunction<'train'> = async ({ runDir, device }, { signal, emit }) => {
  const trainer = await Trainer.open({
    runDir,
    device: await chooseDevice(device),
    emit,
    beforeBatch: () => breathe(signal)
  })
  try {
    return await trainer.run()
  } finally {
    await trainer.close()
  }
}
