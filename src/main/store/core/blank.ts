/** A condition of SQL: the text has nothing but white space, as the states of images have it. */
export const isBlank = (text: string): string => `trim(${text}, char(32, 9, 10, 13, 160)) = ''`
