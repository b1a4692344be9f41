import { ActionIcon, Menu, Tooltip, useComputedColorScheme } from '@mantine/core'
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { peaksUrl } from '../../api/conversations.ts'
import { useListening } from '../../api/listening.ts'
import { useStore } from '../../collab/createStore.ts'
import { desk as words } from '../../text/desk.ts'
import { formatTime } from '../../text/format.ts'
import { atLeisure } from '../../ui/atLeisure.ts'
import { useDesk, useFacts } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import { CoverageButton } from '../listening/CoverageButton.tsx'
import { ResumeOffer } from '../listening/ResumeOffer.tsx'
import { useListeningKeeper } from '../listening/useListeningKeeper.ts'
import { showListeners } from '../presence/showListeners.ts'
import { createWaveform, type Waveform } from './createWaveform.ts'
import { PlayerClock } from './PlayerClock.tsx'
import { type Player, RATES } from './player.ts'
import { type Peaks, readPeaks } from './readPeaks.ts'
import { speakerTimes, voiceColours } from './speakerTimes.ts'
import styles from './Waveform.module.css'
import { waveMarks } from './waveMarks.ts'

const HEIGHT = 84
const MAX_ZOOM = 200

/** The recording along the foot of the desk. */
export const WaveformBar = () => {
  const desk = useDesk()
  return (
    <section className={styles.bar} aria-label={words.player.region} data-quiet={!desk.player || undefined}>
      {desk.player ? (
        <Controls desk={desk} player={desk.player} />
      ) : (
        <p className={styles.none}>{words.player.none}</p>
      )}
    </section>
  )
}

const Controls = ({ desk, player }: { desk: Desk; player: Player }) => {
  const playing = useStore(player.state, state => state.playing)
  const rate = useStore(player.state, state => state.rate)
  const failed = useStore(player.state, state => state.failed)
  const duration = useStore(player.state, state => state.duration)
  const keeper = useListeningKeeper(desk, player)
  const known = useListening(desk.conversation.id).data?.find(({ member }) => member === desk.me.id)?.heard
  useEffect(() => {
    if (known) keeper?.know(known)
  }, [keeper, known])
  const [waveform, setWaveform] = useState<Waveform | null>(null)
  const [zoom, setZoom] = useState(0)
  const changeZoom = (factor: number) => {
    if (!waveform) return
    const fit = waveform.fitting()
    const next = Math.min(MAX_ZOOM, (zoom || fit) * factor)
    const pixels = next <= fit * 1.01 ? 0 : next
    setZoom(pixels)
    waveform.zoom(pixels)
  }
  return (
    <>
      <div className={styles.controls}>
        <button
          type="button"
          className={styles.play}
          aria-label={playing ? words.player.pause : words.player.play}
          onClick={() => player.toggle()}
        >
          {playing ? (
            <IconPlayerPauseFilled size={17} aria-hidden />
          ) : (
            <IconPlayerPlayFilled size={17} aria-hidden />
          )}
        </button>
        <div className={styles.rest}>
          <div className={styles.time}>
            <PlayerClock player={player} />
            {keeper && <CoverageButton desk={desk} keeper={keeper} duration={duration} />}
          </div>
          <div className={styles.small}>
            <Tooltip label={words.player.back}>
              <button
                type="button"
                className={styles.rate}
                // What is written on it is part of its name, for those who say what they see.
                aria-label={`−3 s: ${words.player.back}`}
                onClick={() => player.skip(-3)}
              >
                −3 s
              </button>
            </Tooltip>
            <Menu position="top-start" width={110}>
              <Menu.Target>
                <button type="button" className={styles.rate} aria-label={`${words.player.speed}: ${rate}×`}>
                  {rate}×
                </button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.RadioGroup value={String(rate)} onChange={value => player.setRate(Number(value))}>
                  {RATES.map(value => (
                    <Menu.RadioItem key={value} value={String(value)} closeMenuOnClick>
                      {value}×
                    </Menu.RadioItem>
                  ))}
                </Menu.RadioGroup>
              </Menu.Dropdown>
            </Menu>
            <Tooltip label={words.player.zoomOut}>
              <ActionIcon
                size="sm"
                aria-label={words.player.zoomOut}
                disabled={!waveform || zoom === 0}
                onClick={() => changeZoom(0.5)}
              >
                <IconZoomOut size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={words.player.zoomIn}>
              <ActionIcon
                size="sm"
                aria-label={words.player.zoomIn}
                disabled={!waveform || zoom >= MAX_ZOOM}
                onClick={() => changeZoom(2)}
              >
                <IconZoomIn size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </div>
        </div>
      </div>
      {failed ? (
        <p className={styles.none} role="alert">
          {words.player.failed}
        </p>
      ) : (
        <Wave desk={desk} player={player} onWaveform={setWaveform} />
      )}
    </>
  )
}

const usePeaks = (desk: Desk): Peaks | null => {
  const [peaks, setPeaks] = useState<Peaks | null>(null)
  const { id, recording } = desk.conversation
  useEffect(() => {
    if (!recording?.peaks) return
    const given = new AbortController()
    fetch(peaksUrl(id), { signal: given.signal })
      .then(async response => {
        if (!response.ok) throw new Error(`The waveform could not be fetched (${response.status}).`)
        setPeaks(readPeaks(await response.arrayBuffer()))
      })
      .catch((error: unknown) => {
        // Without it the recording plays all the same; the bar says that it is not there.
        if (!given.signal.aborted) console.warn(error)
      })
    return () => given.abort()
  }, [id, recording])
  return peaks
}

const Wave = ({
  desk,
  player,
  onWaveform,
}: {
  desk: Desk
  player: Player
  onWaveform: (waveform: Waveform | null) => void
}) => {
  const container = useRef<HTMLDivElement>(null)
  const overlay = useRef<HTMLCanvasElement>(null)
  const slider = useRef<HTMLDivElement>(null)
  const peaks = usePeaks(desk)
  const [waveform, setWaveform] = useState<Waveform | null>(null)
  const dark = useComputedColorScheme('light') === 'dark'
  const words_ = useFacts(facts => facts.words)
  const speakers = useFacts(facts => facts.speakers)
  const ontology = useFacts(facts => facts.ontology)

  useEffect(() => {
    if (!peaks || !container.current || !overlay.current) return
    const made = createWaveform({
      container: container.current,
      overlay: overlay.current,
      peaks,
      height: HEIGHT,
      onSeek(seconds) {
        player.seek(seconds)
        const point = desk.facts.get().timing?.pointAt(seconds * 1000)
        desk.state.set({ following: true })
        if (point) desk.view.current?.reveal(point, { smooth: false })
      },
    })
    setWaveform(made)
    onWaveform(made)
    made.show(player.now(), false)
    const unfollow = player.onTime(seconds => made.show(seconds, player.state.get().playing))
    return () => {
      unfollow()
      setWaveform(null)
      onWaveform(null)
      made.dispose()
    }
  }, [desk, player, peaks, onWaveform])

  useEffect(() => {
    waveform?.setLook({
      speakers: speakerTimes(desk.index, words_),
      voices: voiceColours(speakers.values(), dark),
      dark,
    })
  }, [waveform, desk, words_, speakers, dark])

  // Dependencies: the marks are coloured by the ontology
  useEffect(() => {
    if (!waveform) return
    const mark = () => waveform.setMarks(waveMarks(desk, dark))
    const { request: later, cancel } = atLeisure(mark)
    mark()
    let { colourBy } = desk.state.get()
    const disposers = [
      desk.annotations.onChange(later),
      desk.shown.onChange(later),
      desk.state.subscribe(() => {
        const now = desk.state.get()
        if (now.colourBy === colourBy) return
        colourBy = now.colourBy
        later()
      }),
    ]
    return () => {
      cancel()
      for (const dispose of disposers) dispose()
    }
  }, [waveform, desk, dark, ontology])

  useEffect(() => (waveform ? showStretch(desk, waveform) : undefined), [waveform, desk])
  useEffect(() => (waveform ? showListeners(desk, waveform) : undefined), [waveform, desk])
  useEffect(() => (slider.current ? tellPosition(player, slider.current) : undefined), [player])

  return (
    <div
      ref={slider}
      className={styles.wave}
      role="slider"
      tabIndex={0}
      aria-label={words.player.position}
      aria-valuemin={0}
      aria-valuemax={Math.round(player.state.get().duration)}
      aria-valuenow={0}
      onKeyDown={event => {
        const step = { ArrowLeft: -5, ArrowRight: 5, ArrowDown: -5, ArrowUp: 5, PageDown: -60, PageUp: 60 }[
          event.key
        ]
        if (step === undefined) return
        event.preventDefault()
        event.stopPropagation()
        player.skip(step)
      }}
    >
      <div ref={container} className={styles.container} />
      <canvas ref={overlay} className={styles.overlay} aria-hidden />
      <ResumeOffer desk={desk} player={player} />
      {!desk.conversation.recording?.peaks && <p className={styles.none}>{words.player.noPeaks}</p>}
    </div>
  )
}

/** Shows the passage in focus, or what is selected, over the waveform. */
const showStretch = (desk: Desk, waveform: Waveform): (() => void) => {
  let shown: unknown
  const show = () => {
    const { selection, focus } = desk.state.get()
    if ((selection ?? focus) === shown) return
    shown = selection ?? focus
    const times = selection
      ? desk.facts.get().timing?.spanTimes(selection)
      : focus === null
        ? null
        : desk.annotations.get(focus)?.highlight.anchor
    waveform.setStretch(
      times && times.from >= 0
        ? {
            from: times.from / 1000,
            to: Math.max(times.from, times.to) / 1000,
            colour: 'color-mix(in oklab, var(--accent) 17%, transparent)',
          }
        : null,
    )
  }
  show()
  return desk.state.subscribe(show)
}

/** Says the position for those who cannot see it: after a jump and every few seconds, not on every frame. */
const tellPosition = (player: Player, element: HTMLElement): (() => void) => {
  let told = -10
  const tell = (seconds: number) => {
    if (Math.abs(seconds - told) < 5) return
    told = seconds
    element.setAttribute('aria-valuenow', String(Math.round(seconds)))
    element.setAttribute(
      'aria-valuetext',
      words.player.positionText(formatTime(seconds), formatTime(player.state.get().duration)),
    )
  }
  tell(player.now())
  return player.onTime(tell)
}
