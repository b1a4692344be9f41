import { describe, expect, it } from 'vitest'
import { expectNoErrors, saved } from './support/deskActions.ts'
import type { Study } from './support/setUpStudy.ts'
import { sineWav } from './support/sineWav.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see } from './support/waiting.ts'

/** Four voices of which two are one person; the last cue ends before it begins. */
const TRANSCRIPT = `WEBVTT

00:00:00.000 --> 00:00:01.500
<v Anna Real>Welcome. Who would like to begin?</v>

00:00:01.500 --> 00:00:03.000
<v Bob Real>I would, if nobody minds.</v>

00:00:03.000 --> 00:00:04.200
<v Bobby R.>It is about the door.</v>

00:00:04.200 --> 00:00:05.000
<v Cleo Real>Which door?</v>

00:00:05.900 --> 00:00:05.100
<v Anna Real>The green one.</v>
`

describe('importing a conversation', () => {
  let study: Study
  useStudy(made => {
    ;({ study } = made)
  })

  it('takes a recording and a transcript, pseudonyms and all, to a desk with a waveform', async () => {
    const ada = await study.open(study.owner, `/w/${study.workspace}/conversations`)
    const { page } = ada
    await page.getByRole('link', { name: 'Import a conversation' }).click()
    const finish = page.getByRole('button', { name: 'Make the conversation' })
    await see(page.getByText('Hand over a recording or a transcript first.'))
    expect(await finish.isDisabled()).toBe(true)

    await page.getByLabel('Drop the recording here, or choose a file').setInputFiles({
      name: 'Green door.wav',
      mimeType: 'audio/wav',
      buffer: sineWav(6),
    })
    await see(page.getByText('Ready, 0:06'))
    await page.getByLabel('Drop the transcript here, or choose a file').setInputFiles({
      name: 'door.vtt',
      mimeType: 'text/vtt',
      buffer: Buffer.from(TRANSCRIPT),
    })
    await see(page.getByText(/: 5 turns, \d+ words$/))
    const report = page.getByRole('region', { name: 'What was skipped or repaired' })
    await see(report.getByText('Repaired'))

    // Who speaks: found, never shown by name unless one wants that.
    for (const name of ['Anna Real', 'Bob Real', 'Bobby R.', 'Cleo Real'])
      await see(page.getByText(`“${name}” in the file`))
    await page.getByLabel('Pseudonym of Anna Real').fill('Heron')
    await page.getByRole('switch', { name: 'Heron facilitates' }).check({ force: true })
    await page.getByLabel('Pseudonym of Bob Real').fill('Marten')
    await page.getByLabel('Pseudonym of Cleo Real').fill('Marten')
    await see(page.getByText('Two people have this name.').first())
    await page.getByLabel('Pseudonym of Cleo Real').fill('Otter')
    const bobby = await page.getByLabel('Pseudonym of Bobby R.').inputValue()
    await page.getByRole('button', { name: `${bobby} is the same person as…` }).click()
    await page.getByRole('menuitem', { name: 'Marten' }).click()
    await see(page.getByRole('button', { name: 'Separate Marten again' }))
    const preview = page.getByRole('region', { name: 'How it begins' })
    await see(preview.getByText('It is about the door.'))
    await eventually(() => preview.getByText('Marten', { exact: true }).count()).toBe(2)

    await eventually(() => page.getByLabel('Title').inputValue()).toBe('Green door')
    await page.getByLabel('Title').fill('The green door')
    await eventually(() => finish.isEnabled()).toBe(true)
    await finish.click()

    await see(page.getByRole('heading', { name: 'The green door' }))
    await see(page.getByRole('group', { name: 'Heron, 0:00' }).getByText('Welcome. Who would like to begin?'))
    await see(page.getByRole('group', { name: 'Marten, 0:01' }))
    await see(page.getByRole('group', { name: 'Otter, 0:04' }))
    await eventually(() => page.getByRole('button', { name: 'Zoom in' }).isEnabled()).toBe(true)
    await saved(page)
    // The names of the file are nowhere in what members get.
    const words = await ada.context.request.get(page.url().replace(/\/w\/[^/]+/, '/api'))
    expect(await words.text()).not.toContain('Real')
    expect(await page.getByText('Anna').count()).toBe(0)
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await see(page.getByRole('button', { name: 'Pause' }))
    expectNoErrors(ada)
  })

  it('takes a transcript alone', async () => {
    const ada = await study.open(study.owner, `/w/${study.workspace}/import`)
    const { page } = ada
    await page.getByLabel('Drop the transcript here, or choose a file').setInputFiles({
      name: 'letter.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Ann: Good morning.\n\nBen: Is it?\n'),
    })
    await see(page.getByText(/2 turns, 4 words$/))
    await page.getByLabel('Title').fill('A short one')
    await page.getByRole('button', { name: 'Make the conversation' }).click()
    await see(page.getByRole('heading', { name: 'A short one' }))
    await see(page.getByText('This conversation has no recording.'))
    await see(page.getByText('Good morning.'))
    expectNoErrors(ada)
  })

  it('says why a file cannot be used, and lets one go on with another', async () => {
    const ada = await study.open(study.owner, `/w/${study.workspace}/import`)
    const { page } = ada
    await page.getByLabel('Drop the recording here, or choose a file').setInputFiles({
      name: 'talk.mp3',
      mimeType: 'audio/mpeg',
      buffer: Buffer.from('#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/secret.mp3\n'),
    })
    await see(page.getByRole('alert').filter({ hasText: /playlist|recording|audio/i }))
    await see(page.getByText('The recording cannot be used. Take it out or hand over another.'))
    await page.getByRole('button', { name: 'Take the recording out' }).click()
    await see(page.getByLabel('Drop the recording here, or choose a file').locator('xpath=..'))

    const drop = page.getByLabel('Drop the transcript here, or choose a file')
    await drop.setInputFiles({
      name: 'holiday.png',
      mimeType: 'image/png',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0xff, 0xfe, 0, 1]),
    })
    await see(page.getByRole('alert'))
    expect((await page.getByRole('alert').first().textContent())!.length).toBeGreaterThan(20)
    await drop.setInputFiles({
      name: 'door.vtt',
      mimeType: 'text/vtt',
      buffer: Buffer.from(TRANSCRIPT),
    })
    await see(page.getByText(/5 turns/))
    await eventually(() => page.getByRole('alert').count()).toBe(0)
    expectNoErrors(ada)
  })
})
