import { defineWords } from '../define-words'

export const similarWords = defineWords({
  en: {
    like: 'Find similar images',
    order: 'Sorted by similarity',
    note: 'Up to 1,000 of the most similar images, compared by {model}. Describe images in English, or in Vietnamese where the encoder reads it (MetaCLIP 2, SigLIP 2).',
    help: 'The number on each image is the cosine of its embedding with that of the text or image: 1 is the same. With a text, 0.3 is already much.',
    similarity: 'Similarity (cosine): {value}',
    missing:
      '{n} image has no embedding yet and cannot be found. | {n} images have no embedding yet and cannot be found.',
    embed: 'Embed the images',
    toModels: 'Add an encoder',
    map: {
      title: 'Map of the images',
      show: 'Show the images as a map',
      label: 'Map of {n} images; arrow keys go from image to image',
      method: 'Layout',
      methods: { pca: 'PCA', umap: 'UMAP' },
      by: 'Colour by',
      colours: {
        state: 'State',
        split: 'Split',
        source: 'Written by',
        annotator: 'Last changed by',
        loss: 'Loss in an evaluation'
      },
      evaluation: 'Evaluation',
      unknown: 'Unknown',
      legend: 'Colours',
      all: '{n} image | {n} images',
      some: '{n} of {total} images, taken evenly',
      umapRuns: 'UMAP is being computed',
      refresh: 'Update the map',
      larger: 'Zoom in',
      smaller: 'Zoom out',
      fit: 'Show the whole map',
      help: 'Images that look alike to the encoder are near each other. Draw around points to select them, with Ctrl in addition; Shift and drag moves the map, the wheel zooms. Keys: arrows, Space selects, Enter opens.'
    }
  },
  vi: {
    like: 'Tìm ảnh tương tự',
    order: 'Theo độ tương tự',
    note: 'Tối đa 1.000 ảnh giống nhất, so sánh bằng {model}. Hãy mô tả ảnh bằng tiếng Anh, hoặc tiếng Việt nếu bộ mã hoá đọc được (MetaCLIP 2, SigLIP 2).',
    help: 'Con số trên mỗi ảnh là cosin giữa vector nhúng của ảnh và của câu hoặc ảnh đã cho: 1 là giống hệt. Với câu chữ, 0,3 đã là nhiều.',
    similarity: 'Độ tương tự (cosin): {value}',
    missing: '{n} ảnh chưa có vector nhúng (embedding) nên không tìm được.',
    embed: 'Nhúng ảnh',
    toModels: 'Thêm bộ mã hoá',
    map: {
      title: 'Bản đồ ảnh',
      show: 'Hiện ảnh dưới dạng bản đồ',
      label: 'Bản đồ gồm {n} ảnh; dùng phím mũi tên để đi từ ảnh này sang ảnh khác',
      method: 'Cách sắp xếp',
      methods: { pca: 'PCA', umap: 'UMAP' },
      by: 'Tô màu theo',
      colours: {
        state: 'Trạng thái',
        split: 'Tập',
        source: 'Người viết',
        annotator: 'Người sửa cuối',
        loss: 'Loss trong một lần đánh giá'
      },
      evaluation: 'Lần đánh giá',
      unknown: 'Chưa rõ',
      legend: 'Màu',
      all: '{n} ảnh',
      some: '{n} trên {total} ảnh, lấy đều',
      umapRuns: 'Đang tính UMAP',
      refresh: 'Cập nhật bản đồ',
      larger: 'Phóng to',
      smaller: 'Thu nhỏ',
      fit: 'Hiện toàn bộ bản đồ',
      help: 'Những ảnh mà bộ mã hoá thấy giống nhau nằm gần nhau. Vẽ một đường bao quanh các điểm để chọn, giữ Ctrl để chọn thêm; giữ Shift và kéo để dời bản đồ, lăn chuột để phóng to. Phím: mũi tên, dấu cách để chọn, Enter để mở.'
    }
  }
})
