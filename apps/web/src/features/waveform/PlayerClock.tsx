import { useEffect, useRef } from 'react'
import { useStore } from '../../collab/createStore.ts'
import { formatTime } from '../../text/format.ts'
import { useGround } from '../../ui/useGround.ts'
import type { Player } from './player.ts'
import styles from './Waveform.module.css'

const WIDTH = 118
const HEIGHT = 18

/** Where the recording stands. Drawn, not written: see `SpokenWord`. The slider beside it says it to a screen reader. */
export const PlayerClock = ({ player }: { player: Player }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const duration = useStore(player.state, state => state.duration)
  const { scheme, forced } = useGround()
  // Dependencies: drawn anew in the colours of another ground
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const ratio = Math.min(2, window.devicePixelRatio)
    element.width = WIDTH * ratio
    element.height = HEIGHT * ratio
    const style = getComputedStyle(element)
    const [ink, soft] = [style.getPropertyValue('--ink'), style.getPropertyValue('--soft')]
    let written = ''
    const draw = (seconds: number) => {
      const now = formatTime(seconds)
      if (now === written) return
      written = now
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      context.clearRect(0, 0, WIDTH, HEIGHT)
      context.font = `500 13.5px ${style.fontFamily}`
      context.textBaseline = 'middle'
      context.fontVariantCaps = 'normal'
      context.fillStyle = ink
      context.fillText(now, 0, HEIGHT / 2 + 1)
      const { width } = context.measureText(now)
      context.font = `400 13px ${style.fontFamily}`
      context.fillStyle = soft
      context.fillText(` / ${formatTime(duration)}`, width + 3, HEIGHT / 2 + 1)
    }
    draw(player.now())
    // The font may arrive after the first drawing.
    let alive = true
    void document.fonts.ready.then(() => {
      if (!alive) return
      written = ''
      draw(player.now())
    })
    const unfollow = player.onTime(draw)
    return () => {
      alive = false
      unfollow()
    }
  }, [player, duration, scheme, forced])
  return <canvas ref={canvas} className={styles.clock} aria-hidden />
}
