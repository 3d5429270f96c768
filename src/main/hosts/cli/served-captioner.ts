import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { CaptioningInput, DeviceChoice } from '../../../shared/engine-protocol'
import { makeScratchFolder } from '../../base/files/scratch-folder'
import { fittingCaptioners, writingInput } from '../../services/models/captioner'
import { chooseEnsemble, requireCaptionerFile, type CaptionerParts } from './choose-captioner'
import type { CommandContext } from './context'
import { withSession, type Session } from './session'

export interface ServedChoice extends CaptionerParts {
  library?: string
  ensemble?: string[]
  device?: DeviceChoice
}

export interface ServedCaptioner {
  name: string
  input: CaptioningInput & { device: DeviceChoice }
}

/**
 * The captioner that `text` names, or the ensemble, as the engine takes it. The library is closed
 * again, so that others can open it meanwhile; without one, files are looked at by a library that
 * is then removed.
 */
export async function findServedCaptioner(
  context: CommandContext,
  command: Command,
  text: string,
  { library, ensemble = [], device, ...parts }: ServedChoice
): Promise<ServedCaptioner> {
  const texts = [text, ...ensemble]
  const found: ServedCaptioner[] = []
  const find = async ({ api, workbench }: Session): Promise<void> => {
    const choice = await chooseEnsemble(api, texts, parts)
    const captioners = await fittingCaptioners(workbench, choice)
    const input = { ...writingInput(captioners), device: workbench.device }
    found.push({ name: input.name, input })
  }
  if (library !== undefined) await context.session(command, find, { readOnly: true })
  else {
    for (const one of texts) requireCaptionerFile(one)
    const folder = await makeScratchFolder()
    try {
      const place = join(folder, 'library')
      const forget = async (session: Session): Promise<void> => {
        await session.workbench.user.forgetRecent([session.workbench.library.root])
        await find(session)
      }
      await withSession(context, { library: place, create: true, device }, forget)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  const [only] = found
  if (!only) throw new Error('the session ended without a captioner')
  return only
}
