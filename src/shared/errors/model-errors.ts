/** Errors of model folders, weights, tokenisers and checkpoints. */
export const modelErrors = {
  'model.file-missing': {
    en: 'The model folder {path} has no {file}. Choose a Hugging Face folder that holds it.',
    vi: 'Thư mục mô hình {path} không có {file}. Hãy chọn thư mục Hugging Face có tệp này.'
  },
  'model.bad-file': {
    en: 'The model file {path} is not valid: {detail}. Get it again, or choose another model.',
    vi: 'Tệp mô hình {path} không hợp lệ: {detail}. Hãy lấy lại tệp hoặc chọn mô hình khác.'
  },
  'model.unsupported': {
    en: 'The model of {path} cannot be used: {detail}. Choose a CLIP or GPT-2 model without it.',
    vi: 'Không dùng được mô hình của {path}: {detail}. Hãy chọn mô hình CLIP hoặc GPT-2 khác.'
  },
  'model.no-tower': {
    en: 'The CLIP model of {path} has no {tower} side (no tensor {tensor}), which is needed here. Choose a model that has it.',
    vi: 'Mô hình CLIP ở {path} không có phần {tower} (thiếu tensor {tensor}) mà việc này cần. Hãy chọn mô hình có phần đó.'
  },
  'weights.truncated': {
    en: 'The weights file {path} is cut short: it should have {expected} bytes and has {found}. Get it again.',
    vi: 'Tệp trọng số {path} bị cắt ngang: cần {expected} byte nhưng chỉ có {found}. Hãy lấy lại tệp.'
  },
  'weights.damaged': {
    en: 'The weights file {path} is not sound: {detail}. Get it again, as safetensors or as torch.save writes it.',
    vi: 'Tệp trọng số {path} không hợp lệ: {detail}. Hãy lấy lại tệp, dạng safetensors hoặc do torch.save ghi.'
  },
  'weights.foreign-object': {
    en: 'The weights file {path} asks for {object}, which is no tensor, so it was not loaded. Save the state_dict of the model by torch.save, or take a safetensors file.',
    vi: 'Tệp trọng số {path} đòi {object}, không phải tensor, nên không được nạp. Hãy lưu state_dict của mô hình bằng torch.save, hoặc dùng tệp safetensors.'
  },
  'weights.tensor-missing': {
    en: 'The weights file {path} has no tensor {tensor}, which the model needs. Get the complete model.',
    vi: 'Tệp trọng số {path} thiếu tensor {tensor} mà mô hình cần. Hãy lấy mô hình đầy đủ.'
  },
  'weights.tensor-mismatch': {
    en: 'In the weights file {path} the tensor {tensor} is {found}, but {expected} is needed. The file and its config.json do not belong together.',
    vi: 'Trong tệp trọng số {path}, tensor {tensor} là {found} nhưng cần {expected}. Tệp này và config.json không khớp nhau.'
  },
  'sentence.too-long': {
    en: 'The sentence has {tokens} tokens, but the CLIP model takes {limit}. Shorten it or leave it out.',
    vi: 'Câu có {tokens} token nhưng mô hình CLIP chỉ nhận {limit}. Hãy rút ngắn hoặc bỏ câu này.'
  },
  'model.wrong-kind': {
    en: 'The model {name} is a {kind}, but a {wanted} is needed here. Choose another model.',
    vi: 'Mô hình {name} là {kind}, nhưng ở đây cần {wanted}. Hãy chọn mô hình khác.'
  }
} as const
