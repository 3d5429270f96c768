import { defineWords } from '../define-words'

export const settingsWords = defineWords({
  en: {
    title: 'Settings',
    language: 'Language',
    languageOf: { system: 'Same as the system', browser: 'Same as the browser' },
    log: 'Log file',
    theme: 'Theme',
    themes: { system: 'Same as the system', light: 'Light', dark: 'Dark' },
    device: 'Device for training and captioning',
    devices: {
      auto: 'Automatic: a graphics card if one works, otherwise the CPU',
      cpu: 'CPU',
      webgpu: 'WebGPU',
      cuda: 'CUDA'
    },
    found: 'Devices on this machine',
    looking: 'Looking for devices…',
    usable: 'Usable',
    unusable: 'Not usable',
    autoTakes: 'Used by Automatic',
    memory: '{size} memory',
    half: 'half precision',
    noHalf: 'no half precision',
    largestTensor: 'tensors of up to {size}',
    version: 'Version {version}',
    host: { desktop: 'Desktop app', web: 'Browser' },
    annotator: 'Annotator',
    name: 'Your name',
    nameHelp: 'Shown in the caption history.',
    appearance: 'Appearance',
    about: 'About',
    versions: 'Versions and licences…'
  },
  vi: {
    title: 'Cài đặt',
    language: 'Ngôn ngữ',
    languageOf: { system: 'Theo hệ thống', browser: 'Theo trình duyệt' },
    log: 'Tệp nhật ký',
    theme: 'Giao diện',
    themes: { system: 'Theo hệ thống', light: 'Sáng', dark: 'Tối' },
    device: 'Thiết bị để huấn luyện và tạo chú thích',
    devices: {
      auto: 'Tự động: card đồ hoạ nếu dùng được, nếu không thì CPU',
      cpu: 'CPU',
      webgpu: 'WebGPU',
      cuda: 'CUDA'
    },
    found: 'Thiết bị của máy này',
    looking: 'Đang tìm thiết bị…',
    usable: 'Dùng được',
    unusable: 'Không dùng được',
    autoTakes: 'Chế độ tự động dùng thiết bị này',
    memory: 'bộ nhớ {size}',
    half: 'hỗ trợ độ chính xác một nửa (float16)',
    noHalf: 'không hỗ trợ độ chính xác một nửa (float16)',
    largestTensor: 'tensor tối đa {size}',
    version: 'Phiên bản {version}',
    host: { desktop: 'Ứng dụng máy tính', web: 'Trình duyệt' },
    annotator: 'Người viết chú thích',
    name: 'Tên của bạn',
    nameHelp: 'Hiện trong lịch sử chú thích.',
    appearance: 'Hiển thị',
    about: 'Giới thiệu',
    versions: 'Phiên bản và giấy phép…'
  }
})
