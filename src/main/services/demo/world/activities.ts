import type { PlaceName } from './places'

/** An English verb: base, -ing, past. */
export type Verb = readonly [base: string, ing: string, past: string]

/** What somebody does; {o} is the other person. */
export interface Activity {
  /** Not shown in the captioned training images. */
  rare?: boolean
  en: readonly (readonly [Verb, rest: string])[]
  /** Without the tense word. */
  vi: readonly string[]
  places: readonly PlaceName[]
}

const take: Verb = ['take', 'taking', 'took']
const give: Verb = ['give', 'giving', 'gave']
const look: Verb = ['look', 'looking', 'looked']
const talk: Verb = ['talk', 'talking', 'talked']
const work: Verb = ['work', 'working', 'worked']

const inside: PlaceName[] = ['ward', 'corridor', 'lab', 'home', 'pharmacy', 'classroom']
const outside: PlaceName[] = ['street', 'park', 'gate']
const anywhere = [...inside, ...outside]

/** What one person does alone. */
export const occupations = {
  computer: {
    en: [
      [work, 'at a computer'],
      [['use', 'using', 'used'], 'a computer']
    ],
    vi: ['làm việc trên máy tính', 'ngồi làm việc trước máy tính', 'gõ máy tính'],
    places: inside
  },
  washing: {
    en: [
      [['wash', 'washing', 'washed'], 'hands'],
      [['wash', 'washing', 'washed'], 'hands at a sink']
    ],
    vi: ['rửa tay', 'rửa tay ở bồn rửa'],
    places: ['ward', 'corridor', 'lab', 'home', 'classroom']
  },
  reading: {
    en: [[['read', 'reading', 'read'], 'a book']],
    vi: ['đọc sách', 'đọc một quyển sách'],
    places: [...anywhere]
  },
  calling: {
    en: [
      [talk, 'on the phone'],
      [['make', 'making', 'made'], 'a phone call']
    ],
    vi: ['gọi điện thoại', 'nói chuyện điện thoại', 'nghe điện thoại'],
    places: anywhere
  },
  drinking: {
    en: [
      [['drink', 'drinking', 'drank'], 'water'],
      [['drink', 'drinking', 'drank'], 'a cup of water']
    ],
    vi: ['uống nước', 'uống một cốc nước'],
    places: anywhere
  },
  microscope: {
    en: [
      [look, 'through a microscope'],
      [['use', 'using', 'used'], 'a microscope']
    ],
    vi: ['soi kính hiển vi', 'nhìn vào kính hiển vi'],
    places: ['lab', 'classroom']
  },
  spraying: {
    en: [[['spray', 'spraying', 'sprayed'], 'disinfectant']],
    vi: ['phun thuốc khử khuẩn', 'phun dung dịch khử khuẩn'],
    places: anywhere
  },
  mopping: {
    rare: true,
    en: [
      [['mop', 'mopping', 'mopped'], 'the floor'],
      [['clean', 'cleaning', 'cleaned'], 'the floor']
    ],
    vi: ['lau sàn nhà', 'lau nhà'],
    places: inside
  },
  exercising: {
    en: [
      [['exercise', 'exercising', 'exercised'], ''],
      [['do', 'doing', 'did'], 'exercises']
    ],
    vi: ['tập thể dục'],
    places: [...outside, 'home', 'ward']
  }
} as const satisfies Record<string, Activity>

/** What one person does to or with another. */
export const interactions = {
  injecting: {
    en: [
      [give, '{o} an injection'],
      [['vaccinate', 'vaccinating', 'vaccinated'], '{o}']
    ],
    vi: ['tiêm cho {o}', 'tiêm vắc-xin cho {o}'],
    places: ['ward', 'corridor', 'home', 'classroom']
  },
  temperature: {
    en: [
      [take, 'the temperature of {o}'],
      [['measure', 'measuring', 'measured'], 'the temperature of {o}']
    ],
    vi: ['đo thân nhiệt cho {o}', 'đo nhiệt độ cho {o}'],
    places: anywhere
  },
  swab: {
    en: [
      [take, 'a swab from {o}'],
      [['test', 'testing', 'tested'], '{o} with a swab']
    ],
    vi: ['lấy mẫu xét nghiệm cho {o}', 'lấy mẫu dịch mũi của {o}'],
    places: anywhere
  },
  listening: {
    en: [
      [['examine', 'examining', 'examined'], '{o} with a stethoscope'],
      [['listen', 'listening', 'listened'], 'to the heart of {o}']
    ],
    vi: ['nghe tim phổi cho {o}', 'dùng ống nghe khám bệnh cho {o}'],
    places: ['ward', 'home']
  },
  talking: {
    en: [
      [talk, 'to {o}'],
      [['speak', 'speaking', 'spoke'], 'with {o}']
    ],
    vi: ['nói chuyện với {o}', 'trò chuyện với {o}'],
    places: anywhere
  },
  handing: {
    en: [
      [give, '{o} a box of medicine'],
      [['hand', 'handing', 'handed'], 'medicine to {o}']
    ],
    vi: ['đưa hộp thuốc cho {o}', 'phát thuốc cho {o}'],
    places: anywhere
  },
  leading: {
    en: [
      [['hold', 'holding', 'held'], 'the hand of {o}'],
      [['walk', 'walking', 'walked'], 'hand in hand with {o}']
    ],
    vi: ['dắt tay {o}', 'nắm tay {o}'],
    places: anywhere
  },
  pressure: {
    en: [
      [take, 'the blood pressure of {o}'],
      [['measure', 'measuring', 'measured'], 'the blood pressure of {o}']
    ],
    vi: ['đo huyết áp cho {o}'],
    places: ['ward', 'corridor', 'home', 'pharmacy']
  },
  wheeling: {
    rare: true,
    en: [[['push', 'pushing', 'pushed'], '{o} in a wheelchair']],
    vi: ['đẩy xe lăn cho {o}', 'đẩy {o} ngồi trên xe lăn'],
    places: ['corridor', 'gate', 'park', 'street']
  },
  bandaging: {
    en: [
      [['bandage', 'bandaging', 'bandaged'], 'the head of {o}'],
      [['put', 'putting', 'put'], 'a bandage on {o}']
    ],
    vi: ['băng bó vết thương cho {o}', 'băng bó đầu cho {o}'],
    places: anywhere
  },
  feeding: {
    rare: true,
    en: [
      [['feed', 'feeding', 'fed'], '{o}'],
      [['feed', 'feeding', 'fed'], '{o} with a spoon']
    ],
    vi: ['đút cháo cho {o}', 'bón cháo cho {o}'],
    places: ['ward', 'home']
  }
} as const satisfies Record<string, Activity>

export type OccupationName = keyof typeof occupations
export type InteractionName = keyof typeof interactions
export const occupationOf = (name: OccupationName): Activity => occupations[name]
export const interactionOf = (name: InteractionName): Activity => interactions[name]
