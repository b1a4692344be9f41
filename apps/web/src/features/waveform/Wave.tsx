import { useEffect, useMemo, useRef, useState } from 'react'
import { useListening } from '../../api/listening.ts'
import { useStore } from '../../collab/createStore.ts'
import { desk as words } from '../../text/desk.ts'
import { atLeisure } from '../../ui/atLeisure.ts'
import { useGround } from '../../ui/useGround.ts'
import { useFacts } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import type { ListeningKeeper } from '../listening/listeningKeeper.ts'
import { ResumeOffer } from '../listening/ResumeOffer.tsx'
import { showListeners } from '../presence/showListeners.ts'
import { createWaveform, type Waveform } from './createWaveform.ts'
import { findSilences } from './findSilences.ts'
import { listenToWave } from './listenToWave.ts'
import { MarkTip, type MarkTipState } from './MarkTip.tsx'
import { PlayerNotice } from './PlayerNotice.tsx'
import { pickSpot } from './pickSpot.ts'
import type { Player } from './player.ts'
import { flatPeaks } from './readPeaks.ts'
import { showLoop, showStretch, showVoices, showWords, tellPosition } from './showOnWave.ts'
import { usePeaks } from './usePeaks.ts'
import styles from './Waveform.module.css'
import { WaveMarks } from './WaveMarks.ts'

interface WaveProps {
  desk: Desk
  player: Player
  keeper: ListeningKeeper | null
  onWaveform: (waveform: Waveform | null) => void
}

const STEPS: Record<string, number> = {
  ArrowLeft: -5,
  ArrowRight: 5,
  ArrowDown: -5,
  ArrowUp: 5,
  PageDown: -60,
  PageUp: 60,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** The picture of the recording, with everything that lies on it. */
export const Wave = ({ desk, player, keeper, onWaveform }: WaveProps) => {
  const container = useRef<HTMLDivElement>(null)
  const moving = useRef<HTMLCanvasElement>(null)
  const still = useRef<HTMLCanvasElement>(null)
  const slider = useRef<HTMLDivElement>(null)
  const { data: drawn, isError, isFetching, refetch } = usePeaks(desk.conversation.id)
  const [waveform, setWaveform] = useState<Waveform | null>(null)
  const [tip, setTip] = useState<MarkTipState | null>(null)
  const { scheme, forced } = useGround()
  const dark = scheme === 'dark'
  const sourceWords = useFacts(facts => facts.words)
  const timing = useFacts(facts => facts.timing)
  const speakers = useFacts(facts => facts.speakers)
  const skipSilence = useStore(player.state, state => state.skipSilence)
  const duration = desk.conversation.recording?.duration ?? 0
  const missing = drawn === null || isError
  const peaks = useMemo(() => drawn ?? (missing ? flatPeaks(duration) : null), [drawn, missing, duration])

  useEffect(() => {
    if (!peaks || !container.current || !moving.current || !still.current || !slider.current) return
    const made = createWaveform({
      container: container.current,
      moving: moving.current,
      still: still.current,
      peaks,
      onSeek: seconds => pickSpot(desk, player, { kind: 'wave', seconds }),
      onZoom: () => desk.wave.set({ zoom: made.zoomed() }),
    })
    setWaveform(made)
    onWaveform(made)
    desk.wave.set({ current: made, zoom: 'whole' })
    made.show(player.now(), false)
    const disposers = [
      player.onTime(seconds => made.show(seconds, player.state.get().playing)),
      listenToWave(slider.current, made, {
        onPick: spot => spot.kind !== 'wave' && pickSpot(desk, player, spot),
        onHover(spot, x) {
          const keys = spot?.kind === 'marks' ? spot.keys : []
          const [first = null] = keys
          if (desk.state.get().hover !== first) desk.state.set({ hover: first })
          setTip(before => {
            if (first === null) return null
            return before?.keys.join() === keys.join() ? before : { keys, x }
          })
        },
      }),
    ]
    return () => {
      for (const dispose of disposers) dispose()
      setWaveform(null)
      onWaveform(null)
      desk.wave.set({ current: null, zoom: 'whole' })
      made.dispose()
    }
  }, [desk, player, peaks, onWaveform])

  // Dependencies: all is drawn anew where the system begins or ends to choose the colours
  useEffect(
    () => (waveform ? showVoices(desk, waveform, { words: sourceWords, speakers, dark }) : undefined),
    [waveform, desk, sourceWords, speakers, dark, forced],
  )

  useEffect(() => {
    if (!waveform) return
    const marks = new WaveMarks(desk, dark)
    const changed = new Set<string>()
    let all = true
    const mark = () => {
      waveform.setMarks(marks.update(all ? undefined : changed))
      changed.clear()
      all = false
    }
    const { request: later, cancel } = atLeisure(mark)
    const anew = () => {
      all = true
      later()
    }
    mark()
    let { colourBy } = desk.state.get()
    const disposers = [
      desk.annotations.onChange((_, keys) => {
        for (const key of keys) changed.add(key)
        if (keys.size > 0) later()
      }),
      desk.shown.onChange(anew),
      desk.state.subscribe(() => {
        const now = desk.state.get()
        if (now.colourBy === colourBy) return
        colourBy = now.colourBy
        anew()
      }),
    ]
    return () => {
      cancel()
      for (const dispose of disposers) dispose()
    }
  }, [waveform, desk, dark])

  // Looked for only when it is asked for: a long transcript takes a moment.
  const silences = useMemo(
    () => (skipSilence ? findSilences(sourceWords, drawn ?? null, duration) : []),
    [skipSilence, sourceWords, drawn, duration],
  )
  useEffect(() => {
    player.setSilences(silences)
    waveform?.setSilences(silences)
  }, [player, waveform, silences])

  useEffect(() => (waveform ? showStretch(desk, waveform) : undefined), [waveform, desk])
  useEffect(() => (waveform ? showLoop(player, waveform) : undefined), [waveform, player])
  useEffect(() => (waveform ? showListeners(desk, waveform) : undefined), [waveform, desk])
  useEffect(
    () => (waveform && timing ? showWords(desk, timing, waveform) : undefined),
    [waveform, desk, timing],
  )
  useEffect(() => (slider.current ? tellPosition(desk, player, slider.current) : undefined), [desk, player])

  const known = useListening(desk.conversation.id).data?.find(({ member }) => member === desk.me.id)?.heard
  useEffect(() => {
    if (known) keeper?.know(known)
  }, [keeper, known])
  useEffect(() => {
    if (!keeper || !waveform) return
    const show = () => waveform.setHeard(keeper.state.get().heard)
    show()
    return keeper.state.subscribe(show)
  }, [keeper, waveform])

  return (
    <div className={styles.area}>
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
          const step = event.key === ' ' ? 0 : STEPS[event.key]
          if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
          event.preventDefault()
          event.stopPropagation()
          // Who clicked the picture goes on with the keyboard from there.
          if (step === 0) player.toggle()
          else if (Number.isFinite(step)) player.skip(step)
          else player.seek(step < 0 ? 0 : player.state.get().duration)
        }}
      >
        <div ref={container} className={styles.container} />
        <canvas ref={moving} className={styles.overlay} data-layer="moving" aria-hidden />
        <canvas ref={still} className={styles.overlay} data-layer="still" aria-hidden />
      </div>
      {tip && <MarkTip desk={desk} tip={tip} />}
      <div className={styles.notices}>
        <ResumeOffer desk={desk} player={player} />
        <PlayerNotice
          player={player}
          peaks={drawn ? 'there' : isFetching ? 'coming' : isError ? 'failed' : 'none'}
          onRetryPeaks={() => void refetch()}
        />
      </div>
    </div>
  )
}
