/** Errors of import and export as a whole; single records are reported as skipped instead. */
export const importErrors = {
  'file.not-found': {
    en: 'The file or folder {path} does not exist. Check the path.',
    vi: 'Không có tệp hoặc thư mục {path}. Hãy kiểm tra đường dẫn.'
  },
  'file.relative-path': {
    en: 'The path {path} does not say where it begins. Enter the full path, or start at your home folder with ~/, which is {home}.',
    vi: 'Đường dẫn {path} chưa cho biết bắt đầu từ đâu. Hãy nhập đường dẫn đầy đủ, hoặc bắt đầu từ thư mục nhà của bạn bằng ~/, tức là {home}.'
  },
  'file.unreadable': {
    en: 'The file {path} cannot be read: {detail}. Check its permissions.',
    vi: 'Không đọc được tệp {path}: {detail}. Hãy kiểm tra quyền truy cập.'
  },
  'disk.unwritable': {
    en: 'A file could not be written: {detail}. Free some space, then try again.',
    vi: 'Không ghi được một tệp: {detail}. Hãy giải phóng dung lượng rồi thử lại.'
  },
  'file.outside-roots': {
    en: '{path} cannot be read or written: this workbench was started with access only to {roots}. Choose a location inside, or start `viecap serve` with another --root.',
    vi: 'Không được đọc hay ghi {path}: chương trình này chỉ được cấp quyền với {roots}. Hãy chọn vị trí bên trong, hoặc chạy `viecap serve` với --root khác.'
  },
  'file.not-regular': {
    en: '{path} is a folder, a pipe or a device, not a regular file. Choose a file; save the output of a pipe to a file first.',
    vi: '{path} là thư mục, đường ống hoặc thiết bị, không phải tệp thông thường. Hãy chọn một tệp; dữ liệu qua đường ống cần ghi ra tệp trước.'
  },
  'file.too-large': {
    en: 'The file {path} is larger than {megabytes} MB, the limit for such a file. Choose another file, or make it smaller.',
    vi: 'Tệp {path} lớn hơn {megabytes} MB, mức tối đa được đọc với loại tệp này. Hãy chọn tệp khác hoặc làm nó nhỏ lại.'
  },
  'file.not-text': {
    en: 'The file {path} is not text in UTF-8 or UTF-16, so it was not changed. Save it as UTF-8, then try again.',
    vi: 'Tệp {path} không phải văn bản UTF-8 hoặc UTF-16 nên không ghi gì vào đó. Hãy lưu lại dạng UTF-8 rồi ghi lại.'
  },
  'file.unwritable': {
    en: 'The file {path} cannot be written: {detail}. Choose another place or free some space.',
    vi: 'Không ghi được tệp {path}: {detail}. Hãy chọn nơi khác hoặc giải phóng dung lượng.'
  },
  'import.bad-json': {
    en: 'The file {path} is not valid JSON: unexpected “{found}” on line {line}. Correct it, or choose the format of the file. Nothing was imported.',
    vi: 'Tệp {path} không phải JSON hợp lệ: dòng {line} có “{found}” sai vị trí. Hãy sửa, hoặc chọn đúng định dạng của tệp. Chưa nhập gì.'
  },
  'import.cut-short': {
    en: 'The JSON of the file {path} ends unexpectedly on line {line}: the file is truncated, or a quote or bracket is not closed. Get a new copy, or close the quote or bracket. Nothing was imported.',
    vi: 'Tệp {path} kết thúc giữa chừng ở dòng {line}: tệp bị cắt ngang, hoặc có dấu ngoặc chưa đóng. Hãy lấy lại tệp hoặc đóng ngoặc. Chưa nhập gì.'
  },
  'import.empty': {
    en: 'The file {path} is empty. Get a new copy. Nothing was imported.',
    vi: 'Tệp {path} trống. Hãy lấy lại tệp. Chưa nhập gì.'
  },
  'import.not-utf8': {
    en: 'The file {path} is not text in UTF-8 or UTF-16. Save it as UTF-8 and import it again. Nothing was imported.',
    vi: 'Tệp {path} không phải văn bản UTF-8 hoặc UTF-16. Hãy lưu lại dạng UTF-8 rồi nhập lại. Chưa nhập gì.'
  },
  'import.bad-zip': {
    en: 'The zip file {path} cannot be used: {detail}. It may hold one list of captions, such as results.json, or images with their captions. Unpack it and import the folder, or make it anew. Nothing was imported.',
    vi: 'Không dùng được tệp zip {path}: {detail}. Tệp có thể chứa một danh sách chú thích, chẳng hạn results.json, hoặc ảnh kèm chú thích. Hãy giải nén rồi nhập thư mục, hoặc tạo lại tệp. Chưa nhập gì.'
  },
  'import.bad-parquet': {
    en: 'The parquet file {path} cannot be read: {detail}. It may be truncated; get a new copy. Nothing was imported.',
    vi: 'Không đọc được tệp parquet {path}: {detail}. Có thể tệp bị cắt ngang; hãy lấy lại. Chưa nhập gì.'
  },
  'import.bad-tar': {
    en: 'The archive {path} cannot be read: {detail}. It may be truncated; get a new copy. Nothing was imported.',
    vi: 'Không đọc được tệp nén {path}: {detail}. Có thể tệp bị cắt ngang; hãy lấy lại. Chưa nhập gì.'
  },
  'import.no-partner': {
    en: 'Pairs come from two COCO files, but the one in the other language was not found near {path}. Choose it (on the command line: --beside FILE). Nothing was imported.',
    vi: 'Cặp câu lấy từ hai tệp COCO, nhưng không tìm thấy tệp ngôn ngữ kia ở gần {path}. Hãy chọn tệp đó (trên dòng lệnh: --beside TỆP). Chưa nhập gì.'
  },
  'import.no-column': {
    en: 'The table {path} has no column {column}. Its columns are: {found}. Choose the columns to use. Nothing was imported.',
    vi: 'Bảng {path} không có cột {column}. Các cột hiện có: {found}. Hãy chỉ rõ cột cần dùng. Chưa nhập gì.'
  },
  'import.bad-table': {
    en: 'The table {path} cannot be read: {detail}. Look for a quote that is not closed. Nothing was imported.',
    vi: 'Không đọc được bảng {path}: {detail}. Hãy tìm dấu nháy chưa đóng. Chưa nhập gì.'
  },
  'import.bad-xml': {
    en: 'The file {path} is not valid XML: {detail}. It may be truncated; get a new copy. Nothing was imported.',
    vi: 'Tệp {path} không phải XML hợp lệ: {detail}. Có thể tệp bị cắt ngang; hãy lấy lại. Chưa nhập gì.'
  },
  'import.wrong-shape': {
    en: 'The file {path} does not have the structure of the format {format}. Choose the right format, or auto. Nothing was imported.',
    vi: 'Tệp {path} không có cấu trúc của định dạng {format}. Hãy chọn định dạng phù hợp hoặc auto. Chưa nhập gì.'
  },
  'import.unknown-format': {
    en: 'The format of {path} cannot be recognised from its name. Choose the format. Nothing was imported.',
    vi: 'Không nhận ra định dạng của {path} từ tên tệp. Hãy chọn định dạng. Chưa nhập gì.'
  },
  'import.uneven-lines': {
    en: '{path} has {lines} lines and {other} has {otherLines}, so their lines do not match. Get new copies of both files. Nothing was imported.',
    vi: '{path} có {lines} dòng còn {other} có {otherLines} dòng nên các dòng không khớp nhau. Hãy lấy lại cả hai tệp. Chưa nhập gì.'
  },
  'import.embedding-width': {
    en: 'The embeddings in {path} have {found} values each, but those of the chosen model have {width}. Choose the model that made them. Nothing more was imported.',
    vi: 'Mỗi vector nhúng trong {path} có {found} số, còn của mô hình đã chọn là {width}. Hãy chọn đúng mô hình đã tạo ra chúng. Không nhập thêm gì.'
  },
  'import.other-encoder': {
    en: 'The file {path} states that its {table} were not embedded by the model {model} in its current form: these differ: {fields}. Choose the model that made them. Nothing was imported.',
    vi: 'Tệp {path} cho biết phần {table} của nó không do mô hình {model} như hiện nay tạo ra: khác ở {fields}. Hãy chọn đúng mô hình đã tạo ra chúng. Chưa nhập gì.'
  },
  'import.no-encoder': {
    en: 'The encoder that made the embeddings in {path} is not known. Register the model and choose it (on the command line: --encoder NAME). Nothing was imported.',
    vi: 'Chưa biết bộ mã hoá nào đã tạo các vector nhúng trong {path}. Hãy thêm mô hình và chọn nó (trên dòng lệnh: --encoder TÊN). Chưa nhập gì.'
  },
  'export.no-encoder': {
    en: 'Choose the encoder whose embeddings should be written to {path} (on the command line: --encoder NAME).',
    vi: 'Hãy chọn bộ mã hoá có vector nhúng cần ghi vào {path} (trên dòng lệnh: --encoder TÊN).'
  },
  'export.no-embeddings': {
    en: 'The library has no embeddings of the model {name}. Embed its images first (viecap embed, or Embed now on the Models screen).',
    vi: 'Thư viện chưa có vector nhúng của mô hình {name}. Hãy tính vector nhúng trước (viecap embed, hoặc nút Tính ngay trên màn hình Mô hình).'
  },
  'import.incomplete': {
    en: 'Not all of {path} was imported: {where} ("{what}") was skipped: {reason}{detail}. The report lists all skipped records; fix them and import again.',
    vi: 'Chưa nhập hết {path}: {where} ("{what}") bị bỏ qua vì lý do: {reason}{detail}. Báo cáo liệt kê mọi bản ghi bị bỏ qua; hãy sửa rồi nhập lại.'
  },
  'import.nothing-usable': {
    en: 'Nothing in {path} could be imported: all {count} records were skipped, the first one ({where}, "{what}") because: {reason}{detail}. Check the file and its image folder.',
    vi: 'Không nhập được gì từ {path}: cả {count} bản ghi đều bị bỏ qua, bản ghi đầu tiên ({where}, "{what}") vì: {reason}{detail}. Hãy kiểm tra tệp và thư mục ảnh.'
  }
} as const
