/** Errors of the webhook that is told when a run has ended. */
export const webhookErrors = {
  'webhook.bad-url': {
    en: 'The webhook address in {field} is not an http or https address without a user name. Enter one such as https://example.org/hook, or leave it empty.',
    vi: 'Địa chỉ webhook trong {field} không phải là địa chỉ http hoặc https không kèm tên người dùng. Hãy nhập địa chỉ như https://example.org/hook, hoặc để trống.'
  },
  'webhook.unreachable': {
    en: 'The webhook at {host} cannot be reached ({detail}). Check the address and the connection.',
    vi: 'Không kết nối được với webhook tại {host} ({detail}). Hãy kiểm tra địa chỉ và kết nối.'
  },
  'webhook.refused': {
    en: 'The webhook at {host} answered with status {status}. Check the address and what the service expects.',
    vi: 'Webhook tại {host} trả lời với trạng thái {status}. Hãy kiểm tra địa chỉ và yêu cầu của dịch vụ đó.'
  }
} as const
