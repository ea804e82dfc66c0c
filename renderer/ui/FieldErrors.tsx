// All that is wrong with a form at one place, each line naming its field; fields also show their own message beneath them.
import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

interface Props {
  /** Messages by field name; nothing is drawn when there are none. */
  messages: Record<string, string>;
  /** What fields are called on screen, by field name. */
  names?: Record<string, string>;
  title?: string;
}

export function FieldErrors({ messages, names = {}, title = 'Please look at this again' }: Props) {
  const entries = Object.entries(messages);
  if (entries.length === 0) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={title} role="alert">
      {entries.map(([field, message]) => (
        <div key={field}>
          {names[field] !== undefined && <b>{names[field]}: </b>}
          {message}
        </div>
      ))}
    </Alert>
  );
}
