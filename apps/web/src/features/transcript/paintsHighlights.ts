/** Whether this browser has CSS Custom Highlights; without them nothing of what people marked could be seen in the text. */
export const paintsHighlights = (): boolean => typeof Highlight !== 'undefined' && 'highlights' in CSS
