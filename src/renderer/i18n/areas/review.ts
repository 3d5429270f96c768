import { defineWords } from '../define-words'

export const reviewWords = defineWords({
  en: {
    title: 'Review',
    lead: 'Evaluate a model, and go through the pictures where it and the captions disagree most.',
    evaluate: 'Evaluate',
    model: 'Model',
    noModel: 'No trained model yet',
    decoding: 'How it searches',
    past: 'Evaluations',
    none: {
      title: 'No evaluation yet',
      text: 'Choose a model and a split. The pictures whose captions are most likely wrong come first.'
    },
    notKept:
      'This evaluation was made by an older version and kept its scores alone. Evaluate again to go through its pictures.',
    pictures: '{n} picture | {n} pictures',
    loss: 'loss {loss}',
    order: {
      label: 'First come',
      misfit: 'likely wrong captions',
      loss: 'unlikely captions',
      disagreement: 'disagreements',
      confidence: 'unsure captions'
    },
    place: 'Picture {place} of {total}',
    counts: '{open} open · {right} right · {corrected} corrected · {rejected} rejected',
    byModel: 'The model writes',
    figures: 'BLEU {bleu} · ROUGE-L {rougeL} · CIDEr-D {ciderD} · log-probability {score}',
    byPeople: 'People wrote',
    diff: 'To be the model’s caption',
    captionLoss: 'loss {loss}',
    misfit: 'misfit {misfit}',
    misfitHelp:
      'How much more likely the text is for other pictures than for this one, in nats. Below 0 the picture speaks for it.',
    noLoss: 'not judged',
    state: {
      open: 'open',
      right: 'right',
      corrected: 'corrected',
      rejected: 'rejected',
      removed: 'removed'
    },
    was: 'was: {text}',
    right: 'It is right',
    correct: 'Correct',
    takeModel: 'Take the model’s',
    reject: 'Reject',
    saveNext: 'Save, next',
    newText: 'New text',
    previous: 'Previous picture',
    next: 'Next picture',
    end: 'That was the last picture.',
    fineTune: {
      open: 'Fine-tune',
      title: 'Train on with the corrected captions',
      lead: 'A run that goes on from {name} with all captions as they are now, and then an evaluation like this one. Compare the two to see what the corrections brought.',
      name: 'Name of the run',
      epochs: 'Epochs',
      rate: 'Learning rate',
      start: 'Queue it'
    },
    gain: {
      label: 'Compare with',
      nothing: 'nothing',
      before: 'before',
      after: 'this one',
      difference: 'difference',
      interval: '95 % interval',
      p: 'p',
      lead: 'On the {n} picture that both have, against its captions as they are now. | On the {n} pictures that both have, against their captions as they are now.'
    }
  },
  vi: {
    title: 'Rà soát',
    lead: 'Đánh giá một mô hình rồi xem lần lượt những ảnh mà mô hình và chú thích khác nhau nhất.',
    evaluate: 'Đánh giá',
    model: 'Mô hình',
    noModel: 'Chưa có mô hình nào được huấn luyện',
    decoding: 'Cách tìm',
    past: 'Các lần đánh giá',
    none: {
      title: 'Chưa có lần đánh giá nào',
      text: 'Chọn một mô hình và một tập. Những ảnh có chú thích dễ sai nhất hiện ra trước.'
    },
    notKept:
      'Lần đánh giá này do phiên bản cũ tạo ra và chỉ giữ điểm số. Hãy đánh giá lại để xem từng ảnh.',
    pictures: '{n} ảnh',
    loss: 'mất mát {loss}',
    order: {
      label: 'Xem trước',
      misfit: 'chú thích có thể sai',
      loss: 'chú thích khó đoán',
      disagreement: 'chỗ bất đồng',
      confidence: 'mô hình không chắc'
    },
    place: 'Ảnh {place} trên {total}',
    counts: '{open} chưa xem · {right} đúng · {corrected} đã sửa · {rejected} đã loại',
    byModel: 'Mô hình viết',
    figures: 'BLEU {bleu} · ROUGE-L {rougeL} · CIDEr-D {ciderD} · log xác suất {score}',
    byPeople: 'Người viết',
    diff: 'Để thành chú thích của mô hình',
    captionLoss: 'mất mát {loss}',
    misfit: 'lệch {misfit}',
    misfitHelp:
      'Văn bản hợp với ảnh khác hơn ảnh này bao nhiêu (nat). Dưới 0 nghĩa là ảnh ủng hộ chú thích.',
    noLoss: 'không chấm được',
    state: {
      open: 'chưa xem',
      right: 'đúng',
      corrected: 'đã sửa',
      rejected: 'đã loại',
      removed: 'đã xoá'
    },
    was: 'trước đây: {text}',
    right: 'Chú thích đúng',
    correct: 'Sửa',
    takeModel: 'Lấy của mô hình',
    reject: 'Loại',
    saveNext: 'Lưu, sang tiếp',
    newText: 'Chú thích mới',
    previous: 'Ảnh trước',
    next: 'Ảnh sau',
    end: 'Đó là ảnh cuối cùng.',
    fineTune: {
      open: 'Tinh chỉnh',
      title: 'Huấn luyện tiếp với chú thích đã sửa',
      lead: 'Một lượt chạy đi tiếp từ {name} với mọi chú thích như hiện nay, rồi một lần đánh giá giống lần này. So sánh hai lần để biết việc sửa mang lại gì.',
      name: 'Tên lượt chạy',
      epochs: 'Số epoch',
      rate: 'Tốc độ học',
      start: 'Đưa vào hàng đợi'
    },
    gain: {
      label: 'So với',
      nothing: 'không so',
      before: 'trước',
      after: 'lần này',
      difference: 'chênh lệch',
      interval: 'khoảng 95 %',
      p: 'p',
      lead: 'Trên {n} ảnh mà cả hai cùng có, so với chú thích hiện nay.'
    }
  }
})
