import { defineWords } from '../define-words'

export const modelWords = defineWords({
  en: {
    title: 'Models',
    add: 'Add model',
    addTitle: 'Add a model',
    path: 'Model folder or checkpoint',
    pathHelp:
      'A Hugging Face folder of a CLIP or GPT-2 (config.json, weights, tokenizer), or a ClipCap checkpoint (.pt, .safetensors).',
    parts: {
      title: 'What the captioner works with',
      clip: 'CLIP model',
      gpt: 'GPT-2 model',
      auto: 'As its files say, or the only one that fits',
      normalize: 'Embeddings are divided by their length',
      noClip:
        'No CLIP model is in the list yet: add or download the one that the captioner was trained with first.',
      noGpt:
        'No GPT-2 is in the list yet: add or download the one that the captioner was trained from first.'
    },
    lacks: {
      vision: 'No picture side: it embeds sentences alone.',
      text: 'No sentence side: it embeds pictures alone.',
      clip: 'Its CLIP model was removed. Add the captioner again and choose one.',
      gpt: 'Its GPT-2 was removed. Add the captioner again and choose one.'
    },
    empty: {
      title: 'No models yet',
      text: 'Download a CLIP model and a Vietnamese GPT-2, or add folders that you have, to train with them.'
    },
    download: {
      open: 'Download',
      title: 'Download a model',
      lead: 'From the Hugging Face hub, into your own folder of models. It is checked and added to the list.',
      choice: 'Model',
      about: 'about {size}',
      known: {
        'clip-b32': {
          title: 'CLIP ViT-B/32',
          text: 'Embeds pictures and sentences. The faster one; BLEU 0.289 in the recipe.'
        },
        'clip-b16': {
          title: 'CLIP ViT-B/16',
          text: 'Embeds pictures and sentences. Slower and better; BLEU 0.313 in the recipe.'
        },
        gpt2news: {
          title: 'GPT-2 for Vietnamese',
          text: 'Writes the captions. Trained on Vietnamese news; the decoder of the recipe.'
        }
      },
      other: 'Another model',
      otherText: 'Any CLIP or GPT-2 for PyTorch, by its name on the hub.',
      name: 'Name on the hub',
      nameHelp: "owner/name, and {'@'}revision where it is not the main one.",
      start: 'Start download',
      goOn: 'Go on',
      putAway: 'Put {name} away',
      stopped: 'Stopped. What was loaded is kept; it goes on from there.'
    },
    checking: 'Reading and checking the model…',
    kind: { clip: 'CLIP', gpt2: 'GPT-2', captioner: 'Captioner' },
    remove: 'Remove {name}',
    removeTitle: 'Remove this model from the library?',
    removeText: '{name} is taken off the list. Its files stay where they are.',
    detail: {
      parameters: '{n} parameters',
      mapping: 'Mapping network',
      embeddingSize: 'Embedding size',
      prefixLength: 'Prefix tokens',
      mappingLayers: 'Mapping layers',
      clipLength: 'CLIP tokens',
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
    path: 'Thư mục mô hình hoặc tệp checkpoint',
    pathHelp:
      'Thư mục Hugging Face của CLIP hoặc GPT-2 (config.json, trọng số, bộ tách từ), hoặc checkpoint ClipCap (.pt, .safetensors).',
    parts: {
      title: 'Mô hình chú thích dùng cùng',
      clip: 'Mô hình CLIP',
      gpt: 'Mô hình GPT-2',
      auto: 'Theo tệp, hoặc mô hình duy nhất phù hợp',
      normalize: 'Embedding được chia cho độ dài',
      noClip:
        'Chưa có mô hình CLIP nào: hãy thêm hoặc tải mô hình CLIP mà nó được huấn luyện cùng trước.',
      noGpt: 'Chưa có GPT-2 nào: hãy thêm hoặc tải GPT-2 mà nó được huấn luyện từ đó trước.'
    },
    lacks: {
      vision: 'Không có phần ảnh: chỉ tính embedding cho câu.',
      text: 'Không có phần câu: chỉ tính embedding cho ảnh.',
      clip: 'Mô hình CLIP của nó đã bị bỏ. Hãy thêm lại mô hình chú thích và chọn CLIP.',
      gpt: 'GPT-2 của nó đã bị bỏ. Hãy thêm lại mô hình chú thích và chọn GPT-2.'
    },
    empty: {
      title: 'Chưa có mô hình',
      text: 'Tải một mô hình CLIP và một GPT-2 tiếng Việt, hoặc thêm thư mục bạn đã có, để huấn luyện.'
    },
    download: {
      open: 'Tải về',
      title: 'Tải một mô hình',
      lead: 'Từ kho Hugging Face vào thư mục mô hình của bạn. Mô hình được kiểm tra rồi thêm vào danh sách.',
      choice: 'Mô hình',
      about: 'khoảng {size}',
      known: {
        'clip-b32': {
          title: 'CLIP ViT-B/32',
          text: 'Tính embedding cho ảnh và câu. Nhanh hơn; BLEU 0,289 trong công thức.'
        },
        'clip-b16': {
          title: 'CLIP ViT-B/16',
          text: 'Tính embedding cho ảnh và câu. Chậm hơn nhưng tốt hơn; BLEU 0,313 trong công thức.'
        },
        gpt2news: {
          title: 'GPT-2 tiếng Việt',
          text: 'Viết chú thích. Huấn luyện trên tin tức tiếng Việt; bộ giải mã của công thức.'
        }
      },
      other: 'Mô hình khác',
      otherText: 'Bất kỳ CLIP hay GPT-2 nào cho PyTorch, theo tên trên kho.',
      name: 'Tên trên kho',
      nameHelp: "chủ/tên, kèm {'@'}phiên-bản nếu không phải nhánh chính.",
      start: 'Bắt đầu tải',
      goOn: 'Tải tiếp',
      putAway: 'Cất {name} đi',
      stopped: 'Đã dừng. Phần đã tải được giữ lại và sẽ tiếp tục từ đó.'
    },
    checking: 'Đang đọc và kiểm tra mô hình…',
    kind: { clip: 'CLIP', gpt2: 'GPT-2', captioner: 'Mô hình chú thích' },
    remove: 'Xoá {name}',
    removeTitle: 'Xoá mô hình này khỏi thư viện?',
    removeText: '{name} sẽ được bỏ khỏi danh sách. Các tệp của nó vẫn ở nguyên chỗ.',
    detail: {
      parameters: '{n} tham số',
      mapping: 'Mạng ánh xạ',
      embeddingSize: 'Cỡ embedding',
      prefixLength: 'Token tiền tố',
      mappingLayers: 'Lớp ánh xạ',
      clipLength: 'Token CLIP',
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
