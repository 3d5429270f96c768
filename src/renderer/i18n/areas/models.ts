import { defineWords } from '../define-words'

export const modelWords = defineWords({
  en: {
    title: 'Models',
    add: 'Add model',
    addTitle: 'Add a model',
    path: 'Model folder or checkpoint file',
    pathHelp:
      'A Hugging Face folder of a CLIP or GPT-2 (config.json, weights, tokenizer), or a ClipCap checkpoint (.pt, .safetensors).',
    parts: {
      title: 'Models used by the captioner',
      clip: 'Encoder',
      gpt: 'GPT-2 model',
      auto: 'As stated in its files, or the only match',
      normalize: 'Normalise embeddings to unit length',
      noClip:
        'No encoder is registered yet. First add or download the one the captioner was trained with.',
      noGpt:
        'No GPT-2 is registered yet. First add or download the one the captioner was trained from.'
    },
    lacks: {
      vision: 'No image encoder: it embeds sentences only.',
      text: 'No text encoder: it embeds images only.',
      clip: 'Its encoder was removed. Add the captioner again and choose one.',
      gpt: 'Its GPT-2 was removed. Add the captioner again and choose one.'
    },
    empty: {
      title: 'No models yet',
      text: 'To train, download an encoder and a Vietnamese GPT-2, or add model folders that you already have.'
    },
    download: {
      open: 'Download',
      title: 'Download a model',
      lead: 'From the Hugging Face hub into your models folder. The model is checked and then added to the list.',
      choice: 'Model',
      about: 'about {size}',
      known: {
        'clip-b32': {
          title: 'CLIP ViT-B/32',
          text: 'Embeds images and sentences. Faster; BLEU 0.289 in the recipe.'
        },
        'clip-b16': {
          title: 'CLIP ViT-B/16',
          text: 'Embeds images and sentences. Slower but better; BLEU 0.313 in the recipe.'
        },
        gpt2news: {
          title: 'GPT-2 for Vietnamese',
          text: 'Writes the captions. Trained on Vietnamese news; the decoder of the recipe, as it was in 2021.'
        },
        'clip-l14-336': {
          title: 'CLIP ViT-L/14, 336 pixels',
          text: 'Embeds images and sentences. Much slower than ViT-B, and sees more.'
        },
        'siglip2-b16': {
          title: 'SigLIP 2 ViT-B/16',
          text: 'Embeds images and sentences in many languages, Vietnamese among them.'
        },
        'metaclip2-b32': {
          title: 'MetaCLIP 2 ViT-B/32, worldwide',
          text: 'Embeds images and sentences in many languages, Vietnamese among them. Not for commercial use.'
        },
        'gpt2-nlphust': {
          title: 'GPT-2 of NLP HUST',
          text: 'Writes the captions. Trained on Vietnamese web pages.'
        },
        'gpt2-chronopt': {
          title: 'GPT-2 of Chronopt',
          text: 'Writes the captions. Trained on Vietnamese texts of several kinds.'
        },
        'gpt2-chronopt-m': {
          title: 'GPT-2 of Chronopt, medium',
          text: 'As the one above, with 380 million parameters: slower, and more fluent.'
        }
      },
      other: 'Another model',
      otherText: 'Any PyTorch encoder (CLIP, SigLIP, MetaCLIP 2) or GPT-2, by its name on the hub.',
      name: 'Name on the hub',
      nameHelp: "owner/name, and {'@'}revision unless it is the main one.",
      start: 'Start download',
      resume: 'Resume',
      hide: 'Hide {name}',
      stopped: 'Stopped. What has been downloaded is kept; resuming continues from there.'
    },
    checking: 'Reading and checking the model…',
    kind: { clip: 'Encoder', gpt2: 'GPT-2', captioner: 'Captioner' },
    family: { clip: 'CLIP', metaclip2: 'MetaCLIP 2', siglip: 'SigLIP' },
    remove: 'Remove {name}',
    removeTitle: 'Remove this model from the library?',
    removeText: '{name} is removed from the list. Its files are kept.',
    detail: {
      parameters: '{n} parameters',
      family: 'Family',
      mapping: 'Mapping network',
      embeddingSize: 'Embedding size',
      prefixLength: 'Prefix tokens',
      mappingLayers: 'Mapping network layers',
      clipLength: 'Encoder tokens',
      imageSize: 'Image size',
      patchSize: 'Patch size',
      contextLength: 'Context length',
      vocabularySize: 'Vocabulary',
      tokenizerSize: 'Tokenizer',
      layers: 'Layers',
      heads: 'Heads',
      width: 'Width',
      positions: 'Positions',
      path: 'Folder',
      weights: 'SHA-256 of the weights',
      averageOf: 'Average of',
      retrievedCaptions: 'Retrieved captions'
    },
    embeddings: {
      title: 'Embeddings',
      images: 'Images',
      sentences: 'English sentences',
      done: '{done} of {total}',
      failed: '{n} failed',
      embed: 'Embed now',
      complete: 'All embedded',
      again:
        'The model files are checked first. If preprocessing or tokenizer have changed, the images or sentences are embedded again.',
      older:
        '{n} embeddings made by an earlier version are kept but not used, because it did not record their preprocessing or tokenizer. Embedding or training creates them again.'
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
      title: 'Các mô hình mà mô hình chú thích sử dụng',
      clip: 'Bộ mã hoá',
      gpt: 'Mô hình GPT-2',
      auto: 'Theo thông tin trong tệp, hoặc mô hình phù hợp duy nhất',
      normalize: 'Chuẩn hoá vector nhúng về độ dài 1',
      noClip:
        'Chưa có bộ mã hoá nào. Trước hết hãy thêm hoặc tải bộ mã hoá đã dùng khi huấn luyện mô hình chú thích này.',
      noGpt:
        'Chưa có GPT-2 nào. Trước hết hãy thêm hoặc tải GPT-2 đã dùng khi huấn luyện mô hình chú thích này.'
    },
    lacks: {
      vision: 'Không có bộ mã hoá ảnh: chỉ tính vector nhúng cho câu.',
      text: 'Không có bộ mã hoá văn bản: chỉ tính vector nhúng cho ảnh.',
      clip: 'Bộ mã hoá của nó đã bị xoá. Hãy thêm lại mô hình chú thích và chọn bộ mã hoá.',
      gpt: 'GPT-2 của nó đã bị xoá. Hãy thêm lại mô hình chú thích và chọn GPT-2.'
    },
    empty: {
      title: 'Chưa có mô hình',
      text: 'Để huấn luyện, hãy tải một bộ mã hoá và một GPT-2 tiếng Việt, hoặc thêm thư mục mô hình bạn đã có.'
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
          text: 'Tính vector nhúng cho ảnh và câu. Nhanh hơn; BLEU 0,289 trong công thức.'
        },
        'clip-b16': {
          title: 'CLIP ViT-B/16',
          text: 'Tính vector nhúng cho ảnh và câu. Chậm hơn nhưng tốt hơn; BLEU 0,313 trong công thức.'
        },
        gpt2news: {
          title: 'GPT-2 tiếng Việt',
          text: 'Viết chú thích. Huấn luyện trên tin tức tiếng Việt; bộ giải mã của công thức, đúng như năm 2021.'
        },
        'clip-l14-336': {
          title: 'CLIP ViT-L/14, 336 điểm ảnh',
          text: 'Nhúng ảnh và câu. Chậm hơn ViT-B nhiều nhưng nhìn rõ hơn.'
        },
        'siglip2-b16': {
          title: 'SigLIP 2 ViT-B/16',
          text: 'Nhúng ảnh và câu bằng nhiều ngôn ngữ, có tiếng Việt.'
        },
        'metaclip2-b32': {
          title: 'MetaCLIP 2 ViT-B/32, đa ngữ',
          text: 'Nhúng ảnh và câu bằng nhiều ngôn ngữ, có tiếng Việt. Không dùng cho mục đích thương mại.'
        },
        'gpt2-nlphust': {
          title: 'GPT-2 của NLP HUST',
          text: 'Viết chú thích. Huấn luyện trên trang web tiếng Việt.'
        },
        'gpt2-chronopt': {
          title: 'GPT-2 của Chronopt',
          text: 'Viết chú thích. Huấn luyện trên nhiều loại văn bản tiếng Việt.'
        },
        'gpt2-chronopt-m': {
          title: 'GPT-2 của Chronopt, cỡ vừa',
          text: 'Như mô hình trên, với 380 triệu tham số: chậm hơn nhưng viết trôi chảy hơn.'
        }
      },
      other: 'Mô hình khác',
      otherText:
        'Bất kỳ bộ mã hoá (CLIP, SigLIP, MetaCLIP 2) hay GPT-2 nào cho PyTorch, theo tên trên kho.',
      name: 'Tên trên kho',
      nameHelp: "chủ/tên, kèm {'@'}phiên-bản nếu không phải nhánh chính.",
      start: 'Bắt đầu tải',
      resume: 'Tải tiếp',
      hide: 'Ẩn {name}',
      stopped: 'Đã dừng. Phần đã tải được giữ lại; khi tải tiếp sẽ bắt đầu từ đó.'
    },
    checking: 'Đang đọc và kiểm tra mô hình…',
    kind: { clip: 'Bộ mã hoá', gpt2: 'GPT-2', captioner: 'Mô hình chú thích' },
    family: { clip: 'CLIP', metaclip2: 'MetaCLIP 2', siglip: 'SigLIP' },
    remove: 'Xoá {name}',
    removeTitle: 'Xoá mô hình này khỏi thư viện?',
    removeText: '{name} sẽ bị xoá khỏi danh sách. Các tệp của nó vẫn được giữ.',
    detail: {
      parameters: '{n} tham số',
      family: 'Họ',
      mapping: 'Mạng ánh xạ (mapping network)',
      embeddingSize: 'Kích thước vector nhúng',
      prefixLength: 'Số token tiền tố',
      mappingLayers: 'Số lớp của mạng ánh xạ',
      clipLength: 'Số token của bộ mã hoá',
      imageSize: 'Kích thước ảnh',
      patchSize: 'Kích thước mảnh (patch)',
      contextLength: 'Độ dài ngữ cảnh',
      vocabularySize: 'Bộ từ vựng',
      tokenizerSize: 'Bộ tách từ',
      layers: 'Số lớp',
      heads: 'Số đầu chú ý',
      width: 'Độ rộng',
      positions: 'Số vị trí',
      path: 'Thư mục',
      weights: 'SHA-256 của trọng số',
      averageOf: 'Trung bình của',
      retrievedCaptions: 'Chú thích truy hồi'
    },
    embeddings: {
      title: 'Vector nhúng (embedding)',
      images: 'Ảnh',
      sentences: 'Câu tiếng Anh',
      done: '{done} / {total}',
      failed: '{n} lỗi',
      embed: 'Tính ngay',
      complete: 'Đã tính tất cả',
      again:
        'Các tệp của mô hình được kiểm tra trước. Nếu cách tiền xử lý hoặc bộ tách từ đã thay đổi, ảnh hoặc câu sẽ được tính lại.',
      older:
        '{n} vector nhúng do phiên bản trước tạo được giữ lại nhưng không dùng, vì phiên bản đó không ghi cách tiền xử lý hay bộ tách từ. Chúng được tính lại khi tính vector nhúng hoặc huấn luyện.'
    }
  }
})
