import { defineWords } from '../define-words'

export const editorWords = defineWords({
  en: {
    label: 'Caption editor',
    caption: 'Caption {n}',
    placeholder: 'Write what the picture shows, in Vietnamese',
    add: 'Add caption',
    remove: 'Delete caption {n}',
    previous: 'Previous image',
    next: 'Next image',
    nextUndone: 'Next undone image',
    back: 'Back to the grid',
    acceptNext: 'Accept and next',
    skip: 'Skip',
    position: '{index} of {total}',
    status: {
      label: 'Status of caption {n}',
      draft: 'Draft',
      accepted: 'Accepted',
      rejected: 'Rejected',
      skipped: 'Skipped'
    },
    mark: { saved: 'Saved', unsaved: 'Not saved yet', saving: 'Saving…', error: 'Not saved' },
    source: { imported: 'Imported', person: 'Written here', model: 'By {run}' },
    conflict: { keepMine: 'Keep my text', takeTheirs: 'Take the other text' },
    allDone: 'Every image that fits the filter is done.',
    viewer: {
      label: 'Picture',
      fit: 'Fit',
      actual: '100 %',
      failed: 'The picture cannot be shown.'
    }
  },
  vi: {
    label: 'Soạn chú thích',
    caption: 'Chú thích {n}',
    placeholder: 'Viết nội dung bức ảnh bằng tiếng Việt',
    add: 'Thêm chú thích',
    remove: 'Xoá chú thích {n}',
    previous: 'Ảnh trước',
    next: 'Ảnh sau',
    nextUndone: 'Ảnh chưa xong kế tiếp',
    back: 'Về lưới ảnh',
    acceptNext: 'Duyệt và sang ảnh sau',
    skip: 'Bỏ qua',
    position: '{index} trong {total}',
    status: {
      label: 'Trạng thái của chú thích {n}',
      draft: 'Nháp',
      accepted: 'Duyệt',
      rejected: 'Loại',
      skipped: 'Bỏ qua'
    },
    mark: { saved: 'Đã lưu', unsaved: 'Chưa lưu', saving: 'Đang lưu…', error: 'Lưu không được' },
    source: { imported: 'Nhập vào', person: 'Viết tại đây', model: 'Do {run}' },
    conflict: { keepMine: 'Giữ bản của tôi', takeTheirs: 'Lấy bản kia' },
    allDone: 'Mọi ảnh phù hợp bộ lọc đều đã xong.',
    viewer: { label: 'Ảnh', fit: 'Vừa khung', actual: '100 %', failed: 'Không hiển thị được ảnh.' }
  }
})
