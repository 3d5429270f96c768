import { defineWords } from '../define-words'

export const reviewWords = defineWords({
  en: {
    title: 'Review',
    lead: 'Evaluate a model, then review the images where its captions and those of people differ most.',
    evaluate: 'Evaluate',
    model: 'Model',
    noModel: 'No trained model yet',
    decoding: 'Decoding',
    past: 'Evaluations',
    none: {
      title: 'No evaluation yet',
      text: 'Choose a model and a split. Images whose captions are most likely wrong are shown first.'
    },
    notKept:
      'This evaluation was made by an older version, which kept only the scores. Evaluate again to review its images.',
    images: '{n} image | {n} images',
    loss: 'loss {loss}',
    order: {
      label: 'Show first',
      misfit: 'captions that are likely wrong',
      loss: 'captions with a high loss',
      disagreement: 'largest differences',
      confidence: 'least confident captions'
    },
    place: 'Image {place} of {total}',
    counts: '{open} open · {right} correct · {corrected} corrected · {rejected} rejected',
    byModel: 'Written by the model',
    figures: 'BLEU {bleu} · ROUGE-L {rougeL} · CIDEr-D {ciderD} · log-probability {score}',
    byPeople: 'Written by people',
    diff: 'Changes to the model’s caption',
    captionLoss: 'loss {loss}',
    misfit: 'misfit {misfit}',
    misfitHelp:
      'How much more likely the model finds this text for other images than for this one, in nats. Below 0 the caption fits this image better.',
    noLoss: 'not scored',
    state: {
      open: 'open',
      right: 'correct',
      corrected: 'corrected',
      rejected: 'rejected',
      removed: 'removed'
    },
    was: 'was: {text}',
    right: 'Mark as correct',
    correct: 'Edit',
    takeModel: 'Use the model’s caption',
    reject: 'Reject',
    saveNext: 'Save and next',
    newText: 'New caption',
    previous: 'Previous image',
    next: 'Next image',
    end: 'This was the last image.',
    lost: 'The image of the link is not part of this evaluation.',
    fineTune: {
      open: 'Fine-tune',
      title: 'Continue training with the corrected captions',
      lead: 'Trains a new run, starting from {name}, with all captions as they are now, then evaluates it in the same way. Compare the two evaluations to see the effect of the corrections.',
      name: 'Name of the run',
      epochs: 'Epochs',
      rate: 'Learning rate',
      start: 'Add to queue'
    },
    gain: {
      label: 'Compare with',
      nothing: 'none',
      before: 'before',
      after: 'after',
      difference: 'difference',
      interval: '95% confidence interval',
      p: 'p',
      lead: 'On the {n} image common to both, scored against its current captions. | On the {n} images common to both, scored against their current captions.'
    }
  },
  vi: {
    title: 'Rà soát',
    lead: 'Đánh giá một mô hình rồi rà soát những ảnh mà chú thích của mô hình và của người khác nhau nhất.',
    evaluate: 'Đánh giá',
    model: 'Mô hình',
    noModel: 'Chưa có mô hình nào được huấn luyện',
    decoding: 'Cách giải mã',
    past: 'Các lần đánh giá',
    none: {
      title: 'Chưa có lần đánh giá nào',
      text: 'Chọn một mô hình và một tập. Những ảnh có chú thích nhiều khả năng sai nhất hiện ra trước.'
    },
    notKept:
      'Lần đánh giá này do phiên bản cũ tạo ra và chỉ giữ điểm số. Hãy đánh giá lại để rà soát từng ảnh.',
    images: '{n} ảnh',
    loss: 'loss {loss}',
    order: {
      label: 'Hiện trước',
      misfit: 'chú thích nhiều khả năng sai',
      loss: 'chú thích có loss cao',
      disagreement: 'khác biệt lớn nhất',
      confidence: 'chú thích kém chắc chắn nhất'
    },
    place: 'Ảnh {place} / {total}',
    counts: '{open} chưa xem · {right} đúng · {corrected} đã sửa · {rejected} đã từ chối',
    byModel: 'Do mô hình viết',
    figures: 'BLEU {bleu} · ROUGE-L {rougeL} · CIDEr-D {ciderD} · log xác suất {score}',
    byPeople: 'Do người viết',
    diff: 'Khác biệt so với chú thích của mô hình',
    captionLoss: 'loss {loss}',
    misfit: 'độ lệch {misfit}',
    misfitHelp:
      'Mức độ mô hình thấy chú thích hợp với ảnh khác hơn ảnh này, tính bằng nat. Dưới 0 nghĩa là chú thích hợp với ảnh này hơn.',
    noLoss: 'không chấm được',
    state: {
      open: 'chưa xem',
      right: 'đúng',
      corrected: 'đã sửa',
      rejected: 'đã từ chối',
      removed: 'đã xoá'
    },
    was: 'trước đây: {text}',
    right: 'Đánh dấu đúng',
    correct: 'Sửa',
    takeModel: 'Dùng chú thích của mô hình',
    reject: 'Từ chối',
    saveNext: 'Lưu và sang ảnh sau',
    newText: 'Chú thích mới',
    previous: 'Ảnh trước',
    next: 'Ảnh sau',
    end: 'Đây là ảnh cuối cùng.',
    lost: 'Ảnh trong liên kết không thuộc lần đánh giá này.',
    fineTune: {
      open: 'Tinh chỉnh',
      title: 'Huấn luyện tiếp với chú thích đã sửa',
      lead: 'Bắt đầu một lần huấn luyện mới từ {name} với mọi chú thích hiện có, rồi đánh giá theo cùng cách. So sánh hai lần đánh giá để thấy tác dụng của việc sửa.',
      name: 'Tên lần huấn luyện',
      epochs: 'Số epoch',
      rate: 'Tốc độ học',
      start: 'Đưa vào hàng đợi'
    },
    gain: {
      label: 'So với',
      nothing: 'không so',
      before: 'trước',
      after: 'sau',
      difference: 'chênh lệch',
      interval: 'khoảng tin cậy 95%',
      p: 'p',
      lead: 'Trên {n} ảnh chung của cả hai, chấm theo chú thích hiện tại.'
    }
  }
})
