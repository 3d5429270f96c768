/** The languages that errors are worded in. */
export type Locale = 'en' | 'vi'
