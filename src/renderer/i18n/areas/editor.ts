import { defineWords } from '../define-words'

export const editorWords = defineWords({
  en: {
    label: 'Caption editor',
    caption: 'Caption {n}',
    placeholder: 'Describe the image in Vietnamese',
    add: 'Add caption',
    remove: 'Delete caption {n}',
    previous: 'Previous image',
    next: 'Next image',
    nextUndone: 'Next unfinished image',
    back: 'Back to the grid',
    more: 'More actions for caption {n}',
    words: '{n} word | {n} words',
    tokens: '{n} token | {n} tokens',
    tokensHelp: 'The chosen model is trained on at most {limit} tokens of a caption.',
    tooLong: 'Longer than {limit} tokens: the rest is cut off in training.',
    tokensOf: 'Count tokens with',
    tags: { label: 'Tags', add: 'Add a tag', remove: 'Remove the tag {tag}' },
    notes: {
      label: 'Notes on caption {n}',
      text: 'New note on caption {n}',
      placeholder: 'What should be changed?',
      add: 'Add note',
      sendBack: 'Send back with note',
      resolve: 'Resolve',
      reopen: 'Reopen',
      resolved: '{n} resolved note | {n} resolved notes'
    },
    acceptNext: 'Accept and next',
    saveNext: 'Save and next',
    skip: 'Skip',
    position: '{index} of {total}',
    status: {
      label: 'Status of caption {n}',
      draft: 'Draft',
      accepted: 'Accepted',
      rejected: 'Rejected',
      skipped: 'Skipped'
    },
    mark: { saved: 'Saved', unsaved: 'Unsaved changes', saving: 'Saving…', error: 'Not saved' },
    segmentation: 'Segmented',
    source: {
      imported: 'Imported',
      importedBy: 'Imported, by {author}',
      person: 'Written here',
      model: 'By {run}',
      someModel: 'a model'
    },
    changedBy: '{name} has changed this caption.',
    conflict: {
      by: '{name} has changed this caption while you were editing it. Marked is what the other text changes in yours.',
      lead: 'This text was changed elsewhere while you were editing it. Marked is what the other text changes in yours.',
      removed: 'This caption was deleted elsewhere while you were editing it.',
      keepMine: 'Keep my text',
      takeTheirs: 'Use the other text',
      merge: 'Merge both',
      giveUp: 'Discard my text'
    },
    outside: 'This image does not match the filter.',
    outsideAction: 'This image is not in the list. Go to another one, or change the filter.',
    allDone: 'All images that match the filter are done.',
    viewer: {
      label: 'Image',
      fit: 'Fit',
      actual: '100%',
      failed: 'The image cannot be shown.'
    }
  },
  vi: {
    label: 'Trình soạn chú thích',
    caption: 'Chú thích {n}',
    placeholder: 'Mô tả ảnh bằng tiếng Việt',
    add: 'Thêm chú thích',
    remove: 'Xoá chú thích {n}',
    previous: 'Ảnh trước',
    next: 'Ảnh sau',
    nextUndone: 'Ảnh chưa xong kế tiếp',
    back: 'Về lưới ảnh',
    more: 'Thao tác khác cho chú thích {n}',
    words: '{n} từ',
    tokens: '{n} token',
    tokensHelp: 'Mô hình đã chọn chỉ học tối đa {limit} token của mỗi chú thích.',
    tooLong: 'Dài quá {limit} token: phần thừa bị cắt khi huấn luyện.',
    tokensOf: 'Đếm token theo',
    tags: { label: 'Nhãn', add: 'Thêm nhãn', remove: 'Bỏ nhãn {tag}' },
    notes: {
      label: 'Ghi chú về chú thích {n}',
      text: 'Ghi chú mới về chú thích {n}',
      placeholder: 'Cần sửa điều gì?',
      add: 'Thêm ghi chú',
      sendBack: 'Gửi trả kèm ghi chú',
      resolve: 'Đóng ghi chú',
      reopen: 'Mở lại',
      resolved: '{n} ghi chú đã đóng'
    },
    acceptNext: 'Duyệt và sang ảnh sau',
    saveNext: 'Lưu và sang ảnh sau',
    skip: 'Bỏ qua',
    position: '{index} / {total}',
    status: {
      label: 'Trạng thái của chú thích {n}',
      draft: 'Bản nháp',
      accepted: 'Đã duyệt',
      rejected: 'Bị từ chối',
      skipped: 'Bỏ qua'
    },
    mark: { saved: 'Đã lưu', unsaved: 'Chưa lưu', saving: 'Đang lưu…', error: 'Không lưu được' },
    segmentation: 'Đã tách từ',
    source: {
      imported: 'Nhập vào',
      importedBy: 'Nhập vào, của {author}',
      person: 'Viết tại đây',
      model: 'Do {run}',
      someModel: 'một mô hình'
    },
    changedBy: '{name} đã sửa chú thích này.',
    conflict: {
      by: '{name} đã sửa chú thích này trong khi bạn đang sửa. Chỗ đánh dấu là những gì nội dung kia thay đổi so với của bạn.',
      lead: 'Nội dung này đã được sửa ở nơi khác trong khi bạn đang sửa. Chỗ đánh dấu là những gì nội dung kia thay đổi so với của bạn.',
      removed: 'Chú thích này đã bị xoá ở nơi khác trong khi bạn đang sửa.',
      keepMine: 'Giữ nội dung của tôi',
      takeTheirs: 'Dùng nội dung kia',
      merge: 'Gộp cả hai',
      giveUp: 'Bỏ nội dung của tôi'
    },
    outside: 'Ảnh này không phù hợp bộ lọc.',
    outsideAction: 'Ảnh này không có trong danh sách. Hãy sang ảnh khác hoặc đổi bộ lọc.',
    allDone: 'Mọi ảnh phù hợp bộ lọc đều đã xong.',
    viewer: { label: 'Ảnh', fit: 'Vừa khung', actual: '100%', failed: 'Không hiển thị được ảnh.' }
  }
})
