import { defineWords } from '../define-words'

export const webhookWords = defineWords({
  en: {
    title: 'Webhook',
    url: 'Address',
    help: 'When a run is done, has failed or was cancelled, its name, state and best loss are sent here as JSON. Empty: nothing is sent.',
    test: 'Send a test',
    told: 'The service has taken the test.'
  },
  vi: {
    title: 'Webhook',
    url: 'Địa chỉ',
    help: 'Khi một lần huấn luyện đã xong, bị lỗi hoặc bị huỷ, tên, trạng thái và loss tốt nhất được gửi đến đây dưới dạng JSON. Để trống: không gửi gì.',
    test: 'Gửi thử',
    told: 'Dịch vụ đã nhận thông báo thử.'
  }
})
