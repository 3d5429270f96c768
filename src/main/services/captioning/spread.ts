/**
 * `count` items at about equal distances, from a stream whose length is not known before its end:
 * every second one kept is dropped whenever twice as many are held. Fewer where there are fewer.
 */
export async function* spread<Item>(
  items: AsyncIterable<Item>,
  count: number
): AsyncGenerator<Item> {
  let kept: Item[] = []
  let distance = 1
  let place = 0
  for await (const item of items) {
    if (place % distance === 0) kept.push(item)
    place += 1
    if (kept.length === 2 * count) {
      kept = kept.filter((_, index) => index % 2 === 0)
      distance *= 2
    }
  }
  const wanted = Math.min(count, kept.length)
  for (let index = 0; index < wanted; index++) {
    const item = kept[Math.floor((index * kept.length) / wanted)]
    if (item !== undefined) yield item
  }
}
