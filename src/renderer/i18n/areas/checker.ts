import { defineWords } from '../define-words'

export const checkerWords = defineWords({
  en: {
    title: 'Checker',
    lead: 'What may be wrong in Vietnamese texts. Every fix is shown before it is made.',
    issues: 'Issues of this caption',
    more: '{n} more issue | {n} more issues',
    fixThis: 'Write this',
    code: {
      'normal-form': 'Not composed',
      'foreign-letter': 'Letter that looks like đ',
      spaces: 'Blanks',
      'tone-place': 'Misplaced tone',
      'tone-style': 'Tone of the other style',
      syllable: 'No syllable',
      accents: 'Lost accents'
    },
    help: {
      'normal-form': 'Letters and accents that are stored apart, or accents without a letter.',
      'foreign-letter': 'ð, Ð or Ɖ in the place of đ or Đ.',
      spaces: 'Double blanks, blanks at the ends, signs without width.',
      'tone-place': 'A tone on a letter where no style puts it, as in ngòai.',
      'tone-style': 'hoà or hòa: texts that do not keep to the chosen style.',
      syllable: 'Words with Vietnamese letters that are built as no syllable is.',
      accents: 'Words that this library writes with accents nearly everywhere.'
    },
    style: { label: 'Tone placement', new: 'hoà, thuỷ', old: 'hòa, thủy', any: 'Either' },
    of: { label: 'Texts', captions: 'Captions', pairs: 'Sentence pairs' },
    run: 'Check',
    stop: 'Stop',
    scanned: '{n} text checked | {n} texts checked',
    found: '{n} text | {n} texts',
    preview: 'Preview the fixes',
    none: 'Nothing found.',
    duplicates: {
      title: 'Near-duplicate images',
      lead: 'Pictures that look nearly the same, by their perceptual hash and by CLIP.',
      model: 'Compare also by',
      noModel: 'Perceptual hash alone',
      find: 'Find near-duplicates',
      searching: 'Searching…',
      none: 'No near-duplicates are known. A search finds them.',
      found: '{n} cluster | {n} clusters',
      leaks: '{n} of them leaks between splits | {n} of them leak between splits',
      leak: 'In several splits',
      contradicts: 'contradicts the others: {words}',
      toSplit: 'All to {split}',
      useForAll: 'Write this for all',
      open: 'Show in the library',
      more: 'Show more'
    }
  },
  vi: {
    title: 'Kiểm tra',
    lead: 'Những chỗ có thể sai trong văn bản tiếng Việt. Mọi sửa đổi đều được xem trước.',
    issues: 'Lỗi của chú thích này',
    more: 'còn {n} lỗi',
    fixThis: 'Viết thế này',
    code: {
      'normal-form': 'Chưa dựng sẵn',
      'foreign-letter': 'Chữ giống đ',
      spaces: 'Khoảng trắng',
      'tone-place': 'Dấu thanh sai chỗ',
      'tone-style': 'Dấu thanh kiểu khác',
      syllable: 'Không phải âm tiết',
      accents: 'Mất dấu'
    },
    help: {
      'normal-form': 'Chữ và dấu được lưu rời nhau, hoặc dấu không có chữ.',
      'foreign-letter': 'ð, Ð hoặc Ɖ thay cho đ hoặc Đ.',
      spaces: 'Hai khoảng trắng liền nhau, khoảng trắng ở đầu hay cuối, ký tự không có độ rộng.',
      'tone-place': 'Dấu thanh ở chữ mà không kiểu nào đặt, như ngòai.',
      'tone-style': 'hoà hay hòa: văn bản không theo kiểu đã chọn.',
      syllable: 'Từ có chữ tiếng Việt nhưng không cấu tạo như âm tiết nào.',
      accents: 'Từ mà thư viện này hầu như luôn viết có dấu.'
    },
    style: { label: 'Cách đặt dấu', new: 'hoà, thuỷ', old: 'hòa, thủy', any: 'Cả hai' },
    of: { label: 'Văn bản', captions: 'Chú thích', pairs: 'Cặp câu' },
    run: 'Kiểm tra',
    stop: 'Dừng',
    scanned: 'Đã kiểm tra {n} văn bản',
    found: '{n} văn bản',
    preview: 'Xem trước các sửa đổi',
    none: 'Không tìm thấy gì.',
    duplicates: {
      title: 'Ảnh gần trùng nhau',
      lead: 'Những ảnh trông gần như nhau, theo hàm băm tri giác và theo CLIP.',
      model: 'So sánh thêm bằng',
      noModel: 'Chỉ hàm băm tri giác',
      find: 'Tìm ảnh gần trùng',
      searching: 'Đang tìm…',
      none: 'Chưa biết ảnh gần trùng nào. Hãy tìm để biết.',
      found: '{n} nhóm',
      leaks: '{n} nhóm rò giữa các tập',
      leak: 'Nằm ở nhiều tập',
      contradicts: 'mâu thuẫn với ảnh khác: {words}',
      toSplit: 'Tất cả sang {split}',
      useForAll: 'Viết thế này cho tất cả',
      open: 'Xem trong thư viện',
      more: 'Xem thêm'
    }
  }
})
