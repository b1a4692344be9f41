const channel = (text: string): string =>
  Math.min(255, Math.max(0, Math.round(text.endsWith('%') ? Number.parseFloat(text) * 2.55 : Number(text))))
    .toString(16)
    .padStart(2, '0')

/** A colour as other programs write it, as `#rrggbb`; null for what is none. Transparency is left out. */
export const readColour = (text: string): string | null => {
  const colour = text.trim().toLowerCase()
  const short = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(colour)
  if (short)
    return `#${short
      .slice(1)
      .map(digit => digit + digit)
      .join('')}`
  const long = /^#?([0-9a-f]{6})(?:[0-9a-f]{2})?$/.exec(colour)
  if (long) return `#${long[1]}`
  const channels = /^rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)\s*(?:[,/]\s*[\d.]+%?\s*)?\)$/.exec(
    colour,
  )
  return channels ? `#${channels.slice(1, 4).map(channel).join('')}` : null
}
