import { Button, Group, Menu, Switch, TextInput } from '@mantine/core'
import { type Import, LIMITS } from '@polyphony/contract'
import { formatTime } from '../../text/format.ts'
import { imports as text } from '../../text/imports.ts'
import { notifyDone } from '../../ui/notify.ts'
import styles from './importing.module.css'
import {
  keepNames,
  mergeSpeakers,
  type SpeakerDraft,
  speakerProblems,
  splitSpeaker,
  suggestSpeakers,
} from './speakerDraft.ts'

interface SpeakersPartProps {
  transcript: NonNullable<Import['transcript']>
  drafts: SpeakerDraft[]
  onChange: (drafts: SpeakerDraft[]) => void
}

/** Who speaks: pseudonyms, who facilitates, who is one person under two names. */
export const SpeakersPart = ({ transcript, drafts, onChange }: SpeakersPartProps) => {
  const problems = speakerProblems(drafts)
  const words = Math.max(1, transcript.words)
  const change = (index: number, part: Partial<SpeakerDraft>) =>
    onChange(drafts.map((draft, i) => (i === index ? { ...draft, ...part } : draft)))
  const nameOf = new Map(drafts.flatMap(d => d.found.map(f => [f.key, d.name] as const)))
  return (
    <div className={styles.speakers}>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onChange(suggestSpeakers(transcript.speakers))}
        >
          {text.speakers.suggest}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => onChange(keepNames(drafts))}>
          {text.speakers.keepNames}
        </Button>
      </Group>
      <ul className={styles.people}>
        {drafts.map((draft, index) => {
          const found = draft.found.map(f => f.name).join(', ')
          const problem = problems[index]
          return (
            <li key={draft.found[0]!.key} className={styles.person}>
              <TextInput
                aria-label={text.speakers.name(found)}
                value={draft.name}
                maxLength={LIMITS.nameLength}
                error={problem && text.speakers[problem]}
                onChange={event => change(index, { name: event.currentTarget.value })}
                className={styles.personName}
              />
              <span className={styles.personFound}>
                {draft.found.map(f => (
                  <span key={f.key}>{text.speakers.found(f.name)}</span>
                ))}
                <span className={styles.soft}>
                  {text.speakers.numbers(
                    draft.found.reduce((sum, f) => sum + f.turns, 0),
                    Math.round((draft.found.reduce((sum, f) => sum + f.words, 0) / words) * 100),
                  )}
                </span>
              </span>
              <Switch
                label={text.speakers.facilitator}
                aria-label={text.speakers.facilitatorOf(draft.name)}
                checked={draft.role === 'facilitator'}
                onChange={event =>
                  change(index, { role: event.currentTarget.checked ? 'facilitator' : 'participant' })
                }
              />
              <Group gap={4}>
                {drafts.length > 1 && (
                  <Menu>
                    <Menu.Target>
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        aria-label={text.speakers.mergeOf(draft.name)}
                      >
                        {text.speakers.merge}
                      </Button>
                    </Menu.Target>
                    <Menu.Dropdown>
                      {drafts.map(
                        (other, into) =>
                          into !== index && (
                            <Menu.Item
                              key={other.found[0]!.key}
                              onClick={() => {
                                onChange(mergeSpeakers(drafts, index, into))
                                notifyDone(text.speakers.merged(draft.name, other.name))
                              }}
                            >
                              {other.name}
                            </Menu.Item>
                          ),
                      )}
                    </Menu.Dropdown>
                  </Menu>
                )}
                {draft.found.length > 1 && (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={text.speakers.splitOf(draft.name)}
                    onClick={() => onChange(splitSpeaker(drafts, index))}
                  >
                    {text.speakers.split}
                  </Button>
                )}
              </Group>
            </li>
          )
        })}
      </ul>
      <section aria-label={text.speakers.preview} className={styles.preview}>
        <h3>{text.speakers.preview}</h3>
        {transcript.preview.map((turn, i) => (
          <div key={i} className={styles.turn}>
            <div className={styles.turnHead}>
              <strong>{turn.speaker === null ? '' : (nameOf.get(turn.speaker) ?? turn.speaker)}</strong>
              {turn.start !== null && <time className="tabular">{formatTime(turn.start)}</time>}
            </div>
            <p className="voice">{turn.text}</p>
          </div>
        ))}
      </section>
    </div>
  )
}
