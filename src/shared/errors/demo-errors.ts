/** Errors of the demo library. */
export const demoErrors = {
  'demo.no-models': {
    en: 'The models of the demo (resources/demo) are missing from this installation. Create them with npm run make:demo-models, or reinstall the workbench.',
    vi: 'Bản cài đặt này không có các mô hình mẫu (resources/demo). Hãy tạo bằng npm run make:demo-models, hoặc cài lại chương trình.'
  }
} as const
