import { defineWords } from '../define-words'

export const compareWords = defineWords({
  en: {
    pick: 'Compare {name}',
    title: 'Compare runs',
    hint: 'Tick two or more runs in the list.',
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
    scores: 'Scores on the same pictures',
    noScores:
      'Evaluate at least two of these runs on one split, on the Review screen: their newest evaluations are tested against each other here.',
    scoresLead:
      '{n} picture; p by approximate randomisation, intervals by the paired bootstrap. | {n} pictures; p by approximate randomisation, intervals by the paired bootstrap.',
    run: 'Run',
    difference: 'Difference from the first',
    recipe: 'The recipe’s table, from all your runs',
    row: 'Row',
    reportedLoss: 'Theirs: loss',
    reportedBleu: 'Theirs: BLEU',
    ownLoss: 'Yours: loss',
    ownBleu: 'Yours: test BLEU',
    recipeNote:
      'A row is filled by the run of its encoder and mix with the lowest validation loss. Other data: only the order compares.',
    export: {
      title: 'Export the comparison',
      what: 'What',
      curves: 'The curves',
      recipe: 'The recipe’s table',
      settings: 'The settings that differ',
      format: 'Format',
      file: 'File to write',
      done: 'Wrote {file}.'
    }
  },
  vi: {
    pick: 'So sánh {name}',
    title: 'So sánh các lượt chạy',
    hint: 'Đánh dấu từ hai lượt chạy trở lên trong danh sách.',
    curve: 'Đường cong',
    noCurve: 'Không lượt chạy nào có đường cong này.',
    settings: 'Thiết lập khác nhau',
    sameSettings: 'Mọi thiết lập đều giống nhau.',
    bestLoss: 'Mất mát kiểm định tốt nhất',
    data: 'Dữ liệu khác với lượt chạy đầu',
    sameData: 'Cùng dữ liệu',
    counts:
      'chú thích: thêm {captionsAdded}, sửa {captionsEdited}, xoá {captionsRemoved}; cặp câu: thêm {pairsAdded}, sửa {pairsEdited}, xoá {pairsRemoved}',
    added: 'mới',
    scores: 'Điểm trên cùng các ảnh',
    noScores:
      'Hãy đánh giá ít nhất hai lượt chạy này trên cùng một tập, ở màn hình Rà soát: các lần đánh giá mới nhất sẽ được so ở đây.',
    scoresLead: '{n} ảnh; p theo hoán vị ngẫu nhiên, khoảng theo bootstrap ghép cặp.',
    run: 'Lượt chạy',
    difference: 'Chênh lệch so với lượt đầu',
    recipe: 'Bảng của công thức, từ mọi lượt chạy của bạn',
    row: 'Dòng',
    reportedLoss: 'Công bố: mất mát',
    reportedBleu: 'Công bố: BLEU',
    ownLoss: 'Của bạn: mất mát',
    ownBleu: 'Của bạn: BLEU kiểm tra',
    recipeNote:
      'Mỗi dòng lấy lượt chạy cùng bộ mã hoá và tỉ lệ trộn có mất mát kiểm định thấp nhất. Dữ liệu khác nhau nên chỉ so được thứ tự.',
    export: {
      title: 'Xuất bản so sánh',
      what: 'Nội dung',
      curves: 'Các đường cong',
      recipe: 'Bảng của công thức',
      settings: 'Thiết lập khác nhau',
      format: 'Định dạng',
      file: 'Tệp cần ghi',
      done: 'Đã ghi {file}.'
    }
  }
})
