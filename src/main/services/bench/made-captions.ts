/**
 * Captions for measuring: sentences of the kind that annotators of hospital images write, so that
 * some words stand in nearly every one and others are rare, and none is like another.
 */

const people = ['bác sĩ', 'y tá', 'bệnh nhân', 'điều dưỡng', 'người đàn ông', 'người phụ nữ']
const looks = ['mặc áo trắng', 'đeo khẩu trang', 'mặc đồ bảo hộ', 'đội mũ xanh', 'đeo kính', '']
const activities = [
  'khám bệnh',
  'tiêm vắc xin',
  'đo huyết áp',
  'rửa tay',
  'đẩy xe lăn',
  'phẫu thuật'
]
const whom = ['cho một em bé', 'cho cụ già', 'cùng đồng nghiệp', 'cho người nhà', '']
const places = ['trong phòng mổ', 'ở hành lang bệnh viện', 'bên giường bệnh', 'trước phòng khám']

/** Rare words: every syllable of an onset, a rhyme and a tone, in pairs. */
const onsets = ['b', 'ch', 'đ', 'gi', 'kh', 'l', 'm', 'ng', 'nh', 'ph', 'qu', 's', 'th', 'tr', 'v']
const rhymes = ['anh', 'ắc', 'ầm', 'en', 'ếch', 'iên', 'oai', 'ồng', 'ơi', 'uỗi', 'ương', 'ay']

/** The caption of number `n`; the same number gives the same one. */
export function madeCaption(n: number): string {
  const draw = drawer(n)
  const from = <T>(list: readonly T[]): T | '' => list[draw(list.length)] ?? ''
  const syllable = () => from(onsets) + from(rhymes)
  const words = [
    'một',
    from(people),
    from(looks),
    'đang',
    from(activities),
    from(whom),
    from(places)
  ]
  const name = draw(4) === 0 ? ['tại', syllable(), syllable()] : []
  const sentence = [...words, ...name].filter((word) => word !== '').join(' ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)} .`
}

/** Whole numbers below a bound, drawn from the bits of `seed` (a mix of MurmurHash3's). */
function drawer(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below
  }
}
