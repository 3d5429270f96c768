/** Errors of import and export as a whole; single records are reported as skipped instead. */
export const importErrors = {
  'file.not-found': {
    en: 'There is no file or folder {path}. Check the path.',
    vi: 'Không có tệp hoặc thư mục {path}. Hãy kiểm tra đường dẫn.'
  },
  'file.unreadable': {
    en: 'The file {path} cannot be read: {detail}. Check its permissions.',
    vi: 'Không đọc được tệp {path}: {detail}. Hãy kiểm tra quyền truy cập.'
  },
  'file.unwritable': {
    en: 'The file {path} cannot be written: {detail}. Choose another place or free some space.',
    vi: 'Không ghi được tệp {path}: {detail}. Hãy chọn nơi khác hoặc giải phóng dung lượng.'
  },
  'import.bad-json': {
    en: 'The file {path} is not valid JSON: {detail}. It may have been cut short; get it again. Nothing was imported.',
    vi: 'Tệp {path} không phải JSON hợp lệ: {detail}. Có thể tệp bị cắt ngang; hãy lấy lại. Chưa nhập gì.'
  },
  'import.empty': {
    en: 'The file {path} is empty. Get it again. Nothing was imported.',
    vi: 'Tệp {path} trống. Hãy lấy lại tệp. Chưa nhập gì.'
  },
  'import.not-utf8': {
    en: 'The file {path} is not text in UTF-8 or UTF-16. Save it as UTF-8 and import it again. Nothing was imported.',
    vi: 'Tệp {path} không phải văn bản UTF-8 hoặc UTF-16. Hãy lưu lại dạng UTF-8 rồi nhập lại. Chưa nhập gì.'
  },
  'import.bad-zip': {
    en: 'The zip file {path} cannot be used: {detail}. It has to hold one JSON file, such as results.json. Nothing was imported.',
    vi: 'Không dùng được tệp zip {path}: {detail}. Tệp phải chứa đúng một tệp JSON, chẳng hạn results.json. Chưa nhập gì.'
  },
  'import.no-column': {
    en: 'The table {path} has no column {column}. Its columns are: {found}. Name the columns that hold it. Nothing was imported.',
    vi: 'Bảng {path} không có cột {column}. Các cột hiện có: {found}. Hãy chỉ rõ cột cần dùng. Chưa nhập gì.'
  },
  'import.bad-table': {
    en: 'The table {path} cannot be read: {detail}. Look for a quote that is never closed. Nothing was imported.',
    vi: 'Không đọc được bảng {path}: {detail}. Hãy tìm dấu nháy chưa đóng. Chưa nhập gì.'
  },
  'import.bad-xml': {
    en: 'The file {path} is not valid XML: {detail}. It may have been cut short; get it again. Nothing was imported.',
    vi: 'Tệp {path} không phải XML hợp lệ: {detail}. Có thể tệp bị cắt ngang; hãy lấy lại. Chưa nhập gì.'
  },
  'import.wrong-shape': {
    en: 'The file {path} does not have the shape of the format {format}. Choose the format that fits, or auto. Nothing was imported.',
    vi: 'Tệp {path} không có cấu trúc của định dạng {format}. Hãy chọn định dạng phù hợp hoặc auto. Chưa nhập gì.'
  },
  'import.unknown-format': {
    en: 'It cannot be told from its name what {path} holds. Name the format. Nothing was imported.',
    vi: 'Không biết {path} chứa gì từ tên tệp. Hãy chỉ rõ định dạng. Chưa nhập gì.'
  },
  'import.uneven-lines': {
    en: '{path} has {lines} lines and {other} has {otherLines}, so their lines do not belong together. Get both files again. Nothing was imported.',
    vi: '{path} có {lines} dòng còn {other} có {otherLines} dòng nên các dòng không khớp nhau. Hãy lấy lại cả hai tệp. Chưa nhập gì.'
  },
  'import.embedding-width': {
    en: 'The embeddings of {path} have {found} numbers each, and those of the chosen model {width}. Choose the model that made them. Nothing more was imported.',
    vi: 'Mỗi embedding trong {path} có {found} số, còn của mô hình đã chọn là {width}. Hãy chọn đúng mô hình đã tạo ra chúng. Không nhập thêm gì.'
  },
  'import.no-encoder': {
    en: 'It is not said which CLIP model made the embeddings of {path}. Register the model and choose it (on the command line: --encoder NAME). Nothing was imported.',
    vi: 'Chưa biết mô hình CLIP nào đã tạo các embedding trong {path}. Hãy thêm mô hình và chọn nó (trên dòng lệnh: --encoder TÊN). Chưa nhập gì.'
  },
  'export.no-encoder': {
    en: 'It is not said whose embeddings are to be written to {path}. Choose a CLIP model (on the command line: --encoder NAME).',
    vi: 'Chưa biết cần ghi embedding của mô hình nào vào {path}. Hãy chọn một mô hình CLIP (trên dòng lệnh: --encoder TÊN).'
  },
  'export.no-embeddings': {
    en: 'The library has no embeddings of the model {name}. Embed its pictures first (viecap embed, or Embed now on the Models screen).',
    vi: 'Thư viện chưa có embedding của mô hình {name}. Hãy tính embedding trước (viecap embed, hoặc nút tính trên màn hình Mô hình).'
  },
  'import.incomplete': {
    en: 'Not all of {path} was imported: {where} ("{what}") was passed over for this reason: {reason}. The report lists every such record; mend them and import again.',
    vi: 'Chưa nhập hết {path}: {where} ("{what}") bị bỏ qua vì lý do: {reason}. Báo cáo liệt kê mọi bản ghi như vậy; hãy sửa rồi nhập lại.'
  },
  'import.nothing-usable': {
    en: 'Nothing in {path} can be imported: all {count} records were passed over, the first ({where}, "{what}") for this reason: {reason}. Check the file and the folder of its pictures.',
    vi: 'Không nhập được gì từ {path}: cả {count} bản ghi đều bị bỏ qua, bản ghi đầu ({where}, "{what}") vì lý do: {reason}. Hãy kiểm tra tệp và thư mục ảnh.'
  }
} as const
