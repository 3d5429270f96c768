/** The same for pairs with the same sides; also what the choice for validation is drawn by. */
export const pairKey = (english: string, vietnamese: string): string =>
  JSON.stringify([english, vietnamese])
