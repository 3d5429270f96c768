import { describe, expect, it } from 'vitest'
import { parseSyllable, placeTone } from './syllable'

const isSyllable = (word: string): boolean => parseSyllable(word) !== null

const words = (text: string) => text.split(/\s+/).filter(Boolean)

describe('Vietnamese syllables', () => {
  it.each(
    words(`một bác sĩ đang khám cho bệnh nhân nằm trên giường trong phòng mổ ở viện y tá rửa tay
      người đàn ông đeo khẩu trang xanh lá quét quốc quyển quýt quỳnh quý quà quần quăng quơ quên
      giếng giết giêng gì gìn giữa già giũa nghe nghiêng ghế ghi kỹ ký kiện yêu yếu yên khuya khuỷu
      nguyệt thuyền tuyết huýt xoong boong ngoẹo khoèo loay hoay thuở huơ ngoằn ngoèo uống ướt ưu
      rượu hươu chiếc lịch ếch thênh thang tuần luật khuấy chuếch choáng xuềnh xoàng oăm
      hoà hòa thuỷ thủy Đường ĐẦU`)
  )('%s is one', (word) => {
    expect(isSyllable(word)).toBe(true)
  })

  it.each(
    words(`bệnhh bện̂h khámm cámera ngưòiw bêhn kam cê gê ghà ngheê ngi bát̀ bàc khầp mẽt đt zô fải
      wả jà tuệnhh nguwời hoặcc`)
  )('%s is none', (word) => {
    expect(isSyllable(word)).toBe(false)
  })

  it('with a stop at their end bear one of two tones', () => {
    for (const word of ['bác', 'bạc', 'mát', 'mặt', 'khớp', 'ếch']) {
      expect(isSyllable(word)).toBe(true)
    }
    for (const word of ['bàc', 'mảt', 'khỡp', 'bac']) expect(isSyllable(word)).toBe(false)
  })
})

describe('the place of the tone', () => {
  const placed = (word: string, style: 'new' | 'old') => {
    const syllable = parseSyllable(word)
    return syllable ? placeTone(syllable, style) : null
  }

  it.each([
    ['hòa', 'hoà', 'hòa'],
    ['hoà', 'hoà', 'hòa'],
    ['khỏe', 'khoẻ', 'khỏe'],
    ['thủy', 'thuỷ', 'thủy'],
    ['THỦY', 'THUỶ', 'THỦY'],
    ['Hòa', 'Hoà', 'Hòa'],
    // Where both styles agree.
    ['tóan', 'toán', 'toán'],
    ['qúy', 'quý', 'quý'],
    ['qùa', 'quà', 'quà'],
    ['gìa', 'già', 'già'],
    ['gì', 'gì', 'gì'],
    ['gìn', 'gìn', 'gìn'],
    ['giừơng', 'giường', 'giường'],
    ['ngừơi', 'người', 'người'],
    ['khuỷu', 'khuỷu', 'khuỷu'],
    ['ngòai', 'ngoài', 'ngoài'],
    ['huýt', 'huýt', 'huýt'],
    ['mùa', 'mùa', 'mùa'],
    ['của', 'của', 'của'],
    ['mía', 'mía', 'mía'],
    ['giữa', 'giữa', 'giữa'],
    ['tuyêt́', 'tuyết', 'tuyết'],
    ['cuả', 'của', 'của'],
    ['ba', 'ba', 'ba']
  ])('%s is written %s or %s', (word, modern, old) => {
    expect([placed(word, 'new'), placed(word, 'old')]).toEqual([modern, old])
  })

  it('never changes a second time', () => {
    for (const word of words('hòa thủy khỏe giường quý toán khuỷu của mía huýt')) {
      for (const style of ['new', 'old'] as const) {
        const once = placed(word, style) ?? ''
        expect(placed(once, style)).toBe(once)
      }
    }
  })
})
