import { Button, CopyButton, Group, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { common } from '../text/common.ts'

/** A text to take along: selected on focus, copied by the button. */
export const CopyField = ({ label, value }: { label: string; value: string }) => (
  <Group align="flex-end" wrap="nowrap" gap="xs">
    <TextInput
      label={label}
      value={value}
      readOnly
      style={{ flex: 1 }}
      styles={{ input: { fontFamily: 'var(--font-code)', fontSize: 13 } }}
      onFocus={event => event.currentTarget.select()}
    />
    <CopyButton value={value} timeout={3000}>
      {({ copied, copy }) => (
        <Button
          onClick={copy}
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        >
          <span aria-live="polite">{copied ? common.copied : common.copy}</span>
        </Button>
      )}
    </CopyButton>
  </Group>
)
