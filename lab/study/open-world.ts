import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runJob } from '../../src/main/hosts/cli/run-job'
import type { Session } from '../../src/main/hosts/cli/session'

/**
 * Opens the library of so many captioned images below `work`, or makes it. All come from the same
 * seed: a smaller one holds the first images of a larger one.
 */
export async function openWorld(session: Session, work: string, images: number): Promise<void> {
  const { api } = session
  const path = join(work, `images-${images}`)
  if (existsSync(join(path, 'library.sqlite'))) {
    await api.library.open({ path })
    return
  }
  const { jobId } = await api.library.openDemo({ path, world: { train: images } })
  await runJob(session, jobId)
}
