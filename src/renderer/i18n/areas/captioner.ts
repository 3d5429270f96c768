import { defineWords } from '../define-words'

export const captionerWords = defineWords({
  en: {
    caption: 'Caption a folder',
    train: 'Train on from it',
    evaluate: {
      open: 'Evaluate',
      title: 'Evaluate {name}',
      lead: 'It captions the pictures of a split; BLEU, ROUGE-L and CIDEr-D say how near that is to what people wrote.',
      split: 'Split',
      pictures: 'Pictures',
      failed: '{n} more could not be read',
      scores: 'Scores so far',
      start: 'Evaluate'
    },
    export: {
      title: 'Export {name}',
      formatLabel: 'Format',
      format: {
        'clipcap-pt': 'PyTorch (.pt)',
        safetensors: 'safetensors',
        hf: 'Hugging Face folder'
      },
      about: {
        'clipcap-pt': "A state dict with ClipCap's names, as torch.save writes it.",
        safetensors: "The same tensors by ClipCap's names, with what the workbench knows of them.",
        hf: 'A folder with the GPT-2, its tokenizer, and the mapping network beside it.'
      },
      keysLabel: 'Layout of an MLP',
      keys: {
        recipe: 'As in the recipe, with dropout (model.3)',
        clipcap: 'As in ClipCap, without dropout (model.2)'
      },
      file: 'File to write',
      folder: 'Folder to make',
      done: 'Wrote {file} ({size}).'
    }
  },
  vi: {
    caption: 'Chú thích thư mục',
    train: 'Huấn luyện tiếp',
    evaluate: {
      open: 'Đánh giá',
      title: 'Đánh giá {name}',
      lead: 'Mô hình chú thích các ảnh của một tập; BLEU, ROUGE-L và CIDEr-D cho biết kết quả gần với lời người viết đến đâu.',
      split: 'Tập',
      pictures: 'Số ảnh',
      failed: '{n} ảnh khác không đọc được',
      scores: 'Điểm đến nay',
      start: 'Đánh giá'
    },
    export: {
      title: 'Xuất {name}',
      formatLabel: 'Định dạng',
      format: {
        'clipcap-pt': 'PyTorch (.pt)',
        safetensors: 'safetensors',
        hf: 'Thư mục Hugging Face'
      },
      about: {
        'clipcap-pt': 'State dict với tên của ClipCap, như torch.save ghi.',
        safetensors: 'Cùng các tensor với tên của ClipCap, kèm những gì ứng dụng biết về chúng.',
        hf: 'Thư mục gồm GPT-2, bộ tách từ và mạng ánh xạ bên cạnh.'
      },
      keysLabel: 'Cách đặt tên của MLP',
      keys: {
        recipe: 'Như công thức, có dropout (model.3)',
        clipcap: 'Như ClipCap, không dropout (model.2)'
      },
      file: 'Tệp cần ghi',
      folder: 'Thư mục cần tạo',
      done: 'Đã ghi {file} ({size}).'
    }
  }
})
