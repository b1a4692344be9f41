import { initials } from '../../ui/MemberAvatar.tsx'

/** Draws somebody as `MemberAvatar` shows them: a disc of their colour with their initials. */
export const drawAvatar = (
  context: CanvasRenderingContext2D,
  { name, colour }: { name: string; colour: string },
  { x, y, radius }: { x: number; y: number; radius: number },
): void => {
  context.fillStyle = `oklch(from ${colour} 0.8 min(c, 0.1) h)`
  context.beginPath()
  context.arc(x, y, radius, 0, Math.PI * 2)
  context.fill()
  context.fillStyle = '#1b1b1b'
  context.font = `600 ${Math.round(radius * 0.9)}px ${FONT}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(initials(name), x, y + 0.5)
}

const FONT = '"Inter Variable", system-ui, sans-serif'
