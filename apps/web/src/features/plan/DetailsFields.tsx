import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { ActionStatus, Audience } from '@polyphony/ontology'
import { IconPlus, IconX } from '@tabler/icons-react'
import { plan as text } from '../../text/plan.ts'
import type { DetailsDraft } from './detailsDraft.ts'
import styles from './plan.module.css'

interface DetailsFieldsProps {
  draft: DetailsDraft
  onChange: (draft: DetailsDraft) => void
  linkOk: boolean
}

const METRIC = ['name', 'baseline', 'latest', 'target'] as const

/** Who answers for an action, what it is to reach, how that shows, by when and with what. */
export const DetailsFields = ({ draft, onChange, linkOk }: DetailsFieldsProps) => {
  const set = (change: Partial<DetailsDraft>) => onChange({ ...draft, ...change })
  const owner = (at: number, change: Partial<DetailsDraft['owners'][number]>) =>
    set({ owners: draft.owners.map((one, i) => (i === at ? { ...one, ...change } : one)) })
  const metric = (at: number, change: Partial<DetailsDraft['metrics'][number]>) =>
    set({ metrics: draft.metrics.map((one, i) => (i === at ? { ...one, ...change } : one)) })
  const lines = (field: 'goals' | 'resources') => (
    <Textarea
      label={text.fields[field]}
      description={text.onePerLine}
      autosize
      minRows={2}
      value={draft[field]}
      onChange={event => set({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <NativeSelect
        label={text.fields.status}
        data={[
          { value: '', label: text.noStatus },
          ...ActionStatus.options.map(value => ({ value, label: text.statuses[value] })),
        ]}
        value={draft.status}
        onChange={event => set({ status: ActionStatus.safeParse(event.currentTarget.value).data ?? '' })}
      />
      <fieldset className={styles.rows}>
        <legend>{text.fields.owners}</legend>
        {draft.owners.map((one, i) => (
          <div key={i} className={styles.fieldRow}>
            <NativeSelect
              aria-label={text.audience}
              data={Audience.options.map(value => ({ value, label: text.audiences[value] }))}
              value={one.audience}
              onChange={event => owner(i, { audience: Audience.parse(event.currentTarget.value) })}
            />
            <TextInput
              aria-label={text.ownerName}
              placeholder={text.ownerName}
              value={one.name}
              onChange={event => owner(i, { name: event.currentTarget.value })}
            />
            <Remove
              label={text.removeOwner(i + 1)}
              onClick={() => set({ owners: draft.owners.toSpliced(i, 1) })}
            />
          </div>
        ))}
        <Add
          label={text.addOwner}
          onClick={() => set({ owners: [...draft.owners, { audience: 'institute-wide', name: '' }] })}
        />
      </fieldset>
      {lines('goals')}
      <fieldset className={styles.rows}>
        <legend>{text.fields.metrics}</legend>
        {draft.metrics.map((one, i) => (
          <div key={i} className={styles.fieldRow} data-wide>
            {METRIC.map(field => (
              <TextInput
                key={field}
                aria-label={text.metric[field]}
                placeholder={text.metric[field]}
                value={one[field]}
                onChange={event => metric(i, { [field]: event.currentTarget.value })}
              />
            ))}
            <Remove
              label={text.removeMetric(i + 1)}
              onClick={() => set({ metrics: draft.metrics.toSpliced(i, 1) })}
            />
          </div>
        ))}
        <Add
          label={text.addMetric}
          onClick={() =>
            set({ metrics: [...draft.metrics, { name: '', baseline: '', target: '', latest: '' }] })
          }
        />
      </fieldset>
      <fieldset className={styles.rows}>
        <legend>{text.fields.timing}</legend>
        <div className={styles.fieldRow} data-wide>
          <TextInput
            type="date"
            label={text.begins}
            value={draft.begins}
            onChange={event => set({ begins: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={text.ends}
            value={draft.ends}
            onChange={event => set({ ends: event.currentTarget.value })}
          />
          <TextInput
            label={text.timingNote}
            value={draft.timingNote}
            onChange={event => set({ timingNote: event.currentTarget.value })}
          />
        </div>
      </fieldset>
      {lines('resources')}
      <TextInput
        label={text.fields.link}
        type="url"
        placeholder="https://"
        value={draft.link}
        error={linkOk ? undefined : text.badLink}
        onChange={event => set({ link: event.currentTarget.value })}
      />
    </>
  )
}

const Add = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <div>
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconPlus size={13} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  </div>
)

const Remove = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <ActionIcon aria-label={label} onClick={onClick}>
    <IconX size={15} />
  </ActionIcon>
)
