import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** No violation of WCAG 2.2 A and AA that axe can find on the page as it stands, or in a part of it. */
export const checkAccessibility = async (page: Page, where: string, within?: string): Promise<void> => {
  const axe = new AxeBuilder({ page })
  const { violations } = await (within ? axe.include(within) : axe)
    // Else axe fetches the style sheets itself, which a page opened from a file may not.
    .options({ preload: false })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes
        .map(node => node.html)
        .slice(0, 5)
        .join('\n    ')}`,
  )
  expect(found, where).toEqual([])
}
