/** One line about the memory that a run needs, in bytes. */
export function describeMemory({
  device,
  needed,
  available
}: {
  device: string
  needed: number
  available: number | null
}): string {
  const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1)
  const of = available === null ? '' : ` of ${gigabytes(available)}`
  return `needs up to ${gigabytes(needed)}${of} GB of memory (${device})`
}
