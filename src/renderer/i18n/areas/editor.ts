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
    more: 'More for caption {n}',
    words: '{n} word | {n} words',
    tokens: '{n} token | {n} tokens',
    tokensHelp: 'The chosen model learns at most {limit} tokens of a caption.',
    tooLong: 'Longer than {limit} tokens: the model cuts it off.',
    tokensOf: 'Tokens of',
    tags: { label: 'Tags', add: 'Add a tag', remove: 'Remove the tag {tag}' },
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
    source: {
      imported: 'Imported',
      person: 'Written here',
      model: 'By {run}',
      someModel: 'a model'
    },
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
    more: 'Thêm cho chú thích {n}',
    words: '{n} từ',
    tokens: '{n} token',
    tokensHelp: 'Mô hình đã chọn học nhiều nhất {limit} token của một chú thích.',
    tooLong: 'Dài quá {limit} token: mô hình sẽ cắt bớt.',
    tokensOf: 'Token của',
    tags: { label: 'Nhãn', add: 'Thêm nhãn', remove: 'Bỏ nhãn {tag}' },
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
    source: {
      imported: 'Nhập vào',
      person: 'Viết tại đây',
      model: 'Do {run}',
      someModel: 'một mô hình'
    },
    conflict: { keepMine: 'Giữ bản của tôi', takeTheirs: 'Lấy bản kia' },
    allDone: 'Mọi ảnh phù hợp bộ lọc đều đã xong.',
    viewer: { label: 'Ảnh', fit: 'Vừa khung', actual: '100 %', failed: 'Không hiển thị được ảnh.' }
  }
})
