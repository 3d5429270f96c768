import { defineWords } from '../define-words'

/** A newcomer's two paths: captions for a folder of photos, and training on vieCap4H. */
export const firstWords = defineWords({
  en: {
    photos: {
      title: 'Caption my photos',
      welcome:
        'Choose a folder of photos and get captions in Vietnamese. The photos stay where they are and are not changed.',
      folder: 'Folder of photos',
      folderHelp: 'Choose it, paste its path, or drop it here in the desktop application.',
      action: 'Continue',
      lead: 'The first captions come before anything is decided.',
      folderStep: 'Photos',
      writer: 'What writes the captions?',
      captioner: {
        title: 'A captioner',
        text: 'A model trained here, or one that you have on disk.',
        label: 'Captioner',
        none: 'This library has no captioner yet. Add one from disk, or choose another way.',
        add: 'Add a captioner from disk…'
      },
      endpoint: {
        title: 'A vision model that I already run',
        text: 'Ollama, LM Studio, llama.cpp, vLLM or another OpenAI-compatible server. The photos are sent to it, scaled down.'
      },
      train: {
        title: 'Train one first',
        text: 'On vieCap4H or another captioning data set, step by step.',
        action: 'Show the steps'
      },
      try: 'Caption the first {n} photos',
      results: 'First captions',
      none: {
        title: 'The first captions appear here',
        text: 'Choose what writes them, then caption the first photos. Nothing else has to be set.'
      },
      allHelp:
        'Adds the photos to the library where they are, captions all of them, and keeps the captions as suggestions of the model until you accept them. You can export them at any time.',
      all: 'Caption all photos'
    },
    endpoint: {
      option: 'Vision model (OpenAI-compatible endpoint)',
      url: 'Address of the server',
      urlHelp: 'The base URL, such as http://localhost:11434/v1 for Ollama.',
      look: 'List models',
      found: 'Use {server} on this computer',
      noneFound:
        'No server was found on this computer. Start one (such as Ollama with a vision model), or enter the address of another machine.',
      model: 'Vision model',
      more: 'API key and prompt',
      key: 'API key (optional)',
      keyHelp: 'Kept in your settings folder, never in the library.',
      prompt: 'Prompt',
      promptHelp: 'Leave empty to ask for one short sentence in Vietnamese.'
    },
    guide: {
      title: 'Train on vieCap4H',
      welcome:
        'From the files of the data set to a trained captioner in four steps. You can leave at any step and return later.',
      path: 'Folder for the library',
      action: 'Begin',
      lead: 'You can leave at any step; what is done is kept.',
      done: 'done',
      files: {
        title: 'Files',
        lead: 'The captions of vieCap4H and the folder of their images, or another data set that the import reads. 5% of the images are held out for validation.',
        have: '{images} images, {captions} captions and {pairs} sentence pairs are in the library.',
        captions: 'Caption file',
        captionsHelp: 'train_captions.json of vieCap4H.',
        images: 'Folder of images (optional)',
        imagesHelp: 'Empty if the images are next to the file or in images_train/ or images/.',
        action: 'Import',
        pairs: 'Add sentence pairs (optional)…'
      },
      models: {
        title: 'Models',
        lead: 'An encoder and a Vietnamese GPT-2: download them, or add folders that you have.',
        have: 'In the library: {names}.',
        download: 'Download {name} ({size})',
        add: 'Add from disk…'
      },
      preset: {
        title: 'Preset',
        label: 'Preset',
        lead: 'The presets that fit your models and texts, the best reported one first.',
        later: 'Follows once the files and models are there.',
        all: 'See all settings'
      },
      start: {
        title: 'Start training',
        lead: 'Images and sentences are embedded first, once. Training can be paused and resumed.',
        see: 'See the run',
        caption: 'Caption with it',
        again: 'Train another one'
      }
    }
  },
  vi: {
    photos: {
      title: 'Tạo chú thích cho ảnh của tôi',
      welcome:
        'Chọn một thư mục ảnh để có chú thích tiếng Việt. Ảnh vẫn ở nguyên chỗ và không bị thay đổi.',
      folder: 'Thư mục ảnh',
      folderHelp: 'Chọn, dán đường dẫn, hoặc thả thư mục vào đây trong ứng dụng trên máy tính.',
      action: 'Tiếp tục',
      lead: 'Xem những chú thích đầu tiên trước, quyết định sau.',
      folderStep: 'Ảnh',
      writer: 'Mô hình nào viết chú thích?',
      captioner: {
        title: 'Một mô hình chú thích',
        text: 'Mô hình huấn luyện tại đây, hoặc mô hình bạn có trên đĩa.',
        label: 'Mô hình chú thích',
        none: 'Thư viện này chưa có mô hình chú thích. Hãy thêm từ đĩa, hoặc chọn cách khác.',
        add: 'Thêm mô hình chú thích từ đĩa…'
      },
      endpoint: {
        title: 'Mô hình thị giác tôi đang chạy',
        text: 'Ollama, LM Studio, llama.cpp, vLLM hoặc máy chủ khác tương thích OpenAI. Ảnh được thu nhỏ rồi gửi tới đó.'
      },
      train: {
        title: 'Huấn luyện mô hình trước',
        text: 'Trên vieCap4H hoặc bộ dữ liệu chú thích khác, theo từng bước.',
        action: 'Xem các bước'
      },
      try: 'Tạo chú thích cho {n} ảnh đầu tiên',
      results: 'Những chú thích đầu tiên',
      none: {
        title: 'Những chú thích đầu tiên sẽ hiện ở đây',
        text: 'Hãy chọn mô hình viết, rồi tạo chú thích cho vài ảnh đầu. Không cần đặt gì thêm.'
      },
      allHelp:
        'Thêm ảnh vào thư viện tại chỗ, tạo chú thích cho tất cả, và giữ chú thích làm gợi ý của mô hình cho đến khi bạn duyệt. Bạn có thể xuất bất cứ lúc nào.',
      all: 'Tạo chú thích cho mọi ảnh'
    },
    endpoint: {
      option: 'Mô hình thị giác (máy chủ tương thích OpenAI)',
      url: 'Địa chỉ máy chủ',
      urlHelp: 'Địa chỉ gốc, như http://localhost:11434/v1 với Ollama.',
      look: 'Liệt kê mô hình',
      found: 'Dùng {server} trên máy này',
      noneFound:
        'Không tìm thấy máy chủ nào trên máy này. Hãy khởi động một máy chủ (như Ollama với một mô hình thị giác), hoặc nhập địa chỉ của máy khác.',
      model: 'Mô hình thị giác',
      more: 'Khoá API và câu lệnh',
      key: 'Khoá API (tuỳ chọn)',
      keyHelp: 'Được giữ trong thư mục cài đặt của bạn, không bao giờ trong thư viện.',
      prompt: 'Câu lệnh',
      promptHelp: 'Để trống để yêu cầu một câu tiếng Việt ngắn.'
    },
    guide: {
      title: 'Huấn luyện trên vieCap4H',
      welcome:
        'Từ các tệp của bộ dữ liệu đến một mô hình chú thích qua bốn bước. Có thể dừng ở bất kỳ bước nào rồi quay lại sau.',
      path: 'Thư mục của thư viện',
      action: 'Bắt đầu',
      lead: 'Có thể dừng ở bất kỳ bước nào; phần đã xong được giữ lại.',
      done: 'đã xong',
      files: {
        title: 'Tệp',
        lead: 'Chú thích của vieCap4H và thư mục ảnh, hoặc bộ dữ liệu khác mà phần nhập đọc được. 5% số ảnh được giữ lại để kiểm định.',
        have: 'Thư viện có {images} ảnh, {captions} chú thích và {pairs} cặp câu.',
        captions: 'Tệp chú thích',
        captionsHelp: 'train_captions.json của vieCap4H.',
        images: 'Thư mục ảnh (tuỳ chọn)',
        imagesHelp: 'Để trống nếu ảnh nằm cạnh tệp, hoặc trong images_train/ hay images/.',
        action: 'Nhập',
        pairs: 'Thêm cặp câu (tuỳ chọn)…'
      },
      models: {
        title: 'Mô hình',
        lead: 'Một bộ mã hoá và một GPT-2 tiếng Việt: tải về, hoặc thêm thư mục bạn đã có.',
        have: 'Trong thư viện: {names}.',
        download: 'Tải {name} ({size})',
        add: 'Thêm từ đĩa…'
      },
      preset: {
        title: 'Cấu hình mẫu',
        label: 'Cấu hình mẫu',
        lead: 'Các cấu hình hợp với mô hình và dữ liệu của bạn, cấu hình có kết quả công bố tốt nhất đứng đầu.',
        later: 'Tiếp theo khi đã có tệp và mô hình.',
        all: 'Xem mọi thiết lập'
      },
      start: {
        title: 'Bắt đầu huấn luyện',
        lead: 'Ảnh và câu được tính vector nhúng trước, một lần. Có thể tạm dừng và tiếp tục.',
        see: 'Xem lần huấn luyện',
        caption: 'Tạo chú thích với mô hình này',
        again: 'Huấn luyện mô hình khác'
      }
    }
  }
})
