import { defineWords } from '../define-words'

export const compareWords = defineWords({
  en: {
    pick: 'Compare {name}',
    title: 'Compare runs',
    hint: 'Select two or more runs in the list.',
    curve: 'Curve',
    noCurve: 'None of these runs has this curve.',
    settings: 'Settings that differ',
    sameSettings: 'All settings are the same.',
    bestLoss: 'Best validation loss',
    data: 'Data that differs from the first run',
    sameData: 'The same data',
    counts:
      'captions: {captionsAdded} added, {captionsEdited} edited, {captionsRemoved} removed; pairs: {pairsAdded} added, {pairsEdited} edited, {pairsRemoved} removed',
    added: 'new',
    scores: 'Scores on the same images',
    noScores:
      'On the Review screen, evaluate at least two of these runs on the same split. Their latest evaluations are compared here.',
    scoresLead:
      '{n} image; p-values by approximate randomisation, confidence intervals by the paired bootstrap. | {n} images; p-values by approximate randomisation, confidence intervals by the paired bootstrap.',
    run: 'Run',
    difference: 'Difference from the first',
    recipe: 'Table of the recipe, filled from your runs',
    row: 'Row',
    reportedLoss: 'Published: loss',
    reportedBleu: 'Published: BLEU',
    ownLoss: 'Yours: loss',
    ownBleu: 'Yours: test BLEU',
    recipeNote:
      'Each row shows the run with the lowest validation loss for its encoder and mix. The data differ, so only the ranking is comparable.',
    export: {
      title: 'Export the comparison',
      what: 'Content',
      curves: 'Curves',
      recipe: 'Table of the recipe',
      settings: 'Settings that differ',
      format: 'Format',
      file: 'Output file',
      done: 'Wrote {file}.'
    }
  },
  vi: {
    pick: 'So sánh {name}',
    title: 'So sánh các lần huấn luyện',
    hint: 'Đánh dấu từ hai lần huấn luyện trở lên trong danh sách.',
    curve: 'Đường cong',
    noCurve: 'Không lần huấn luyện nào có đường cong này.',
    settings: 'Thiết lập khác nhau',
    sameSettings: 'Mọi thiết lập đều giống nhau.',
    bestLoss: 'Loss kiểm định (validation) tốt nhất',
    data: 'Dữ liệu khác với lần huấn luyện đầu',
    sameData: 'Cùng dữ liệu',
    counts:
      'chú thích: thêm {captionsAdded}, sửa {captionsEdited}, xoá {captionsRemoved}; cặp câu: thêm {pairsAdded}, sửa {pairsEdited}, xoá {pairsRemoved}',
    added: 'mới',
    scores: 'Điểm trên cùng các ảnh',
    noScores:
      'Ở màn hình Rà soát, hãy đánh giá ít nhất hai lần huấn luyện này trên cùng một tập. Các lần đánh giá mới nhất được so sánh ở đây.',
    scoresLead:
      '{n} ảnh; giá trị p theo phép ngẫu nhiên hoá xấp xỉ, khoảng tin cậy theo bootstrap ghép cặp.',
    run: 'Lần huấn luyện',
    difference: 'Chênh lệch so với lần huấn luyện đầu',
    recipe: 'Bảng của công thức, điền từ các lần huấn luyện của bạn',
    row: 'Dòng',
    reportedLoss: 'Công bố: loss',
    reportedBleu: 'Công bố: BLEU',
    ownLoss: 'Của bạn: loss',
    ownBleu: 'Của bạn: BLEU trên tập kiểm tra (test)',
    recipeNote:
      'Mỗi dòng là lần huấn luyện có loss kiểm định thấp nhất với bộ mã hoá và tỉ lệ trộn đó. Dữ liệu khác nhau nên chỉ so sánh được thứ hạng.',
    export: {
      title: 'Xuất bản so sánh',
      what: 'Nội dung',
      curves: 'Các đường cong',
      recipe: 'Bảng của công thức',
      settings: 'Thiết lập khác nhau',
      format: 'Định dạng',
      file: 'Tệp xuất',
      done: 'Đã ghi {file}.'
    }
  }
})
