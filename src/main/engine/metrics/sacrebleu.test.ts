import { expect, it } from 'vitest'
import { chrfSignature, corpusChrf } from './chrf'
import { corpusSacrebleu, sacrebleuSignature } from './sacrebleu'

const items = [
  {
    hypothesis: 'Một bác sĩ đang khám cho bệnh nhân .',
    references: ['Một bác sĩ đang khám bệnh nhân .', 'Bác sĩ khám cho người bệnh .']
  },
  {
    hypothesis: 'Hai y tá đẩy xe lăn ở hành lang .',
    references: ['Hai người đẩy một chiếc xe .', 'Hai y tá đang đẩy xe lăn ở hành lang .']
  },
  {
    hypothesis: 'Cô gái đeo khẩu trang, tay cầm 1,5 lít nước.',
    references: [
      'Cô gái đeo khẩu trang cầm chai nước 1,5 lít .',
      'Một cô gái (đeo khẩu trang) cầm chai nước.'
    ]
  },
  {
    hypothesis: '',
    references: ['Không có gì ở đây .', 'Ảnh trống .']
  },
  {
    hypothesis: 'Xe màu đỏ',
    references: ['Một chiếc xe màu đỏ đậu trước cổng .', 'Ô tô đỏ']
  },
  {
    hypothesis: 'Người đàn ông đội mũ "bảo hiểm" đi xe máy .',
    references: ['Người đàn ông đội mũ bảo hiểm đi xe máy .', 'Một người đi xe máy']
  }
]

// Figures of sacrebleu 2.6.0: `BLEU()` and `CHRF()`, corpus_score, both references.
it('gives BLEU and chrF2 as sacrebleu does, with its signatures', () => {
  expect(corpusSacrebleu(items)).toBeCloseTo(55.955645879651875, 9)
  expect(sacrebleuSignature(items)).toBe(
    'nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0'
  )
  expect(corpusChrf(items)).toBeCloseTo(62.17767233990331, 9)
  expect(chrfSignature(items)).toBe('nrefs:2|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0')
})

it('gives chrF2 as sacrebleu does with one reference', () => {
  const first = items.map(({ hypothesis, references }) => ({
    hypothesis,
    references: references.slice(0, 1)
  }))
  expect(corpusChrf(first)).toBeCloseTo(52.15736518521511, 9)
})

it('is nothing where the captions are too short for an n-gram of every order', () => {
  const short = [{ hypothesis: 'xe đỏ', references: ['xe đỏ'] }]
  expect(corpusSacrebleu(short)).toBe(0)
  expect(corpusChrf(short)).toBe(100)
  expect(sacrebleuSignature([...short, ...items])).toContain('nrefs:var')
})
