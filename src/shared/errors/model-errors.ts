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
  'weights.unknown-tensor': {
    en: 'The checkpoint {path} has tensors that belong to neither a ClipCap mapping network nor its GPT-2, {count} in all: {tensors}. Choose a ClipCap checkpoint, and the GPT-2 that it was trained from.',
    vi: 'Tệp {path} có {count} tensor không thuộc mạng ánh xạ ClipCap lẫn GPT-2 của nó: {tensors}. Hãy chọn đúng tệp ClipCap và GPT-2 mà nó được huấn luyện từ đó.'
  },
  'weights.head-differs': {
    en: 'In the checkpoint {path} the output head {tensor} is not the token table, as it is in every GPT-2. It cannot be used.',
    vi: 'Trong tệp {path}, đầu ra {tensor} khác bảng token, trong khi GPT-2 luôn dùng chung. Không dùng được tệp này.'
  },
  'model.needs-gpt': {
    en: 'The checkpoint {path} does not say which GPT-2 it belongs to. Name the folder of that GPT-2, which holds its sizes and its tokenizer.',
    vi: 'Tệp {path} không cho biết thuộc GPT-2 nào. Hãy chỉ ra thư mục GPT-2 đó, nơi có kích thước và bộ tách từ.'
  },
  'model.needs-clip': {
    en: 'The checkpoint {path} takes embeddings of {size} numbers, and does not say which CLIP model they come from. Name a registered CLIP model of that size.',
    vi: 'Tệp {path} nhận embedding {size} số nhưng không cho biết từ mô hình CLIP nào. Hãy chỉ ra một mô hình CLIP đã đăng ký có cỡ đó.'
  },
  'sentence.too-long': {
    en: 'The sentence has {tokens} tokens, but the CLIP model takes {limit}. Shorten it or leave it out.',
    vi: 'Câu có {tokens} token nhưng mô hình CLIP chỉ nhận {limit}. Hãy rút ngắn hoặc bỏ câu này.'
  },
  'sentence.no-row': {
    en: 'The sentence has the token {token}, but the token table of the CLIP model has {rows} rows. Leave the sentence out, or choose another model.',
    vi: 'Câu có token {token}, nhưng bảng token của mô hình CLIP chỉ có {rows} dòng. Hãy bỏ câu này hoặc chọn mô hình khác.'
  },
  'train.no-end-row': {
    en: 'The end-of-text token of the GPT-2 has the id {token}, but its token table has {rows} rows. Set endOfText to false, or choose another GPT-2.',
    vi: 'Token kết thúc của GPT-2 có số {token}, nhưng bảng token chỉ có {rows} dòng. Hãy đặt endOfText là false hoặc chọn GPT-2 khác.'
  },
  'model.wrong-kind': {
    en: 'The model {name} is a {kind}, but a {wanted} is needed here. Choose another model.',
    vi: 'Mô hình {name} là {kind}, nhưng ở đây cần {wanted}. Hãy chọn mô hình khác.'
  }
} as const
