import type { Judgement } from '../../../../shared/engine-protocol'
import type { PersonText } from '../../../base/text-agreement'
import { captionAgreement } from '../../metrics/agreement/caption-agreement'
import { stateAgreement } from '../../metrics/agreement/state-agreement'
import { splitterOf } from '../../metrics/profiles/profile'
import type { FedTaskFunction } from './task'

/** How alike people caption the same images, and judge the same captions. */
export const agreement: FedTaskFunction<'agreement'> = async (input, { yieldNow, fed }) => {
  const images: (readonly PersonText[])[] = []
  const judgements: Judgement[] = []
  for await (const one of fed) {
    if (one.kind === 'image') images.push(one.captions)
    else judgements.push(one)
  }
  await yieldNow()
  const references = images.map((captions) => captions.map(({ text }) => text))
  const split = splitterOf(
    input,
    references.map((texts) => ({ hypothesis: '', references: texts }))
  )
  return {
    profile: input.profile,
    ...(await captionAgreement(images, split, input, yieldNow)),
    states: await stateAgreement(judgements, input, yieldNow)
  }
}
