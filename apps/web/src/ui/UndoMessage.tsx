import { Button, Group, Text } from '@mantine/core'
import { common } from '../text/common.ts'

/** The inside of a notification that can be taken back. */
export const UndoMessage = ({ message, onUndo }: { message: string; onUndo: () => void }) => (
  <Group justify="space-between" wrap="nowrap" gap="sm">
    <Text size="sm" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      {message}
    </Text>
    <Button size="compact-sm" variant="default" onClick={onUndo} style={{ flex: 'none' }}>
      {common.undo}
    </Button>
  </Group>
)
