/** Errors of the command line and of the hosts. */
export const hostErrors = {
  'input.invalid': {
    en: 'The value of {field} is not valid: {detail}.',
    vi: 'Giá trị của {field} không hợp lệ: {detail}.'
  }
} as const
