import { defineWords } from '../define-words'

export const settingsWords = defineWords({
  en: {
    title: 'Settings',
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    device: 'Device for training and captioning',
    devices: {
      auto: 'Automatic: a graphics card where one works, else the CPU',
      cpu: 'CPU',
      webgpu: 'WebGPU',
      cuda: 'CUDA'
    },
    found: 'Devices of this machine',
    usable: 'Usable',
    unusable: 'Not usable',
    autoTakes: 'Automatic takes this one',
    memory: '{size} of memory',
    half: 'half precision',
    noHalf: 'no half precision',
    largestTensor: 'tensors of up to {size}',
    version: 'Version {version}',
    host: { desktop: 'Desktop window', web: 'In the browser' },
    annotator: 'Annotator',
    name: 'Your name',
    nameHelp: 'The history of captions calls you so.',
    appearance: 'Appearance',
    about: 'About'
  },
  vi: {
    title: 'Cài đặt',
    language: 'Ngôn ngữ',
    theme: 'Giao diện',
    themes: { system: 'Theo hệ thống', light: 'Sáng', dark: 'Tối' },
    device: 'Thiết bị để huấn luyện và sinh chú thích',
    devices: {
      auto: 'Tự động: card đồ hoạ nếu dùng được, nếu không thì CPU',
      cpu: 'CPU',
      webgpu: 'WebGPU',
      cuda: 'CUDA'
    },
    found: 'Thiết bị của máy này',
    usable: 'Dùng được',
    unusable: 'Không dùng được',
    autoTakes: 'Chế độ tự động chọn thiết bị này',
    memory: 'bộ nhớ {size}',
    half: 'có độ chính xác một nửa',
    noHalf: 'không có độ chính xác một nửa',
    largestTensor: 'tensor đến {size}',
    version: 'Phiên bản {version}',
    host: { desktop: 'Cửa sổ máy tính', web: 'Trong trình duyệt' },
    annotator: 'Người chú thích',
    name: 'Tên của bạn',
    nameHelp: 'Lịch sử chú thích ghi bạn bằng tên này.',
    appearance: 'Hiển thị',
    about: 'Giới thiệu'
  }
})
