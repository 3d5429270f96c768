/** Errors of the demo world. */
export const demoErrors = {
  'demo.no-models': {
    en: 'The models of the demo (resources/demo) are not in this copy of the workbench. Make them with npm run make:demo-models, or fetch the workbench again.',
    vi: 'Bản cài đặt này không có các mô hình mẫu (resources/demo). Hãy tạo bằng npm run make:demo-models, hoặc tải lại chương trình.'
  }
} as const
