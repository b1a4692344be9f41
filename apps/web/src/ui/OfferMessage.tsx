import { Button, Group, Text } from '@mantine/core'

interface OfferMessageProps {
  message: string
  /** What the button says. */
  offer: string
  onAct: () => void
}

/** The inside of a notification that something can be done about, such as taking it back. */
export const OfferMessage = ({ message, offer, onAct }: OfferMessageProps) => (
  <Group justify="space-between" wrap="nowrap" gap="sm">
    <Text size="sm" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      {message}
    </Text>
    <Button size="compact-sm" variant="default" onClick={onAct} style={{ flex: 'none' }}>
      {offer}
    </Button>
  </Group>
)
