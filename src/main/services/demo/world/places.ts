/** Where a scene is. */
export interface Place {
  /** Not shown in the captioned training images. */
  rare?: boolean
  outdoors: boolean
  /** With its preposition, as one that is met first and as one that is known. */
  en: readonly string[]
  enThe: string
  vi: readonly string[]
}

export const places = {
  ward: {
    outdoors: false,
    en: ['in a hospital room', 'in a ward'],
    enThe: 'in the ward',
    vi: ['trong phòng bệnh', 'tại phòng bệnh']
  },
  corridor: {
    outdoors: false,
    en: ['in a hospital corridor', 'in a corridor'],
    enThe: 'in the corridor',
    vi: ['ở hành lang bệnh viện', 'trên hành lang']
  },
  lab: {
    outdoors: false,
    en: ['in a laboratory', 'in a lab'],
    enThe: 'in the laboratory',
    vi: ['trong phòng thí nghiệm', 'trong phòng xét nghiệm']
  },
  home: {
    outdoors: false,
    en: ['at home', 'in a living room'],
    enThe: 'in the living room',
    vi: ['ở nhà', 'trong phòng khách']
  },
  street: {
    outdoors: true,
    en: ['on a street', 'in the street'],
    enThe: 'on the street',
    vi: ['trên đường phố', 'ngoài đường']
  },
  park: {
    rare: true,
    outdoors: true,
    en: ['in a park'],
    enThe: 'in the park',
    vi: ['trong công viên']
  },
  gate: {
    outdoors: true,
    en: ['in front of a hospital', 'outside a hospital'],
    enThe: 'in front of the hospital',
    vi: ['trước cổng bệnh viện', 'trước bệnh viện']
  },
  pharmacy: {
    rare: true,
    outdoors: false,
    en: ['in a pharmacy'],
    enThe: 'in the pharmacy',
    vi: ['trong hiệu thuốc', 'trong nhà thuốc']
  },
  classroom: {
    rare: true,
    outdoors: false,
    en: ['in a classroom'],
    enThe: 'in the classroom',
    vi: ['trong lớp học']
  }
} as const satisfies Record<string, Place>

export type PlaceName = keyof typeof places
export const placeOf = (name: PlaceName): Place => places[name]

/** Weather and hours, out of doors. */
export const weathers = {
  sun: { en: ['on a sunny day', 'in the sun'], vi: ['dưới trời nắng', 'vào một ngày nắng'] },
  rain: { en: ['in the rain', 'on a rainy day'], vi: ['dưới trời mưa', 'trong cơn mưa'] },
  night: { en: ['at night'], vi: ['vào ban đêm', 'vào buổi tối'] }
} as const
export type Weather = keyof typeof weathers

/** Something nearby. */
export interface Prop {
  /** Not shown in the captioned training images. */
  rare?: boolean
  outdoors: boolean
  en: readonly string[]
  /** With its classifier, to stand after `một`. */
  vi: readonly string[]
}

export const props = {
  drip: {
    outdoors: false,
    en: ['an IV stand', 'a drip stand'],
    vi: ['cây truyền dịch', 'giá truyền dịch']
  },
  plant: { outdoors: false, en: ['a potted plant', 'a plant'], vi: ['chậu cây', 'chậu cây cảnh'] },
  cabinet: {
    outdoors: false,
    en: ['a medicine cabinet', 'a cabinet'],
    vi: ['tủ thuốc', 'chiếc tủ thuốc']
  },
  television: {
    rare: true,
    outdoors: false,
    en: ['a television'],
    vi: ['chiếc tivi']
  },
  oxygen: {
    outdoors: false,
    en: ['an oxygen cylinder', 'an oxygen tank'],
    vi: ['bình oxy']
  },
  fan: {
    outdoors: false,
    en: ['an electric fan', 'a fan'],
    vi: ['chiếc quạt điện', 'cái quạt']
  },
  tree: {
    rare: true,
    outdoors: true,
    en: ['a tree'],
    vi: ['cái cây', 'cây xanh']
  },
  car: { outdoors: true, en: ['a car'], vi: ['chiếc ô tô', 'chiếc xe ô tô'] },
  bicycle: { outdoors: true, en: ['a bicycle', 'a bike'], vi: ['chiếc xe đạp'] },
  ambulance: {
    rare: true,
    outdoors: true,
    en: ['an ambulance'],
    vi: ['chiếc xe cứu thương', 'xe cấp cứu']
  },
  dog: { outdoors: true, en: ['a dog'], vi: ['con chó', 'chú chó'] }
} as const satisfies Record<string, Prop>

export type PropName = keyof typeof props
export const propOf = (name: PropName): Prop => props[name]
