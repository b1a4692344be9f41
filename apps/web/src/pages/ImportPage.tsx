import { Button, TextInput } from '@mantine/core'
import { type Ceiling, Title } from '@polyphony/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import {
  useCancelImport,
  useCreateImport,
  useFinishImport,
  useImport,
  usePutTranscript,
  useRemoveFromImport,
} from '../api/imports.ts'
import { queryKeys } from '../api/queryKeys.ts'
import { CeilingField } from '../features/conversations/CeilingField.tsx'
import { GroupField } from '../features/conversations/GroupField.tsx'
import styles from '../features/importing/importing.module.css'
import { RecordingPart } from '../features/importing/RecordingPart.tsx'
import { SpeakersPart } from '../features/importing/SpeakersPart.tsx'
import {
  type SpeakerDraft,
  speakerProblems,
  suggestSpeakers,
  titleFromFile,
} from '../features/importing/speakerDraft.ts'
import { TranscriptPart } from '../features/importing/TranscriptPart.tsx'
import { useUpload } from '../features/importing/useUpload.ts'
import { paths } from '../paths.ts'
import { common } from '../text/common.ts'
import { conversations } from '../text/conversations.ts'
import { imports as text } from '../text/imports.ts'
import { confirm } from '../ui/confirm.tsx'
import { FormFailure } from '../ui/FormFailure.tsx'
import { fieldIssues } from '../ui/fieldIssues.ts'
import { errorMessage, notifyError } from '../ui/notify.ts'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Section } from '../ui/Section.tsx'

interface About {
  title: string
  group: string | null
  heldOn: string
  ceiling: Ceiling
}

/** Brings a conversation in: files, who speaks, what it is. The import's id stands in the address, so a reload keeps it. */
export const ImportPage = () => {
  const workspace = useParams().workspace!
  const navigate = useNavigate()
  const client = useQueryClient()
  const [search, setSearch] = useSearchParams()
  const importId = search.get('import')
  const current = useImport(importId)
  const create = useCreateImport(workspace)
  const put = usePutTranscript()
  const remove = useRemoveFromImport()
  const finish = useFinishImport(workspace)
  const giveUp = useCancelImport()
  const [recordingName, setRecordingName] = useState<string | null>(null)
  // Decisions on the speakers belong to one transcript; another one begins anew.
  const [edited, setEdited] = useState<{ transcript: string; drafts: SpeakerDraft[] } | null>(null)
  const [about, setAbout] = useState<About>({ title: '', group: null, heldOn: '', ceiling: 'team' })
  const [failure, setFailure] = useState<string | null>(null)
  const upload = useUpload(
    () => importId && void client.invalidateQueries({ queryKey: queryKeys.import(importId) }),
  )

  const { recording, transcript } = current.data ?? { recording: null, transcript: null }
  const transcriptKey = transcript ? JSON.stringify([transcript.name, transcript.speakers]) : ''
  const drafts =
    edited?.transcript === transcriptKey ? edited.drafts : suggestSpeakers(transcript?.speakers ?? [])

  // Two files dropped at once must end in one import.
  const beginning = useRef<Promise<string> | null>(null)
  const begin = (): Promise<string> => {
    if (importId) return Promise.resolve(importId)
    beginning.current ??= create
      .mutateAsync()
      .then(made => {
        setSearch({ import: made.id }, { replace: true })
        return made.id
      })
      .finally(() => {
        beginning.current = null
      })
    return beginning.current
  }
  const named = (file: File) =>
    setAbout(now => (now.title.trim() ? now : { ...now, title: titleFromFile(file.name) }))

  const takeRecording = async (file: File) => {
    const id = await begin().catch(() => null)
    if (!id) return
    setRecordingName(file.name)
    upload.start(id, file)
    named(file)
  }
  const takeTranscript = async (file: File) => {
    const id = await begin().catch(() => null)
    if (!id) return
    await put.mutateAsync({ importId: id, file }).then(
      () => named(file),
      () => undefined, // Shown at the place where the file was dropped.
    )
  }
  const removePart = async (part: 'recording' | 'transcript') => {
    if (part === 'recording') {
      await upload.cancel()
      setRecordingName(null)
    }
    if (importId) remove.mutate({ importId, part })
  }

  const problem = whatIsMissing()
  function whatIsMissing(): string | null {
    if (upload.phase === 'sending' || upload.phase === 'paused') return text.missing.sending
    if (upload.phase === 'failed' || recording?.state === 'failed') return text.missing.failed
    if (!recording && !transcript) return text.missing.files
    if (recording && recording.state !== 'ready') return text.missing.reading
    if (speakerProblems(drafts).some(p => p !== null)) return text.missing.speakers
    if (!Title.safeParse(about.title).success) return text.missing.title
    return null
  }

  const submit = async () => {
    if (!importId || problem) return
    setFailure(null)
    try {
      const made = await finish.mutateAsync({
        importId,
        body: {
          ...about,
          heldOn: about.heldOn || null,
          speakers: drafts.map(d => ({ keys: d.found.map(f => f.key), name: d.name.trim(), role: d.role })),
        },
      })
      navigate(paths.desk(workspace, made.id))
    } catch (error) {
      const { fields, message } = fieldIssues(error, ['title', 'heldOn', 'group', 'ceiling', 'speakers'])
      setFailure([message, ...Object.values(fields)].filter(Boolean).join(' '))
    }
  }

  const leave = () => navigate(paths.conversations(workspace))
  const cancel = () => {
    if (!importId) return leave()
    confirm({
      title: text.cancelTitle,
      text: text.cancelText,
      confirm: text.cancel,
      onConfirm: async () => {
        await upload.cancel()
        giveUp.mutate(importId, { onSuccess: leave, onError: notifyError })
      },
    })
  }

  return (
    <Page>
      <PageHeader
        title={text.title}
        hint={text.hint}
        actions={
          <Button variant="default" onClick={cancel}>
            {importId ? text.cancel : common.cancel}
          </Button>
        }
      />
      {current.isError && <FormFailure message={errorMessage(current.error)} />}
      <Section title={text.steps.files}>
        <div className={styles.files}>
          <RecordingPart
            recording={recording}
            upload={upload}
            fileName={recordingName}
            onFile={takeRecording}
            onRemove={() => removePart('recording')}
          />
          <TranscriptPart
            transcript={transcript}
            reading={put.isPending}
            failure={put.isError ? errorMessage(put.error) : null}
            onFile={takeTranscript}
            onRemove={() => removePart('transcript')}
          />
        </div>
      </Section>
      {transcript && (
        <Section title={text.steps.speakers} hint={text.speakers.hint}>
          <SpeakersPart
            transcript={transcript}
            drafts={drafts}
            onChange={next => setEdited({ transcript: transcriptKey, drafts: next })}
          />
        </Section>
      )}
      <Section title={text.steps.about}>
        <div className={styles.about}>
          <div className={styles.column}>
            <TextInput
              label={conversations.fields.title}
              placeholder={conversations.fields.titlePlaceholder}
              required
              value={about.title}
              onChange={event => setAbout({ ...about, title: event.currentTarget.value })}
            />
            <GroupField
              workspace={workspace}
              value={about.group}
              onChange={group => setAbout({ ...about, group })}
            />
            <TextInput
              type="date"
              label={`${conversations.fields.heldOn} (${common.optional})`}
              value={about.heldOn}
              onChange={event => setAbout({ ...about, heldOn: event.currentTarget.value })}
            />
          </div>
          <CeilingField value={about.ceiling} onChange={ceiling => setAbout({ ...about, ceiling })} />
        </div>
      </Section>
      <div className={styles.end}>
        <Button size="md" onClick={submit} loading={finish.isPending} disabled={problem !== null}>
          {text.finish}
        </Button>
        <span className={styles.soft} aria-live="polite">
          {problem}
        </span>
        <FormFailure message={failure} />
      </div>
    </Page>
  )
}
