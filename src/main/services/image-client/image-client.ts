import type { ImageTask, ImageTasks } from '../../vision/image-tasks'

/** What decodes images, as the services see it: it lives in a process of its own and can die. */
export interface ImageClient {
  /**
   * Runs one task of `vision/image-tasks`. The process is started when it is first needed. Rejects
   * with the task's own `AppError`; with `image.unreadable` for an image that ends the process; and
   * with `image.no-process` where the process cannot be started at all.
   */
  run<T extends ImageTask>(
    task: T,
    ...input: Parameters<ImageTasks[T]>
  ): Promise<Awaited<ReturnType<ImageTasks[T]>>>
  /** Ends the process; nothing is run any more. */
  close(): Promise<void>
}
