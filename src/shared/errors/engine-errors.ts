/** Errors of the engine: devices, training, captioning. */
export const engineErrors = {
  'engine.died': {
    en: 'The engine process stopped ({detail}). The job was interrupted; resume it to continue from the last checkpoint.',
    vi: 'Tiến trình tính toán đã dừng ({detail}). Công việc bị gián đoạn; hãy chạy tiếp từ checkpoint gần nhất.'
  },
  'engine.out-of-memory': {
    en: 'The engine process was killed ({detail}), most likely because memory ran out. The job was interrupted; close other programs and resume it to continue from the last checkpoint. A run needs less memory with a smaller batchSize and a larger accumulate.',
    vi: 'Tiến trình tính toán bị dừng ({detail}), nhiều khả năng do hết bộ nhớ. Công việc bị gián đoạn; hãy đóng chương trình khác rồi chạy tiếp từ checkpoint gần nhất. Lần huấn luyện cần ít bộ nhớ hơn khi batchSize nhỏ hơn và accumulate lớn hơn.'
  },
  'engine.hung': {
    en: 'The engine process did not respond for {seconds} s and was killed; a new one starts with the next task. The job it was running was interrupted; resume it to continue from the last checkpoint.',
    vi: 'Tiến trình tính toán không phản hồi trong {seconds} giây nên đã bị dừng; tiến trình mới sẽ khởi động cùng công việc kế tiếp. Công việc đang chạy bị gián đoạn; hãy chạy tiếp từ checkpoint gần nhất.'
  },
  'engine.no-answer': {
    en: 'The engine process did not respond within {seconds} s because it is busy. Try again later; a job that makes no progress can be cancelled.',
    vi: 'Tiến trình tính toán không phản hồi trong {seconds} giây vì đang bận việc khác. Hãy thử lại sau; có thể huỷ công việc không có tiến triển.'
  },
  'engine.cancelled': {
    en: 'The task was cancelled.',
    vi: 'Công việc đã bị huỷ.'
  },
  'engine.device-unavailable': {
    en: 'The device {device} cannot be used: {detail}. Choose another device, or auto.',
    vi: 'Không dùng được thiết bị {device}: {detail}. Hãy chọn thiết bị khác hoặc auto.'
  },
  'image.unreadable': {
    en: 'The image {path} cannot be read: {detail}.',
    vi: 'Không đọc được ảnh {path}: {detail}.'
  },
  'image.no-process': {
    en: 'Images cannot be decoded, because the program that does so stopped ({detail}). Close other programs if memory is short and try again; if this persists, install Viecap Workbench again.',
    vi: 'Không giải mã được ảnh vì chương trình giải mã đã dừng ({detail}). Nếu thiếu bộ nhớ, hãy đóng chương trình khác rồi thử lại; nếu vẫn lỗi, hãy cài lại Viecap Workbench.'
  },
  'train.no-examples': {
    en: 'The run has nothing to train on: no caption or pair in its split is selected, or none could be used. Choose other data, or raise captionRepeat or pairRepeat above 0.',
    vi: 'Không có gì để huấn luyện: không có chú thích hay cặp câu nào của tập này được chọn hoặc dùng được. Hãy chọn dữ liệu khác, hoặc đặt captionRepeat hay pairRepeat lớn hơn 0.'
  },
  'train.no-rewards': {
    en: 'Self-critical training needs captions: it compares what the model writes with what people wrote of the training images, and there is no training image with a usable caption. Add captions to the train split, or set selfCritical to false.',
    vi: 'Huấn luyện tự phê bình cần chú thích: nó so những gì mô hình viết với những gì con người viết về ảnh huấn luyện, nhưng không có ảnh huấn luyện nào có chú thích dùng được. Hãy thêm chú thích vào tập huấn luyện, hoặc đặt selfCritical là false.'
  },
  'train.self-critical-start': {
    en: 'Self-critical training cannot begin with a fresh mapping network, whose captions are all worth nothing. Choose a captioner to start from, or set selfCriticalAfter to some epochs of ordinary training.',
    vi: 'Không thể bắt đầu huấn luyện tự phê bình với mạng ánh xạ mới, vì mọi chú thích của nó đều không đáng điểm nào. Hãy chọn một mô hình chú thích để bắt đầu, hoặc đặt selfCriticalAfter là vài epoch huấn luyện thông thường.'
  },
  'train.self-critical-late': {
    en: 'Self-critical training would never begin: selfCriticalAfter is {after}, and the run has {epochs} epochs. Set epochs to more than selfCriticalAfter, or selfCritical to false.',
    vi: 'Huấn luyện tự phê bình sẽ không bao giờ bắt đầu: selfCriticalAfter là {after} mà lần huấn luyện chỉ có {epochs} epoch. Hãy đặt epochs lớn hơn selfCriticalAfter, hoặc đặt selfCritical là false.'
  },
  'train.no-reward': {
    en: 'The reward of self-critical training is always 0, since rewardCider and rewardBleu are both 0. Set one of them above 0.',
    vi: 'Điểm thưởng của huấn luyện tự phê bình luôn bằng 0 vì rewardCider và rewardBleu đều là 0. Hãy đặt một trong hai lớn hơn 0.'
  },
  'train.same-split': {
    en: 'The run would be validated on its training data: trainSplit and validationSplit are both {split}. Choose another split for one of them.',
    vi: 'Lần huấn luyện sẽ kiểm định trên chính dữ liệu huấn luyện: trainSplit và validationSplit đều là {split}. Hãy chọn tập khác cho một trong hai.'
  },
  'train.no-bleu': {
    en: 'earlyStop is bleu, but BLEU will not be computed: the split {split} has no image with a caption, or validationImages is 0. Set earlyStop to valLoss or off, or add validation images.',
    vi: 'earlyStop là bleu nhưng BLEU sẽ không được tính: tập {split} không có ảnh có chú thích, hoặc validationImages là 0. Hãy đặt earlyStop là valLoss hoặc off, hoặc thêm ảnh kiểm định.'
  },
  'train.no-validation': {
    en: 'earlyStop is valLoss, but the split {split} has no data to validate on. Add images or pairs to it, or set earlyStop to off.',
    vi: 'earlyStop là valLoss nhưng tập {split} không có dữ liệu để kiểm định. Hãy đưa ảnh hoặc cặp câu vào tập đó, hoặc đặt earlyStop là off.'
  },
  'run.active': {
    en: '{run} is running or waits in the queue. Stop it before you delete it.',
    vi: '{run} đang chạy hoặc đang chờ trong hàng đợi. Hãy dừng nó trước khi xoá.'
  },
  'run.checkpoint-needed': {
    en: 'The checkpoint of step {step} is the newest of {run} and is needed to resume it. Delete an older one, or let the run finish first.',
    vi: 'Checkpoint của bước {step} là checkpoint mới nhất của {run} và cần để chạy tiếp. Hãy xoá checkpoint cũ hơn, hoặc cho lần huấn luyện xong trước.'
  },
  'train.no-captions-to-retrieve': {
    en: 'retrievedCaptions needs captions of training images, and there are none. Add captions to the split that the run trains on, or set retrievedCaptions to 0.',
    vi: 'retrievedCaptions cần chú thích của ảnh huấn luyện nhưng chưa có. Hãy thêm chú thích vào tập dùng để huấn luyện, hoặc đặt retrievedCaptions là 0.'
  },
  'train.prompt-too-long': {
    en: 'retrievedTokens is {tokens}, but the GPT-2 has {positions} positions in all and needs some for the caption. Set retrievedTokens to at most {most}, or lower prefixLength.',
    vi: 'retrievedTokens là {tokens} nhưng GPT-2 chỉ có tất cả {positions} vị trí và cần chừa chỗ cho chú thích. Hãy đặt retrievedTokens nhiều nhất là {most}, hoặc giảm prefixLength.'
  },
  'train.batch-too-large': {
    en: 'A step takes {batch} examples (batchSize times accumulate), but an epoch has only {examples}. Choose a smaller batchSize or accumulate.',
    vi: 'Một bước cần {batch} ví dụ (batchSize nhân accumulate) nhưng một epoch chỉ có {examples}. Hãy chọn batchSize hoặc accumulate nhỏ hơn.'
  },
  'train.loss-not-finite': {
    en: 'The loss of step {step} (epoch {epoch}, batch {batch}) is not a number. The last checkpoint is kept; lower learningRate and start again.',
    vi: 'Loss ở bước {step} (epoch {epoch}, batch {batch}) không phải là số. Checkpoint gần nhất vẫn còn; hãy giảm learningRate rồi chạy lại.'
  },
  'train.half-overflow': {
    en: 'Half precision overflowed at step {step}, even with the smallest loss scale. The last checkpoint is kept; set precision to float32 and start again.',
    vi: 'Độ chính xác một nửa bị tràn số ở bước {step}, dù hệ số nhân loss đã ở mức nhỏ nhất. Checkpoint gần nhất vẫn còn; hãy đặt precision là float32 rồi chạy lại.'
  },
  'train.no-half': {
    en: 'precision is float16, but the device {device} cannot compute in half precision. Set precision to float32, or choose a device that supports it; Settings and viecap doctor list the devices.',
    vi: 'precision là float16 nhưng thiết bị {device} không tính được ở độ chính xác một nửa. Hãy đặt precision là float32, hoặc chọn thiết bị khác: Cài đặt và viecap doctor liệt kê các thiết bị.'
  },
  'train.table-too-large': {
    en: "The token table of this GPT-2 takes {megabytes} MB, but the graphics card's largest tensor is {most} MB. Choose the device cpu or cuda for this run, or another GPT-2.",
    vi: 'Bảng token của GPT-2 này chiếm {megabytes} MB, nhưng tensor lớn nhất của card đồ hoạ là {most} MB. Hãy chọn thiết bị cpu hoặc cuda cho lần huấn luyện này, hoặc GPT-2 khác.'
  },
  'train.no-memory': {
    en: 'The state of the run needs {gigabytes} GB of memory, which this machine does not have. Close other programs, or set gptTraining to lora or frozen.',
    vi: 'Trạng thái của lần huấn luyện cần {gigabytes} GB bộ nhớ mà máy này không có. Hãy đóng chương trình khác, hoặc đặt gptTraining là lora hay frozen.'
  },
  'train.out-of-memory': {
    en: 'Memory ran out, and smaller batches did not help. The last checkpoint is kept; close other programs and resume the run, or start one with a lower maxCaptionTokens or with gptTraining lora or frozen.',
    vi: 'Hết bộ nhớ và batch nhỏ hơn cũng không đủ. Checkpoint gần nhất vẫn còn; hãy đóng chương trình khác rồi chạy tiếp, hoặc bắt đầu lần huấn luyện mới với maxCaptionTokens thấp hơn hay gptTraining là lora hoặc frozen.'
  },
  'train.checkpoint-unwritable': {
    en: 'The checkpoint of step {step} could not be written to {path}: {detail}. The one before it is kept; free some space and resume the run.',
    vi: 'Không ghi được checkpoint của bước {step} vào {path}: {detail}. Checkpoint trước đó vẫn còn; hãy giải phóng dung lượng rồi chạy tiếp lần huấn luyện.'
  },
  'decode.no-pairs': {
    en: 'Captions cannot be chosen by CLIP: the encoder reads no Vietnamese, and {name} has no sentence pairs to compare captions through. Use a run that was trained with pairs, a captioner that was exported with its memory, or an encoder that reads Vietnamese (SigLIP 2, MetaCLIP 2); or choose another choice.',
    vi: 'Không chọn chú thích theo CLIP được: bộ mã hoá không đọc tiếng Việt, và {name} không có cặp câu để so chú thích. Hãy dùng lần huấn luyện có cặp câu, mô hình được xuất cùng bộ nhớ, hoặc bộ mã hoá đọc được tiếng Việt (SigLIP 2, MetaCLIP 2); hoặc chọn cách khác.'
  },
  'decode.no-sentences': {
    en: 'Embeddings cannot be projected: {name} has no memory of the sentences that it was trained on. Use a run that was trained with pairs, or a captioner that was exported with its memory; or set projectionTemperature to 0.',
    vi: 'Không chiếu vector nhúng được: {name} không có bộ nhớ về các câu đã học. Hãy dùng lần huấn luyện có cặp câu, hoặc mô hình được xuất cùng bộ nhớ; hoặc đặt projectionTemperature là 0.'
  },
  'decode.no-captions': {
    en: '{name} was trained with retrieved captions, and the captions to retrieve are not there. Use the run itself, or a captioner that was exported with its memory (viecap runs export --format hf --memory).',
    vi: '{name} được huấn luyện với chú thích truy hồi, nhưng không có các chú thích để truy hồi. Hãy dùng chính lần huấn luyện đó, hoặc mô hình được xuất cùng bộ nhớ (viecap runs export --format hf --memory).'
  },
  'decode.stop-text': {
    en: 'stopText is "{text}", which is not a single token of this model. Choose one that is, such as ".", or leave it empty.',
    vi: 'stopText là "{text}", không phải một token đơn của mô hình này. Hãy chọn chuỗi khác, ví dụ ".", hoặc để trống.'
  },
  'train.start-mismatch': {
    en: 'The captioner {name} that the run starts from has {setting} {found}, but the run has {wanted}. Set {setting} to {found}, or start from another captioner.',
    vi: 'Mô hình chú thích {name} được dùng làm điểm bắt đầu có {setting} là {found}, nhưng lần huấn luyện đặt {wanted}. Hãy đặt {setting} là {found} hoặc chọn mô hình chú thích khác.'
  },
  'embed.some-failed': {
    en: '{failed} of {count} images and sentences could not be embedded. The Models screen lists them; repair their files and embed again.',
    vi: 'Không tính được vector nhúng cho {failed} trên {count} ảnh và câu. Màn hình Mô hình liệt kê những mục đó; hãy sửa các tệp rồi tính lại.'
  },
  'evaluate.some-failed': {
    en: '{failed} of {count} images of the split {split} could not be read; the scores are those of the others. Check that the image files are still where the library expects them.',
    vi: 'Không đọc được {failed} trên {count} ảnh của tập {split}; điểm số là của các ảnh còn lại. Hãy kiểm tra xem các tệp ảnh có còn ở chỗ cũ không.'
  },
  'evaluate.no-images': {
    en: 'The split {split} has no image with a caption written by a person. Choose another split, or write some captions.',
    vi: 'Tập {split} không có ảnh nào có chú thích do người viết. Hãy chọn tập khác hoặc viết chú thích.'
  },
  'evaluate.none-read': {
    en: 'None of the {count} images of the split {split} could be read. Check that the image files are still where the library expects them.',
    vi: 'Không đọc được ảnh nào trong {count} ảnh của tập {split}. Hãy kiểm tra xem các tệp ảnh có còn ở chỗ cũ không.'
  },
  'evaluate.not-kept': {
    en: 'The evaluation {id} has only its scores, because it was made by an older version. Evaluate the model again to review its images.',
    vi: 'Lần đánh giá {id} chỉ giữ điểm số vì do phiên bản cũ tạo ra. Hãy đánh giá lại mô hình để rà soát từng ảnh.'
  },
  'evaluate.nothing-shared': {
    en: 'These evaluations share no image that still has a caption written by a person. Evaluate the models on the same split.',
    vi: 'Các lần đánh giá này không có ảnh chung nào còn chú thích do người viết. Hãy đánh giá các mô hình trên cùng một tập.'
  },
  'run.no-checkpoint': {
    en: 'The run {run} has no checkpoint {which}. Let it finish an epoch first, or choose another checkpoint.',
    vi: 'Lần huấn luyện {run} không có checkpoint {which}. Hãy để nó xong một epoch, hoặc chọn checkpoint khác.'
  },
  'run.too-few-checkpoints': {
    en: 'An average needs at least {wanted} checkpoints, but only {found} of {runs} can be used. Runs keep the two newest checkpoints and the best one by default: train with keepCheckpoints 0 to keep all of them, or ask for fewer.',
    vi: 'Cần ít nhất {wanted} checkpoint để lấy trung bình, nhưng chỉ dùng được {found} checkpoint của {runs}. Mặc định mỗi lần huấn luyện giữ hai checkpoint mới nhất và checkpoint tốt nhất: hãy huấn luyện với keepCheckpoints là 0 để giữ tất cả, hoặc chọn số nhỏ hơn.'
  },
  'run.nothing-to-judge': {
    en: 'The run {run} has no validation data, so a greedy choice cannot be made. Average its last checkpoints instead.',
    vi: 'Lần huấn luyện {run} không có dữ liệu kiểm định nên không chọn tham lam được. Hãy lấy trung bình các checkpoint cuối.'
  },
  'run.no-bundle': {
    en: 'The folder {path} does not contain a run that has started: inputs/config.json is missing. Give a folder in runs/ whose run has started.',
    vi: 'Thư mục {path} không chứa lần huấn luyện nào đã bắt đầu: thiếu inputs/config.json. Hãy chỉ tới một thư mục trong runs/ mà lần huấn luyện đã bắt đầu.'
  },
  'run.not-frozen': {
    en: 'The run {run} has not frozen its data yet. Try again once it has started.',
    vi: 'Lần huấn luyện {run} chưa cố định dữ liệu. Hãy thử lại khi nó đã bắt đầu.'
  }
} as const
