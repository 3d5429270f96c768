import { defineWords } from '../define-words'

export const modelWords = defineWords({
  en: {
    title: 'Models',
    add: 'Add model',
    addTitle: 'Add a model',
    folder: 'Model folder',
    folderHelp:
      'A Hugging Face folder of a CLIP or GPT-2 model: config.json, model.safetensors, tokenizer.json.',
    empty: {
      title: 'No models yet',
      text: 'Add the folders of a CLIP model and of a Vietnamese GPT-2 to train with them.'
    },
    checking: 'Reading and checking the folder…',
    kind: { clip: 'CLIP', gpt2: 'GPT-2' },
    remove: 'Remove {name}',
    removeTitle: 'Remove this model from the library?',
    removeText: '{name} is taken off the list. Its files stay where they are.',
    detail: {
      parameters: '{n} parameters',
      embeddingSize: 'Embedding size',
      imageSize: 'Picture size',
      patchSize: 'Patch size',
      contextLength: 'Longest sentence',
      vocabularySize: 'Vocabulary',
      tokenizerSize: 'Tokenizer',
      layers: 'Layers',
      heads: 'Heads',
      width: 'Width',
      positions: 'Positions',
      path: 'Folder',
      weights: 'Weights SHA-256'
    },
    embeddings: {
      title: 'Embeddings',
      images: 'Pictures',
      sentences: 'English sentences',
      done: '{done} of {total}',
      failed: '{n} failed',
      embed: 'Embed now',
      complete: 'All embedded'
    }
  },
  vi: {
    title: 'Mô hình',
    add: 'Thêm mô hình',
    addTitle: 'Thêm một mô hình',
    folder: 'Thư mục mô hình',
    folderHelp:
      'Thư mục Hugging Face của một mô hình CLIP hoặc GPT-2: config.json, model.safetensors, tokenizer.json.',
    empty: {
      title: 'Chưa có mô hình',
      text: 'Thêm thư mục của một mô hình CLIP và một GPT-2 tiếng Việt để huấn luyện.'
    },
    checking: 'Đang đọc và kiểm tra thư mục…',
    kind: { clip: 'CLIP', gpt2: 'GPT-2' },
    remove: 'Xoá {name}',
    removeTitle: 'Xoá mô hình này khỏi thư viện?',
    removeText: '{name} sẽ được bỏ khỏi danh sách. Các tệp của nó vẫn ở nguyên chỗ.',
    detail: {
      parameters: '{n} tham số',
      embeddingSize: 'Cỡ embedding',
      imageSize: 'Cỡ ảnh',
      patchSize: 'Cỡ mảnh',
      contextLength: 'Câu dài nhất',
      vocabularySize: 'Từ vựng',
      tokenizerSize: 'Bộ tách từ',
      layers: 'Số lớp',
      heads: 'Số đầu',
      width: 'Độ rộng',
      positions: 'Số vị trí',
      path: 'Thư mục',
      weights: 'SHA-256 của trọng số'
    },
    embeddings: {
      title: 'Embedding',
      images: 'Ảnh',
      sentences: 'Câu tiếng Anh',
      done: '{done} / {total}',
      failed: '{n} lỗi',
      embed: 'Tính ngay',
      complete: 'Đã tính đủ'
    }
  }
})
