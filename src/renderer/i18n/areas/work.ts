import { defineWords } from '../define-words'

export const workWords = defineWords({
  en: {
    title: 'My work',
    note: '{open} open, {done} done',
    yours: 'Images given to you',
    none: 'Nothing is given to you',
    noneHelp: 'A reviewer splits images among people by work lists. What is yours appears here.',
    alone: 'Work lists are for the people of a server',
    aloneHelp: 'They split images among several people who log in to one library.',
    continue: 'Continue',
    show: 'Show in the library',
    nextMine: 'Next of mine',
    allDone: 'Nothing else is open for you.',
    columns: {
      list: 'Work list',
      person: 'Person',
      open: 'Open',
      done: 'Done',
      skipped: 'Left to others',
      progress: 'Progress',
      perHour: 'Per hour',
      perHourHelp: 'Images in an hour of work, by the median time between two, without breaks',
      expectedEnd: 'Expected end'
    },
    image: {
      open: 'Given to you',
      done: 'Given to you: done',
      skipped: 'You left this image to others',
      markDone: 'Mark as done',
      markOpen: 'Not done yet',
      leave: 'Leave it to others'
    },
    lists: {
      title: 'Work lists',
      new: 'New work list…',
      none: 'No work lists yet.',
      closed: 'Closed',
      facts: '{n} image | {n} images',
      by: 'by {name}',
      filter: 'Filter: {filter}',
      pool: '{n} image waits, since everybody of the list has left it to others. Give it to somebody else. | {n} images wait, since everybody of the list has left them to others. Give them to somebody else.',
      reassign: 'Give to others…',
      close: 'Close list',
      reopen: 'Reopen list',
      progress: 'Progress of “{name}”'
    },
    create: {
      title: 'New work list',
      lead: 'Splits the images of a filter among people. The same seed splits in the same way.',
      name: 'Name',
      filter: 'Filter',
      filterHelp: 'As in the library; empty for all images.',
      people: 'People',
      images: 'Number of images for {name}',
      evenly: 'evenly',
      numbersHelp: 'Without a number, images are split evenly.',
      overlap: 'Images that several people get',
      overlapHelp: 'The rest goes to one person each.',
      overlapAll: 'All images go to several people',
      overlapPeople: 'People for each of them',
      everybody: 'everybody',
      seed: 'Seed',
      action: 'Split images'
    },
    reassign: {
      title: 'Give “{name}” to others',
      lead: 'What is done stays; what is open is split anew.',
      from: 'Open images of',
      to: 'Go to',
      action: 'Give to others'
    },
    presence: {
      label: 'In this library',
      at: '{name}: {place}',
      sameImage: '{names} is also at this image | {names} are also at this image',
      more: 'and {n} more'
    }
  },
  vi: {
    title: 'Việc của tôi',
    note: '{open} chưa làm, {done} đã xong',
    yours: 'Ảnh được giao cho bạn',
    none: 'Bạn chưa được giao ảnh nào',
    noneHelp:
      'Người rà soát chia ảnh cho mọi người bằng danh sách công việc. Phần của bạn sẽ hiện ở đây.',
    alone: 'Danh sách công việc dành cho người dùng của máy chủ',
    aloneHelp: 'Nó chia ảnh cho nhiều người cùng đăng nhập vào một thư viện.',
    continue: 'Làm tiếp',
    show: 'Xem trong thư viện',
    nextMine: 'Ảnh tiếp theo của tôi',
    allDone: 'Bạn không còn ảnh nào phải làm.',
    columns: {
      list: 'Danh sách công việc',
      person: 'Người',
      open: 'Chưa làm',
      done: 'Đã xong',
      skipped: 'Đã nhường',
      progress: 'Tiến độ',
      perHour: 'Mỗi giờ',
      perHourHelp:
        'Số ảnh trong một giờ làm việc, theo trung vị thời gian giữa hai ảnh, không tính lúc nghỉ',
      expectedEnd: 'Dự kiến xong'
    },
    image: {
      open: 'Ảnh được giao cho bạn',
      done: 'Ảnh được giao cho bạn: đã xong',
      skipped: 'Bạn đã nhường ảnh này cho người khác',
      markDone: 'Đánh dấu đã xong',
      markOpen: 'Chưa xong',
      leave: 'Nhường cho người khác'
    },
    lists: {
      title: 'Danh sách công việc',
      new: 'Danh sách mới…',
      none: 'Chưa có danh sách công việc nào.',
      closed: 'Đã đóng',
      facts: '{n} ảnh',
      by: 'do {name} lập',
      filter: 'Bộ lọc: {filter}',
      pool: '{n} ảnh đang chờ vì ai trong danh sách cũng đã nhường. Hãy giao cho người khác.',
      reassign: 'Giao cho người khác…',
      close: 'Đóng danh sách',
      reopen: 'Mở lại danh sách',
      progress: 'Tiến độ của “{name}”'
    },
    create: {
      title: 'Danh sách công việc mới',
      lead: 'Chia các ảnh của một bộ lọc cho mọi người. Cùng một seed thì chia giống nhau.',
      name: 'Tên',
      filter: 'Bộ lọc',
      filterHelp: 'Như trong thư viện; để trống là mọi ảnh.',
      people: 'Người làm',
      images: 'Số ảnh cho {name}',
      evenly: 'chia đều',
      numbersHelp: 'Không ghi số thì ảnh được chia đều.',
      overlap: 'Số ảnh giao cho nhiều người',
      overlapHelp: 'Mỗi ảnh còn lại giao cho một người.',
      overlapAll: 'Mọi ảnh đều giao cho nhiều người',
      overlapPeople: 'Số người cho mỗi ảnh đó',
      everybody: 'tất cả',
      seed: 'Seed',
      action: 'Chia ảnh'
    },
    reassign: {
      title: 'Giao “{name}” cho người khác',
      lead: 'Phần đã xong giữ nguyên; phần chưa làm được chia lại.',
      from: 'Ảnh chưa làm của',
      to: 'Giao cho',
      action: 'Giao cho người khác'
    },
    presence: {
      label: 'Đang ở trong thư viện này',
      at: '{name}: {place}',
      sameImage: '{names} cũng đang ở ảnh này',
      more: 'và {n} người khác'
    }
  }
})
