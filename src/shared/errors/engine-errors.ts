/** Errors of the engine: devices, training, captioning. */
export const engineErrors = {
  'engine.died': {
    en: 'The engine process stopped ({detail}). The job was interrupted; start it again to go on from the last checkpoint.',
    vi: 'Tiến trình máy học đã dừng ({detail}). Công việc bị gián đoạn; hãy chạy lại để tiếp tục từ điểm lưu gần nhất.'
  },
  'engine.out-of-memory': {
    en: 'The engine process was ended ({detail}), most likely because memory ran out. The job was interrupted; close other programs and start it again to go on from the last checkpoint. A run needs less with a smaller batchSize and a larger accumulate.',
    vi: 'Tiến trình máy học bị dừng ({detail}), nhiều khả năng do hết bộ nhớ. Công việc bị gián đoạn; hãy đóng chương trình khác rồi chạy lại để tiếp tục từ điểm lưu gần nhất. Lượt chạy cần ít bộ nhớ hơn khi batchSize nhỏ hơn và accumulate lớn hơn.'
  },
  'engine.cancelled': {
    en: 'The work was cancelled.',
    vi: 'Công việc đã bị huỷ.'
  },
  'engine.device-unavailable': {
    en: 'The device {device} cannot be used: {detail}. Choose another device, or auto.',
    vi: 'Không dùng được thiết bị {device}: {detail}. Hãy chọn thiết bị khác hoặc auto.'
  },
  'picture.unreadable': {
    en: 'The picture {path} cannot be read: {detail}.',
    vi: 'Không đọc được ảnh {path}: {detail}.'
  },
  'train.no-examples': {
    en: 'The run has nothing to train on: no caption or pair of its split is admitted, or none could be used. Choose other data, or raise captionRepeat or pairRepeat above 0.',
    vi: 'Không có gì để huấn luyện: không có chú thích hay cặp câu nào của tập đã chọn dùng được. Hãy chọn dữ liệu khác, hoặc đặt captionRepeat hay pairRepeat lớn hơn 0.'
  },
  'train.same-split': {
    en: 'The run would be validated on what it trains on: trainSplit and validationSplit are both {split}. Choose another split for one of them.',
    vi: 'Lượt chạy sẽ kiểm định trên chính dữ liệu huấn luyện: trainSplit và validationSplit đều là {split}. Hãy chọn tập khác cho một trong hai.'
  },
  'train.no-bleu': {
    en: 'earlyStop is bleu, but BLEU will not be computed: the split {split} has no picture with a caption, or validationPictures is 0. Set earlyStop to valLoss or off, or add validation pictures.',
    vi: 'earlyStop là bleu nhưng BLEU sẽ không được tính: tập {split} không có ảnh có chú thích, hoặc validationPictures là 0. Hãy đặt earlyStop là valLoss hoặc off, hoặc thêm ảnh kiểm định.'
  },
  'train.no-validation': {
    en: 'earlyStop is valLoss, but the split {split} has nothing to validate with. Put pictures or pairs into it, or set earlyStop to off.',
    vi: 'earlyStop là valLoss nhưng tập {split} không có gì để kiểm định. Hãy đưa ảnh hoặc cặp câu vào tập đó, hoặc đặt earlyStop là off.'
  },
  'run.checkpoint-needed': {
    en: 'The checkpoint of step {step} is the newest of {run}, which needs it to go on. Delete an older one, or finish the run first.',
    vi: 'Điểm lưu của bước {step} là mới nhất của {run} và cần để chạy tiếp. Hãy xoá điểm cũ hơn, hoặc cho lượt chạy xong trước.'
  },
  'train.batch-too-large': {
    en: 'A step takes {batch} examples (batchSize times accumulate), but an epoch has only {examples}. Choose a smaller batchSize or accumulate.',
    vi: 'Một bước cần {batch} ví dụ (batchSize nhân accumulate) nhưng một epoch chỉ có {examples}. Hãy chọn batchSize hoặc accumulate nhỏ hơn.'
  },
  'train.loss-not-finite': {
    en: 'The loss of step {step} (epoch {epoch}, batch {batch}) is not a number. The last checkpoint is kept; lower learningRate and start again.',
    vi: 'Giá trị mất mát ở bước {step} (epoch {epoch}, lô {batch}) không phải là số. Điểm lưu gần nhất vẫn còn; hãy giảm learningRate rồi chạy lại.'
  },
  'train.half-overflow': {
    en: 'Half precision overflowed at step {step}, however little the loss was scaled up. The last checkpoint is kept; set precision to float32 and start again.',
    vi: 'Độ chính xác một nửa bị tràn số ở bước {step}, dù hệ số của giá trị mất mát đã hạ hết mức. Điểm lưu gần nhất vẫn còn; hãy đặt precision là float32 rồi chạy lại.'
  },
  'train.no-half': {
    en: 'precision is float16, but the device {device} cannot compute in half precision. Set precision to float32, or choose a device that can: Settings and viecap doctor list them.',
    vi: 'precision là float16 nhưng thiết bị {device} không tính được ở độ chính xác một nửa. Hãy đặt precision là float32, hoặc chọn thiết bị khác: Cài đặt và viecap doctor liệt kê các thiết bị.'
  },
  'train.table-too-large': {
    en: "The token table of this GPT-2 takes {megabytes} MB, but the graphics card's largest tensor is {most} MB. Choose the device cpu or cuda for this run, or another GPT-2.",
    vi: 'Bảng token của GPT-2 này chiếm {megabytes} MB, nhưng tensor lớn nhất của card đồ hoạ là {most} MB. Hãy chọn thiết bị cpu hoặc cuda cho lượt chạy này, hoặc GPT-2 khác.'
  },
  'train.no-memory': {
    en: 'The state of the run needs {gigabytes} GB of memory, which this machine cannot give. Close other programs, or set gptTraining to lora or frozen.',
    vi: 'Trạng thái của lượt chạy cần {gigabytes} GB bộ nhớ mà máy này không có. Hãy đóng chương trình khác, hoặc đặt gptTraining là lora hay frozen.'
  },
  'train.out-of-memory': {
    en: 'Memory ran out, and smaller batches did not help. The last checkpoint is kept; close other programs and resume the run, or start one with a lower maxCaptionTokens or with gptTraining lora or frozen.',
    vi: 'Hết bộ nhớ và lô nhỏ hơn cũng không đủ. Điểm lưu gần nhất vẫn còn; hãy đóng chương trình khác rồi tiếp tục, hoặc bắt đầu lượt mới với maxCaptionTokens thấp hơn hay gptTraining là lora hoặc frozen.'
  },
  'train.checkpoint-unwritable': {
    en: 'The checkpoint of step {step} could not be written to {path}: {detail}. The one before it is kept; free some space and resume the run.',
    vi: 'Không ghi được điểm lưu của bước {step} vào {path}: {detail}. Điểm lưu trước đó vẫn còn; hãy giải phóng dung lượng rồi tiếp tục lượt chạy.'
  },
  'decode.stop-text': {
    en: 'stopText is "{text}", which is no single token of this model. Choose a text that is, such as ".", or leave it empty.',
    vi: 'stopText là "{text}", không phải một token đơn của mô hình này. Hãy chọn chữ khác, ví dụ ".", hoặc để trống.'
  },
  'train.start-mismatch': {
    en: 'The captioner {name} to start from has {setting} {found}, but the run has {wanted}. Set {setting} to {found}, or start from another one.',
    vi: 'Mô hình {name} để bắt đầu có {setting} là {found}, nhưng lượt chạy đặt {wanted}. Hãy đặt {setting} là {found} hoặc chọn mô hình khác.'
  },
  'evaluate.no-pictures': {
    en: 'The split {split} has no picture with a caption by people. Choose another split, or write some.',
    vi: 'Tập {split} không có ảnh nào được người chú thích. Hãy chọn tập khác hoặc viết chú thích.'
  },
  'evaluate.none-read': {
    en: 'None of the {count} pictures of the split {split} could be read. See that their files are where the library knows them.',
    vi: 'Không đọc được ảnh nào trong {count} ảnh của tập {split}. Hãy kiểm tra các tệp ảnh còn ở chỗ cũ.'
  },
  'evaluate.not-kept': {
    en: 'The evaluation {id} kept no more than its scores, since an older version made it. Evaluate the model again to go through its pictures.',
    vi: 'Lần đánh giá {id} chỉ giữ điểm số vì do phiên bản cũ tạo ra. Hãy đánh giá lại mô hình để xem từng ảnh.'
  },
  'evaluate.nothing-shared': {
    en: 'These evaluations have no picture in common that still has a caption by people. Evaluate the models on the same split.',
    vi: 'Các lần đánh giá này không có ảnh chung nào còn chú thích của người. Hãy đánh giá các mô hình trên cùng một tập.'
  },
  'export.folder-not-empty': {
    en: 'The folder {path} holds something already. Name a new folder for the model.',
    vi: 'Thư mục {path} đã có nội dung. Hãy đặt tên thư mục mới cho mô hình.'
  },
  'run.no-checkpoint': {
    en: 'The run {run} has no checkpoint {which}. Let it finish an epoch first, or choose another checkpoint.',
    vi: 'Lượt chạy {run} không có điểm lưu {which}. Hãy để nó xong một epoch, hoặc chọn điểm lưu khác.'
  },
  'run.no-bundle': {
    en: 'The folder {path} holds no run that has taken its data: inputs/config.json is not there. Name a folder of runs/ whose run has begun.',
    vi: 'Thư mục {path} không có lượt chạy đã lấy dữ liệu: thiếu inputs/config.json. Hãy chỉ tới một thư mục trong runs/ mà lượt chạy đã bắt đầu.'
  },
  'run.not-frozen': {
    en: 'The run {run} has not taken its data yet. Look again once it has begun.',
    vi: 'Lượt chạy {run} chưa lấy dữ liệu. Hãy xem lại khi nó đã bắt đầu.'
  }
} as const
