/** Why a device cannot be used here, or what to know about one that can. */
export const deviceErrors = {
  'device.software': {
    en: 'A software adapter: it computes on the processor, slower than the CPU device. auto does not choose it.',
    vi: 'Bộ điều hợp phần mềm: tính trên bộ xử lý, chậm hơn thiết bị CPU. auto không chọn thiết bị này.'
  },
  'device.no-vulkan': {
    en: "Vulkan is not installed. Install libvulkan1 and the graphics card's Vulkan driver.",
    vi: 'Chưa cài Vulkan. Hãy cài libvulkan1 và trình điều khiển Vulkan của card đồ hoạ.'
  },
  'device.no-adapter': {
    en: 'No graphics card with {interface} was found. Install the newest driver of the card.',
    vi: 'Không tìm thấy card đồ hoạ hỗ trợ {interface}. Hãy cài trình điều khiển mới nhất của card.'
  },
  'device.not-in-runtime': {
    en: 'ONNX Runtime has no {device} for {system}. Choose another device.',
    vi: 'ONNX Runtime không hỗ trợ {device} trên {system}. Hãy chọn thiết bị khác.'
  },
  'device.cuda-missing': {
    en: "ONNX Runtime's CUDA parts do not load. They need an NVIDIA card with its driver, CUDA 12 and cuDNN 9, and are fetched by npm rebuild onnxruntime-node --onnxruntime-node-install=cuda12 in the program's folder.",
    vi: 'Không nạp được phần CUDA của ONNX Runtime. Cần card NVIDIA cùng trình điều khiển, CUDA 12 và cuDNN 9; tải bằng npm rebuild onnxruntime-node --onnxruntime-node-install=cuda12 trong thư mục chương trình.'
  },
  'device.crashed': {
    en: 'Its driver ended the process that tried it ({detail}). Update the driver of the graphics card.',
    vi: 'Trình điều khiển đã làm dừng tiến trình thử ({detail}). Hãy cập nhật trình điều khiển card đồ hoạ.'
  },
  'device.wrong-numbers': {
    en: 'It computes wrong numbers. Update the driver of the graphics card.',
    vi: 'Thiết bị tính sai. Hãy cập nhật trình điều khiển card đồ hoạ.'
  },
  'device.failed': {
    en: 'It does not work: {detail}. Update the driver of the graphics card.',
    vi: 'Thiết bị không hoạt động: {detail}. Hãy cập nhật trình điều khiển card đồ hoạ.'
  }
} as const
