/** One line about training captions that continue after the stop token, where the run's captions will stop. */
export function describeStops({
  captions,
  atLeast,
  example
}: {
  captions: number
  atLeast: boolean
  example: string
}): string {
  const count = `${atLeast ? 'at least ' : ''}${captions}`
  return `training captions with the stop token "." inside: ${count}, such as ${JSON.stringify(example)}; this run does not learn the end-of-text token, so its captions stop at the first "." (--set endOfText=true keeps them complete)`
}
