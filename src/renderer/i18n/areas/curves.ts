import { defineWords } from '../define-words'

export const curveWords = defineWords({
  en: {
    export: 'Export curves…',
    title: 'Export the curves of {name}',
    format: 'Format',
    formats: { csv: 'CSV', jsonl: 'JSON Lines', tfevents: 'TensorBoard' },
    about: {
      csv: 'A table with a row for each step and a column for each curve.',
      jsonl: 'A line for each step: a JSON object with the values that it has.',
      tfevents:
        'A folder with an event file. While a run trains, its folder in the library has one already.'
    },
    file: 'Output file',
    folder: 'Output folder',
    done: 'Wrote {file}.'
  },
  vi: {
    export: 'Xuất đường cong…',
    title: 'Xuất các đường cong của {name}',
    format: 'Định dạng',
    formats: { csv: 'CSV', jsonl: 'JSON Lines', tfevents: 'TensorBoard' },
    about: {
      csv: 'Một bảng: mỗi bước một dòng, mỗi đường cong một cột.',
      jsonl: 'Mỗi bước một dòng: một đối tượng JSON với các giá trị của bước đó.',
      tfevents:
        'Một thư mục chứa tệp sự kiện. Khi đang huấn luyện, thư mục của lần huấn luyện trong thư viện đã có sẵn một tệp như vậy.'
    },
    file: 'Tệp xuất',
    folder: 'Thư mục xuất',
    done: 'Đã ghi {file}.'
  }
})
