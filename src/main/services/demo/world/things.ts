/** Something that a person holds. */
export interface Thing {
  /** Not shown in the captioned training images. */
  rare?: boolean
  /** With its article. */
  en: readonly string[]
  /** With its classifier, to stand after `một`. */
  vi: readonly string[]
  /** The verb for having it in one's hands. */
  verb: string
}

export const things = {
  syringe: { en: ['a syringe'], vi: ['ống tiêm', 'chiếc kim tiêm'], verb: 'cầm' },
  clipboard: {
    en: ['a clipboard', 'a medical record'],
    vi: ['tập hồ sơ bệnh án', 'tập bệnh án'],
    verb: 'cầm'
  },
  phone: { en: ['a phone', 'a mobile phone'], vi: ['chiếc điện thoại'], verb: 'cầm' },
  tube: { en: ['a test tube'], vi: ['ống nghiệm'], verb: 'cầm' },
  medicine: { en: ['a box of medicine', 'a medicine box'], vi: ['hộp thuốc'], verb: 'cầm' },
  sanitizer: {
    en: ['a bottle of hand sanitizer'],
    vi: ['chai nước rửa tay', 'lọ nước sát khuẩn'],
    verb: 'cầm'
  },
  bag: { en: ['a bag', 'a handbag'], vi: ['chiếc túi', 'cái túi xách'], verb: 'xách' },
  book: { en: ['a book'], vi: ['quyển sách', 'cuốn sách'], verb: 'cầm' },
  cup: { en: ['a cup of water', 'a glass of water'], vi: ['cốc nước'], verb: 'cầm' },
  film: {
    en: ['an x-ray', 'an x-ray film'],
    vi: ['tấm phim X-quang', 'tấm phim chụp phổi'],
    verb: 'cầm'
  },
  umbrella: { rare: true, en: ['an umbrella'], vi: ['chiếc ô', 'cái ô'], verb: 'cầm' },
  teddy: { rare: true, en: ['a teddy bear'], vi: ['con gấu bông', 'chú gấu bông'], verb: 'ôm' },
  flowers: {
    rare: true,
    en: ['a bunch of flowers', 'flowers'],
    vi: ['bó hoa', 'bó hoa tươi'],
    verb: 'ôm'
  },
  balloon: { en: ['a balloon'], vi: ['quả bóng bay'], verb: 'cầm' },
  crutch: { en: ['a crutch'], vi: ['chiếc nạng'], verb: 'chống' }
} as const satisfies Record<string, Thing>

export type ThingName = keyof typeof things
export const thingOf = (name: ThingName): Thing => things[name]
