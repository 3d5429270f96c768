import type { Dice } from '../world/dice'
import { occupationOf, occupations, type OccupationName } from '../world/activities'
import { roles, type RoleName } from '../world/people'
import { placeOf, places, propOf, props, type PlaceName, type PropName } from '../world/places'
import { thingOf, things, type ThingName } from '../world/things'
import { capital, phrase, the } from './slots'
import type { SentencePair } from './statements'

interface Words {
  en: string
  vi: string
}

const names = <K extends string>(table: Readonly<Record<K, unknown>>): K[] =>
  Object.keys(table) as K[]

const thing = (dice: Dice): Words => {
  const { en, vi } = thingOf(dice.pick(names<ThingName>(things)))
  return { en: phrase(dice, en, 'en'), vi: phrase(dice, vi, 'vi') }
}
const place = (dice: Dice, fits = (_name: PlaceName): boolean => true): Words => {
  const { enThe, vi } = placeOf(dice.pick(names<PlaceName>(places).filter(fits)))
  return { en: enThe, vi: phrase(dice, vi, 'vi') }
}
const prop = (dice: Dice): Words & { outdoors: boolean } => {
  const { en, vi, outdoors } = propOf(dice.pick(names<PropName>(props)))
  return { en: phrase(dice, en, 'en'), vi: phrase(dice, vi, 'vi'), outdoors }
}
const someone = (dice: Dice): Words => {
  const { en, vi } = roles[dice.pick(names<RoleName>(roles))]
  return { en: en.the, vi: phrase(dice, vi.the, 'vi') }
}
/** Several who work at a hospital. */
const staff = (dice: Dice): Words => {
  const { en, vi } = roles[dice.pick(names<RoleName>(roles).filter((name) => roles[name].works))]
  return { en: en.many, vi: vi.many }
}
const someActivity = (dice: Dice): Words & { ing: string } => {
  const { en, vi } = occupationOf(dice.pick(names<OccupationName>(occupations)))
  const [[base, ing], rest] = dice.pick(en)
  return { en: `${base} ${rest}`, ing: `${ing} ${rest}`, vi: phrase(dice, vi, 'vi') }
}

const moods: readonly Words[] = [
  { en: 'very tired', vi: 'rất mệt' },
  { en: 'very happy', vi: 'rất vui' },
  { en: 'kind', vi: 'tốt bụng' },
  { en: 'waiting', vi: 'đang đợi' },
  { en: 'worried', vi: 'lo lắng' }
]

/** What people say to each other: questions, advice, wishes; no image shows it. */
const talks: readonly ((dice: Dice) => Words)[] = [
  (dice) => {
    const { en, vi } = thing(dice)
    return { en: `where is ${the(en)}?`, vi: `${vi} ở đâu?` }
  },
  (dice) => {
    const { en, vi } = thing(dice)
    return { en: `do you need ${en}?`, vi: `bạn có cần một ${vi} không?` }
  },
  (dice) => {
    const [{ en, vi }, who] = [thing(dice), someone(dice)]
    return { en: `the ${who.en} needs ${en}.`, vi: `${who.vi} cần một ${vi}.` }
  },
  (dice) => {
    const { en, vi } = thing(dice)
    return { en: `yesterday I bought ${en}.`, vi: `hôm qua tôi đã mua một ${vi}.` }
  },
  (dice) => {
    const what = prop(dice)
    const where = place(dice, (name) => placeOf(name).outdoors === what.outdoors)
    return { en: `there is ${what.en} ${where.en}.`, vi: `có một ${what.vi} ${where.vi}.` }
  },
  (dice) => {
    const { en, vi } = place(dice)
    return {
      en: `please wear a mask ${en}.`,
      vi: `xin hãy đeo khẩu trang khi ở ${vi.replace(/^(ở|trong|tại|trên|ngoài|trước) /, '')}.`
    }
  },
  (dice) => {
    const { en, vi } = someActivity(dice)
    return { en: `you should ${en} every day.`, vi: `bạn nên ${vi} mỗi ngày.` }
  },
  (dice) => {
    const { ing, vi } = someActivity(dice)
    return { en: `I do not like ${ing}.`, vi: `tôi không thích ${vi}.` }
  },
  (dice) => {
    const { en, vi } = staff(dice)
    return {
      en: `our hospital needs more ${en}.`,
      vi: `bệnh viện của chúng tôi cần thêm ${vi}.`
    }
  },
  (dice) => {
    const [who, mood] = [someone(dice), dice.pick(moods)]
    return { en: `the ${who.en} is ${mood.en}.`, vi: `${who.vi} ${mood.vi}.` }
  },
  (dice) => {
    const [who, { en, vi }] = [someone(dice), someActivity(dice)]
    return { en: `the ${who.en} wants to ${en}.`, vi: `${who.vi} muốn ${vi}.` }
  }
]

/** A saying in both languages. */
export function sayInBoth(dice: Dice): SentencePair {
  const { en, vi } = dice.pick(talks)(dice)
  const tidy = (text: string): string =>
    capital(text.replace(/\s+/g, ' ').replace(/ ([.?])/g, '$1'))
  return { english: tidy(en), vietnamese: tidy(vi) }
}
