/** The buttons within an element that can be seen, in the order of the page: what arrow keys go to. */
export const visibleButtons = (within: Element): HTMLElement[] =>
  [...within.querySelectorAll<HTMLElement>('button')].filter(button => button.checkVisibility())
