import type { Page } from 'playwright-core'

/**
 * What of the page as it stands does not fit the window, each with an element: what is wider than
 * the page, cut, covered or out of reach of scrolling, and lists too low to read, or so high that all
 * their rows are drawn. An open dialog or menu is looked at alone.
 */
export const findMisfits = (page: Page): Promise<string[]> => page.evaluate(lookForMisfits)

/** Runs in the page, so that everything it needs is inside. */
function lookForMisfits(): string[] {
  const CONTROLS =
    'button, a[href], input, select, textarea, summary, [role="tab"], [role="radio"], [role="switch"], [role="menuitem"], [tabindex="0"]'
  /** What lies at the edge of a pixel, or under a focus ring, is no misfit. */
  const SLACK = 1.5
  const LOWEST_LIST = 96
  const found = new Set<string>()
  const overlays = document.querySelectorAll('[role="dialog"], [role="menu"]')
  const root = overlays[overlays.length - 1] ?? document.body

  const nameOf = (element: Element): string => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim()
    const kind = `${element.tagName.toLowerCase()}.${[...element.classList].join('.')}`
    return `${kind} "${words.replace(/\s+/g, ' ').slice(0, 40)}"`
  }
  const report = (what: string, element: Element) => found.add(`${what}: ${nameOf(element)}`)
  const ancestors = (element: Element): Element[] => {
    const list: Element[] = []
    for (let up = element.parentElement; up; up = up.parentElement) list.push(up)
    return list
  }
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.getBoundingClientRect().width > 1 &&
    element.closest('.visually-hidden') === null
  const ownText = (element: Element): Text[] =>
    [...element.childNodes].filter(
      (node): node is Text => node instanceof Text && node.data.trim() !== ''
    )
  /** Shortened to an ellipsis on purpose, or to a number of lines. */
  const isShortened = (element: Element): boolean =>
    [element, ...ancestors(element)].slice(0, 4).some((one) => {
      const { textOverflow, webkitLineClamp } = getComputedStyle(one)
      return textOverflow === 'ellipsis' || webkitLineClamp !== 'none'
    })
  /** Whether the point shows the element, and not what lies on it. */
  const shows = (element: Element, x: number, y: number): boolean => {
    const hit = document.elementFromPoint(x, y)
    if (hit === null) return false
    return (
      element.contains(hit) ||
      hit.closest('label')?.control === element ||
      (getComputedStyle(element).pointerEvents === 'none' && hit.contains(element))
    )
  }
  /** Scrolling that a person cannot do, since the box has no scroll bar. */
  const scrolledByForce = (element: Element): Element | undefined =>
    ancestors(element).find((box) => {
      if (box.scrollTop === 0 && box.scrollLeft === 0) return false
      const { overflowX, overflowY } = getComputedStyle(box)
      const isForced = (overflow: string, at: number) =>
        at !== 0 && overflow !== 'auto' && overflow !== 'scroll' && box !== document.documentElement
      const forced = isForced(overflowY, box.scrollTop) || isForced(overflowX, box.scrollLeft)
      if (forced) box.scrollTo(0, 0)
      return forced
    })
  /** The part of the window in which the boxes around an element let it be seen. */
  const windowOf = (element: Element) => {
    let [left, right, top, bottom] = [0, innerWidth, 0, innerHeight]
    for (const box of ancestors(element)) {
      const { overflowX, overflowY } = getComputedStyle(box)
      const rect = box.getBoundingClientRect()
      if (overflowX !== 'visible') {
        left = Math.max(left, rect.left)
        right = Math.min(right, rect.right)
      }
      if (overflowY !== 'visible') {
        top = Math.max(top, rect.top)
        bottom = Math.min(bottom, rect.bottom)
      }
    }
    return { left, right, top, bottom }
  }
  const firstLine = (element: Element): DOMRect | undefined => {
    const text = ownText(element)[0]
    if (!text) return element.getClientRects()[0]
    const range = document.createRange()
    range.selectNodeContents(text)
    return range.getClientRects()[0]
  }

  const everything = [...root.querySelectorAll('*')]
  const places = [...document.querySelectorAll('*')].map(
    (box) => [box, box.scrollLeft, box.scrollTop] as const
  )

  if (document.documentElement.scrollWidth > innerWidth + SLACK) {
    report('wider than the page', document.documentElement)
  }
  if (root !== document.body && getComputedStyle(root).backgroundColor === 'rgba(0, 0, 0, 0)') {
    report('see-through', root)
  }
  for (const element of everything) {
    if (element.closest('svg, .u-wrap, .behind') || !isShown(element)) continue
    const { overflowX, overflowY } = getComputedStyle(element)
    const isScroller = (overflow: string) => overflow === 'auto' || overflow === 'scroll'
    const isField = element.matches('textarea, select, input, [role="listbox"]')
    if (
      isScroller(overflowX) &&
      element.scrollWidth > element.clientWidth + SLACK &&
      !isField &&
      element.querySelector('table, pre, code') === null
    ) {
      report(`scrolls sideways by ${element.scrollWidth - element.clientWidth}`, element)
    }
    if (
      isScroller(overflowY) &&
      !isField &&
      element.clientHeight < LOWEST_LIST &&
      element.scrollHeight > element.clientHeight + 8
    ) {
      report(`only ${element.clientHeight} high`, element)
    }
    if (isScroller(overflowY) && element.clientHeight > innerHeight) {
      report('higher than the window', element)
    }
    const isControl = element.matches(CONTROLS)
    if (!isControl && ownText(element).length === 0) continue

    element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
    const forced = scrolledByForce(element)
    if (forced) {
      report(`out of reach in ${nameOf(forced)}`, element)
      continue
    }
    const rect = firstLine(element)
    if (!rect || rect.width === 0 || rect.height === 0) continue
    const seen = windowOf(element)
    const isCut =
      rect.left < seen.left - SLACK ||
      rect.right > seen.right + SLACK ||
      (rect.height <= seen.bottom - seen.top &&
        (rect.top < seen.top - SLACK || rect.bottom > seen.bottom + SLACK))
    if (isCut && !isShortened(element)) {
      report('cut', element)
      continue
    }
    const left = Math.max(rect.left, seen.left)
    const right = Math.min(rect.right, seen.right)
    const y = (Math.max(rect.top, seen.top) + Math.min(rect.bottom, seen.bottom)) / 2
    const points = isShortened(element)
      ? [(left + right) / 2]
      : [left + 2, (left + right) / 2, right - 2]
    if (!points.every((x) => shows(element, x, y))) {
      const hit = document.elementFromPoint(points.find((x) => !shows(element, x, y)) ?? 0, y)
      report(`covered by ${hit ? nameOf(hit) : 'nothing'}`, element)
    }
  }
  for (const [box, left, top] of places) {
    if (box.scrollLeft !== left || box.scrollTop !== top) box.scrollTo(left, top)
  }
  return [...found]
}
