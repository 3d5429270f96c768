import type { Dice } from '../world/dice'
import { interactionOf, occupationOf, type Activity } from '../world/activities'
import { roles, type RoleName } from '../world/people'
import { placeOf, propOf, weathers } from '../world/places'
import type { Event, Scene } from '../world/scene'
import { thingOf } from '../world/things'
import { capital, phrase, sentence, the } from './slots'

/** A sentence in both languages. */
export interface SentencePair {
  english: string
  vietnamese: string
}

/** A time: words for it, and which verb form goes with it. */
const times = [
  { en: '', vi: '', tense: 'now' },
  { en: '', vi: '', tense: 'now' },
  { en: 'now', vi: 'bây giờ', tense: 'now' },
  { en: 'yesterday', vi: 'hôm qua', tense: 'past' },
  { en: 'this morning', vi: 'sáng nay', tense: 'past' },
  { en: 'last week', vi: 'tuần trước', tense: 'past' },
  { en: 'tomorrow', vi: 'ngày mai', tense: 'future' },
  { en: 'this afternoon', vi: 'chiều nay', tense: 'future' }
] as const

const tenses = {
  now: { vi: 'đang', en: (be: string, [, ing]: Forms) => `${be} ${ing}` },
  past: { vi: 'đã', en: (_be: string, [, , past]: Forms) => past },
  future: { vi: 'sẽ', en: (_be: string, [base]: Forms) => `will ${base}` }
}
type Forms = readonly [base: string, ing: string, past: string]

/** People of whom one talks, beside those of the scene. */
const family = [
  { en: 'my mother', vi: 'mẹ tôi', roles: ['woman'] },
  { en: 'my father', vi: 'bố tôi', roles: ['man'] },
  { en: 'my grandmother', vi: 'bà tôi', roles: ['grandmother'] },
  { en: 'my grandfather', vi: 'ông tôi', roles: ['grandfather'] },
  { en: 'my sister', vi: 'chị tôi', roles: ['woman'] },
  { en: 'my son', vi: 'con trai tôi', roles: ['boy'] },
  { en: 'my daughter', vi: 'con gái tôi', roles: ['girl'] }
] as const satisfies readonly { en: string; vi: string; roles: readonly RoleName[] }[]

/**
 * A scene told as one tells of people one knows: with `the`, at some time, and with none of what is
 * only to be seen, such as clothes. Both languages say the same.
 */
export function tellScene(dice: Dice, { event, place, weather, prop }: Scene): SentencePair {
  const time = dice.pick(times)
  const { vi: particle, en: conjugate } = tenses[time.tense]
  const who = known(dice, event)
  const forms = actionForms(dice, event)
  const where = dice.chance(0.5)
    ? { en: placeOf(place).enThe, vi: phrase(dice, placeOf(place).vi, 'vi') }
    : { en: '', vi: '' }
  const sky =
    weather && dice.chance(0.3)
      ? {
          en: phrase(dice, weathers[weather].en, 'en'),
          vi: phrase(dice, weathers[weather].vi, 'vi')
        }
      : { en: '', vi: '' }
  const near =
    prop && dice.chance(0.35)
      ? {
          en: `near ${the(phrase(dice, propOf(prop).en, 'en'))}`,
          vi: `gần ${phrase(dice, propOf(prop).vi, 'vi')}`
        }
      : { en: '', vi: '' }
  const english = sentence(who.en, conjugate(who.be, forms.en), where.en, near.en, sky.en, time.en)
  // `There` is said where nothing else says where.
  const activity = where.vi === '' ? forms.vi : forms.vi.replace(/ ở đó$/, '')
  const vietnamese = sentence(time.vi, who.vi, particle, activity, where.vi, near.vi, sky.vi)
  return { english: capital(english), vietnamese: capital(vietnamese) }
}

function known(dice: Dice, event: Event): { en: string; vi: string; be: string } {
  const { role } = event.person
  const { en, vi } = roles[role]
  if (event.kind === 'group') {
    const number = ({ 2: ['two', 'hai'], 3: ['three', 'ba'], 4: ['four', 'bốn'] } as const)[
      event.count
    ]
    return { en: `the ${number[0]} ${en.many}`, vi: `${number[1]} ${vi.many}`, be: 'are' }
  }
  const relative = kin(dice, role)
  if (relative) return { ...relative, be: 'is' }
  return { en: `the ${en.the}`, vi: phrase(dice, vi.the, 'vi'), be: 'is' }
}

function kin(dice: Dice, role: RoleName): { en: string; vi: string } | null {
  const fitting = family.filter((one) => (one.roles as readonly RoleName[]).includes(role))
  return fitting.length > 0 && dice.chance(0.35) ? dice.pick(fitting) : null
}

function actionForms(dice: Dice, event: Event): { en: Forms; vi: string } {
  switch (event.kind) {
    case 'working':
      return {
        en: allForms(dice, occupationOf(event.activity)),
        vi: phrase(dice, occupationOf(event.activity).vi, 'vi')
      }
    case 'interaction': {
      const role = event.other.role
      const other = kin(dice, role) ?? {
        en: `the ${roles[role].en.the}`,
        vi: phrase(dice, roles[role].vi.the, 'vi')
      }
      const [base, ing, past] = allForms(dice, interactionOf(event.activity))
      const fill = (text: string): string => text.replace('{o}', other.en)
      return {
        en: [fill(base), fill(ing), fill(past)],
        vi: phrase(dice, interactionOf(event.activity).vi, 'vi').replace('{o}', other.vi)
      }
    }
    case 'group':
      return event.posture === 'sitting'
        ? { en: ['sit on chairs', 'sitting on chairs', 'sat on chairs'], vi: 'ngồi trên ghế' }
        : {
            en: ['stand in a row', 'standing in a row', 'stood in a row'],
            vi: 'đứng thành một hàng'
          }
    case 'alone': {
      if (event.posture === 'lying')
        return { en: ['lie in bed', 'lying in bed', 'lay in bed'], vi: 'nằm trên giường' }
      if (event.holds === null) {
        return event.posture === 'sitting'
          ? { en: ['sit on a chair', 'sitting on a chair', 'sat on a chair'], vi: 'ngồi trên ghế' }
          : { en: ['stand there', 'standing there', 'stood there'], vi: 'đứng ở đó' }
      }
      const { en, vi, verb } = thingOf(event.holds)
      const thing = phrase(dice, en, 'en')
      return {
        en: [`hold ${thing}`, `holding ${thing}`, `held ${thing}`],
        vi: `${verb} ${dice.chance(0.5) ? 'một ' : ''}${phrase(dice, vi, 'vi')}`
      }
    }
  }
}

function allForms(dice: Dice, { en }: Activity): Forms {
  const [[base, ing, past], rest] = dice.pick(en)
  return [`${base} ${rest}`, `${ing} ${rest}`, `${past} ${rest}`]
}
