/** Saves that continue after the editor has left their image, by image. */
const settling = new Map<number, Promise<unknown>>()

/** Notes that `work` may still change the captions of an image, and gives it back. */
export function settle<T>(imageId: number, work: Promise<T>): Promise<T> {
  const all = Promise.allSettled([settling.get(imageId), work]).then(() => {
    if (settling.get(imageId) === all) settling.delete(imageId)
  })
  settling.set(imageId, all)
  return work
}

/**
 * Resolves when nothing that was begun before changes the captions of an image any more. Who reads
 * them for editing waits for it, so that a caption on its way is not added a second time.
 */
export const settled = async (imageId: number): Promise<void> => {
  await settling.get(imageId)
}
