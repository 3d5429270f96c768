/** Errors of model folders, weights, tokenizers and checkpoints. */
export const modelErrors = {
  'model.file-missing': {
    en: 'The model folder {path} has no {file}. Choose a Hugging Face folder that contains it.',
    vi: 'Thư mục mô hình {path} không có {file}. Hãy chọn thư mục Hugging Face có tệp này.'
  },
  'model.bad-file': {
    en: 'The model file {path} is not valid: {detail}. Get a new copy, or choose another model.',
    vi: 'Tệp mô hình {path} không hợp lệ: {detail}. Hãy lấy lại tệp hoặc chọn mô hình khác.'
  },
  'model.unsupported': {
    en: 'The model in {path} is not supported: {detail}. Choose another encoder (CLIP, SigLIP, MetaCLIP 2) or GPT-2.',
    vi: 'Không dùng được mô hình của {path}: {detail}. Hãy chọn bộ mã hoá (CLIP, SigLIP, MetaCLIP 2) hoặc GPT-2 khác.'
  },
  'model.check-endless': {
    en: 'Checking the model {path} did not finish and was stopped after {seconds} s. The model is not used. Its files are damaged or malicious; get the model from its source again, or choose another one.',
    vi: 'Việc kiểm tra mô hình {path} không kết thúc: đã dừng sau {seconds} giây. Mô hình không được sử dụng. Các tệp bị hỏng hoặc được tạo ra để gây hại; hãy lấy lại mô hình từ nguồn, hoặc chọn mô hình khác.'
  },
  'model.check-too-large': {
    en: 'Checking the model {path} took more than {megabytes} MiB of memory, or all available memory, and was stopped. The model is not used. Close other programs, or choose a smaller model.',
    vi: 'Việc kiểm tra mô hình {path} dùng quá {megabytes} MiB bộ nhớ, hoặc hết bộ nhớ của máy, nên đã dừng. Mô hình không được sử dụng. Hãy đóng chương trình khác, hoặc chọn mô hình nhỏ hơn.'
  },
  'model.check-died': {
    en: 'The process that checked the model {path} stopped ({detail}). The model is not used. Try again, or choose another model.',
    vi: 'Tiến trình kiểm tra mô hình {path} đã dừng ({detail}). Mô hình không được sử dụng. Hãy thử lại, hoặc chọn mô hình khác.'
  },
  'model.slow-pattern': {
    en: 'A pattern in {path} takes too long to split text into words and was stopped. Nested repetitions are the usual cause. Get the model from its source again, or choose another one.',
    vi: 'Một mẫu trong {path} mất quá lâu để tách văn bản thành từ nên đã bị dừng, thường do các phép lặp lồng nhau. Hãy lấy lại mô hình từ nguồn, hoặc chọn mô hình khác.'
  },
  'model.no-tower': {
    en: 'The encoder of {path} has no {tower} side (no tensor {tensor}), which is needed here. Choose a model that has one.',
    vi: 'Bộ mã hoá ở {path} không có phần {tower} (thiếu tensor {tensor}) mà việc này cần. Hãy chọn bộ mã hoá có phần đó.'
  },
  'weights.truncated': {
    en: 'The weights file {path} is truncated: it should have {expected} bytes but has {found}. Get a new copy.',
    vi: 'Tệp trọng số {path} bị cắt ngang: cần {expected} byte nhưng chỉ có {found}. Hãy lấy lại tệp.'
  },
  'weights.damaged': {
    en: 'The weights file {path} is not valid: {detail}. Get a new copy, as safetensors or as written by torch.save.',
    vi: 'Tệp trọng số {path} không hợp lệ: {detail}. Hãy lấy lại tệp, dạng safetensors hoặc do torch.save ghi.'
  },
  'weights.foreign-object': {
    en: "The weights file {path} refers to {object}, which is not a tensor, so it was not loaded. Save the model's state_dict with torch.save, or use a safetensors file.",
    vi: 'Tệp trọng số {path} tham chiếu {object}, không phải tensor, nên không được nạp. Hãy lưu state_dict của mô hình bằng torch.save, hoặc dùng tệp safetensors.'
  },
  'weights.tensor-missing': {
    en: 'The weights file {path} has no tensor {tensor}, which the model needs. Get the complete model.',
    vi: 'Tệp trọng số {path} thiếu tensor {tensor} mà mô hình cần. Hãy lấy mô hình đầy đủ.'
  },
  'weights.tensor-mismatch': {
    en: 'In the weights file {path} the tensor {tensor} is {found}, but {expected} is expected. The file does not match its config.json.',
    vi: 'Trong tệp trọng số {path}, tensor {tensor} là {found} nhưng cần {expected}. Tệp này và config.json không khớp nhau.'
  },
  'model.config-differs': {
    en: 'The configuration {path} sets {field} to {says}, but the weights file {weights} has {holds} (according to its tensor {tensor}). The two do not match: get both from the same model.',
    vi: 'Tệp cấu hình {path} ghi {field} là {says}, nhưng tệp trọng số {weights} có {holds} (theo tensor {tensor}). Hai tệp không khớp nhau: hãy lấy cả hai từ cùng một mô hình.'
  },
  'weights.unknown-tensor': {
    en: 'The checkpoint {path} has tensors that belong to neither a ClipCap mapping network nor its GPT-2, {count} in all: {tensors}. Choose a ClipCap checkpoint, and the GPT-2 that it was trained from.',
    vi: 'Tệp {path} có {count} tensor không thuộc mạng ánh xạ ClipCap lẫn GPT-2 của nó: {tensors}. Hãy chọn đúng tệp ClipCap và GPT-2 mà nó được huấn luyện từ đó.'
  },
  'weights.head-differs': {
    en: 'In the checkpoint {path} the output head {tensor} differs from the token table, but GPT-2 shares the two. The checkpoint cannot be used.',
    vi: 'Trong tệp {path}, đầu ra {tensor} khác bảng token, trong khi GPT-2 luôn dùng chung. Không dùng được tệp này.'
  },
  'model.tokenizer-not-bytes': {
    en: 'The tokenizer in {path} does not write its tokens byte by byte as GPT-2 does (token “{token}”), so it cannot be exported as ONNX. Export a Hugging Face folder instead.',
    vi: 'Bộ tách từ trong {path} không ghi token theo từng byte như GPT-2 (token “{token}”) nên không xuất ra ONNX được. Hãy xuất thư mục Hugging Face.'
  },
  'model.retrieves': {
    en: 'The captioner was trained with retrieved captions, which the format {format} cannot hold. Export it as hf with its memory (--format hf --memory).',
    vi: 'Mô hình được huấn luyện với chú thích truy hồi, thứ mà định dạng {format} không chứa được. Hãy xuất theo định dạng hf cùng bộ nhớ (--format hf --memory).'
  },
  'model.onnx-search': {
    en: 'The programs of an ONNX folder search by beams as the recipe does (clipcap) or greedily, and have no {setting}. Choose one of the two searches and leave the other decoding settings at their defaults.',
    vi: 'Các chương trình trong thư mục ONNX tìm kiếm chùm theo công thức (clipcap) hoặc tìm kiếm tham lam (greedy), và không có {setting}. Hãy chọn một trong hai cách đó và để các thiết lập giải mã khác như mặc định.'
  },
  'model.needs-gpt': {
    en: 'The checkpoint {path} does not say which GPT-2 it belongs to. Choose the folder of that GPT-2, which contains its sizes and tokenizer.',
    vi: 'Tệp {path} không cho biết thuộc GPT-2 nào. Hãy chọn thư mục của GPT-2 đó, trong đó có kích thước và bộ tách từ.'
  },
  'model.needs-clip': {
    en: 'The checkpoint {path} takes embeddings of size {size} but does not say which encoder they come from. Choose a registered encoder with that embedding size.',
    vi: 'Tệp {path} nhận vector nhúng kích thước {size} nhưng không cho biết từ bộ mã hoá nào. Hãy chọn một bộ mã hoá đã thêm có kích thước đó.'
  },
  'sentence.too-long': {
    en: 'The sentence has {tokens} tokens, but the encoder takes at most {limit}. Shorten or remove it.',
    vi: 'Câu có {tokens} token nhưng bộ mã hoá chỉ nhận {limit}. Hãy rút ngắn hoặc bỏ câu này.'
  },
  'sentence.no-row': {
    en: 'The sentence contains the token {token}, but the token table of the encoder has only {rows} rows. Remove the sentence, or choose another model.',
    vi: 'Câu có token {token}, nhưng bảng token của bộ mã hoá chỉ có {rows} dòng. Hãy bỏ câu này hoặc chọn mô hình khác.'
  },
  'embedding.not-finite': {
    en: 'The encoder in {path} gives NaN or infinite values for this item, so no embedding was stored. If every item fails, the weights are damaged: get the model again.',
    vi: 'Bộ mã hoá ở {path} cho ra giá trị NaN hoặc vô hạn cho mục này nên không lưu vector nhúng. Nếu mục nào cũng vậy, trọng số đã hỏng: hãy lấy lại mô hình.'
  },
  'captioner.other-encoder': {
    en: 'The captioner {captioner} was trained on embeddings of the encoder {model} in {path}, which has changed since then in: {fields}. Its captions would not match the new embeddings. Restore the model files, or register the changed model in another folder and train with it.',
    vi: 'Mô hình chú thích {captioner} được huấn luyện với vector nhúng của bộ mã hoá {model} ở {path}, mà từ đó bộ mã hoá đã đổi: {fields}. Chú thích sẽ không khớp với vector nhúng mới. Hãy khôi phục các tệp của mô hình, hoặc thêm mô hình đã đổi ở thư mục khác rồi huấn luyện với nó.'
  },
  'captioner.unlike': {
    en: '{other} differs from {first} in: {differs}. Only captioners with the same sizes, tokenizer, encoder and end of captions can be combined. Leave one of them out.',
    vi: '{other} khác {first} ở: {differs}. Chỉ kết hợp được các mô hình chú thích có cùng kích thước, bộ tách từ, bộ mã hoá và cách kết thúc chú thích. Hãy bỏ bớt một mô hình.'
  },
  'model.no-memory': {
    en: 'The texts that {path} was trained on are not known, so they cannot be exported with it. Export a run, or export without them.',
    vi: 'Không biết {path} đã được huấn luyện trên văn bản nào nên không xuất kèm được. Hãy xuất từ lần huấn luyện, hoặc xuất không kèm văn bản.'
  },
  'ensemble.unlike': {
    en: '{first} and {other} cannot write together, since they differ in: {differs}. Captioners of an ensemble need the same tokenizer, CLIP model and end of captions; their sizes may differ. Leave one of them out.',
    vi: '{first} và {other} không thể cùng viết vì khác nhau ở: {differs}. Các mô hình chú thích viết cùng nhau cần có cùng bộ tách từ, mô hình CLIP và cách kết thúc chú thích; kích thước có thể khác. Hãy bỏ bớt một mô hình.'
  },
  'train.no-end-row': {
    en: 'The end-of-text token of the GPT-2 has the id {token}, but its token table has only {rows} rows, and rows are added only where the whole GPT-2 is trained. Set gptTraining to full or endOfText to false, or choose another GPT-2.',
    vi: 'Token kết thúc của GPT-2 có số {token}, nhưng bảng token chỉ có {rows} dòng, và chỉ thêm được dòng khi huấn luyện toàn bộ GPT-2. Hãy đặt gptTraining là full hoặc endOfText là false, hoặc chọn GPT-2 khác.'
  },
  'train.unknown-source': {
    en: 'pairWeights names {source}, but no sentence pairs were imported from a file or folder of that name. Sources of pairs: {known}.',
    vi: 'pairWeights nêu {source}, nhưng không có cặp câu nào được nhập từ tệp hoặc thư mục tên đó. Các nguồn cặp câu: {known}.'
  },
  'model.wrong-kind': {
    en: 'The model {name} is a {kind}, but a {wanted} is needed here. Choose another model.',
    vi: 'Mô hình {name} là {kind}, nhưng ở đây cần {wanted}. Hãy chọn mô hình khác.'
  }
} as const
