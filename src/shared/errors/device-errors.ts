/** Why a device cannot be used here, or what to know about one that can. */
export const deviceErrors = {
  'device.software': {
    en: 'A software adapter: it runs on the processor and is slower than the CPU device. auto does not choose it.',
    vi: 'Bộ điều hợp phần mềm: tính trên bộ xử lý, chậm hơn thiết bị CPU. auto không chọn thiết bị này.'
  },
  'device.copied-outputs': {
    en: 'This version of ONNX Runtime copies what it computes, so that training takes a little longer. The results are the same.',
    vi: 'Phiên bản ONNX Runtime này sao chép kết quả tính nên huấn luyện lâu hơn một chút. Kết quả không đổi.'
  },
  'device.no-vulkan': {
    en: "Vulkan is not installed. Install libvulkan1 and the graphics card's Vulkan driver.",
    vi: 'Chưa cài Vulkan. Hãy cài libvulkan1 và trình điều khiển Vulkan của card đồ hoạ.'
  },
  'device.no-adapter': {
    en: 'No graphics card that supports {interface} was found. Install the latest driver for the card.',
    vi: 'Không tìm thấy card đồ hoạ hỗ trợ {interface}. Hãy cài trình điều khiển mới nhất của card.'
  },
  'device.not-in-runtime': {
    en: 'ONNX Runtime does not support {device} on {system}. Choose another device.',
    vi: 'ONNX Runtime không hỗ trợ {device} trên {system}. Hãy chọn thiết bị khác.'
  },
  'device.cuda-missing': {
    en: "ONNX Runtime's CUDA libraries cannot be loaded. They need an NVIDIA card with its driver, CUDA 12 and cuDNN 9. To download them, run node node_modules/onnxruntime-node/script/install.js --onnxruntime-node-install=cuda12 in the program's folder.",
    vi: 'Không nạp được phần CUDA của ONNX Runtime. Cần card NVIDIA cùng trình điều khiển, CUDA 12 và cuDNN 9; tải bằng node node_modules/onnxruntime-node/script/install.js --onnxruntime-node-install=cuda12 trong thư mục chương trình.'
  },
  'device.crashed': {
    en: 'Its driver crashed the process that tested it ({detail}). Update the driver of the graphics card.',
    vi: 'Trình điều khiển đã làm hỏng tiến trình kiểm tra thiết bị ({detail}). Hãy cập nhật trình điều khiển card đồ hoạ.'
  },
  'device.wrong-numbers': {
    en: 'It computes wrong results. Update the driver of the graphics card.',
    vi: 'Thiết bị cho kết quả sai. Hãy cập nhật trình điều khiển card đồ hoạ.'
  },
  'device.failed': {
    en: 'It does not work: {detail}. Update the driver of the graphics card.',
    vi: 'Thiết bị không hoạt động: {detail}. Hãy cập nhật trình điều khiển card đồ hoạ.'
  }
} as const
