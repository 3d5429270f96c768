import { defineWords } from '../define-words'

export const captionerWords = defineWords({
  en: {
    caption: 'Caption a folder',
    train: 'Continue training from it',
    evaluate: {
      open: 'Evaluate',
      title: 'Evaluate {name}',
      lead: 'The model captions the images of a split; BLEU, ROUGE-L and CIDEr-D compare its captions with those written by people.',
      split: 'Split',
      images: 'Images',
      failed: '{n} more image could not be read | {n} more images could not be read',
      scores: 'Previous scores',
      ensemble: 'together with {n} other | together with {n} others',
      start: 'Evaluate'
    },
    export: {
      title: 'Export {name}',
      formatLabel: 'Format',
      format: {
        'clipcap-pt': 'PyTorch (.pt)',
        safetensors: 'safetensors',
        hf: 'Hugging Face folder',
        onnx: 'ONNX'
      },
      about: {
        'clipcap-pt': "A state dict with ClipCap's names, as torch.save writes it.",
        safetensors: "The same tensors under ClipCap's names, with the workbench's metadata.",
        hf: 'A folder with the GPT-2, its tokenizer and the mapping network.',
        onnx: 'A folder with the whole model, from pixels to tokens, and programs for Node, Python and the browser that caption images by it.'
      },
      memory: 'With the texts that it was trained on',
      weightsLabel: 'Weights',
      weights: { float32: 'float32', float16: 'Half precision', int8: 'int8' },
      keysLabel: 'Layer names of an MLP',
      keys: {
        recipe: 'As in the recipe, with dropout (model.3)',
        clipcap: 'As in ClipCap, without dropout (model.2)'
      },
      file: 'Output file',
      folder: 'Output folder',
      done: 'Wrote {file} ({size}).'
    }
  },
  vi: {
    caption: 'Tạo chú thích cho thư mục',
    train: 'Huấn luyện tiếp từ mô hình này',
    evaluate: {
      open: 'Đánh giá',
      title: 'Đánh giá {name}',
      lead: 'Mô hình tạo chú thích cho các ảnh của một tập; BLEU, ROUGE-L và CIDEr-D so sánh với chú thích do người viết.',
      split: 'Tập',
      images: 'Số ảnh',
      failed: '{n} ảnh khác không đọc được',
      scores: 'Các điểm trước đây',
      ensemble: 'cùng với {n} mô hình khác',
      start: 'Đánh giá'
    },
    export: {
      title: 'Xuất {name}',
      formatLabel: 'Định dạng',
      format: {
        'clipcap-pt': 'PyTorch (.pt)',
        safetensors: 'safetensors',
        hf: 'Thư mục Hugging Face',
        onnx: 'ONNX'
      },
      about: {
        'clipcap-pt': 'State dict với tên tham số của ClipCap, do torch.save ghi.',
        safetensors:
          'Các tensor đó với tên tham số của ClipCap, kèm siêu dữ liệu của chương trình.',
        hf: 'Thư mục gồm GPT-2, bộ tách từ và mạng ánh xạ.',
        onnx: 'Thư mục gồm toàn bộ mô hình, từ điểm ảnh đến token, cùng chương trình cho Node, Python và trình duyệt để tạo chú thích bằng mô hình đó.'
      },
      memory: 'Kèm các văn bản đã dùng để huấn luyện',
      weightsLabel: 'Trọng số',
      weights: { float32: 'float32', float16: 'Nửa độ chính xác', int8: 'int8' },
      keysLabel: 'Tên các lớp của MLP',
      keys: {
        recipe: 'Như công thức, có dropout (model.3)',
        clipcap: 'Như ClipCap, không dropout (model.2)'
      },
      file: 'Tệp xuất',
      folder: 'Thư mục xuất',
      done: 'Đã ghi {file} ({size}).'
    }
  }
})
