/** Errors of model folders, weights, tokenisers and checkpoints. */
export const modelErrors = {
  'model.file-missing': {
    en: 'The model folder {path} has no {file}. Choose a Hugging Face folder that holds it.',
    vi: 'Thư mục mô hình {path} không có {file}. Hãy chọn thư mục Hugging Face có tệp này.'
  }
} as const
