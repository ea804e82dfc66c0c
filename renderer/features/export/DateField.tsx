// A day, typed or taken from a calendar. What is typed stays as it is typed: the rules of the request judge it, not the field.
import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';

interface Props {
  label: string;
  value: string;
  error: string | undefined;
  /** Days after this cannot be taken from the calendar. */
  latest: string;
  onChange(value: string): void;
}

export function DateField({ label, value, error, latest, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const date = readDay(value);
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' && event.altKey) setOpen(true);
    else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && date !== null)
      onChange(date.add({ days: event.key === 'ArrowUp' ? 1 : -1 }).toString());
    else return;
    event.preventDefault();
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="lg" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <TextInput
          label={label}
          placeholder="YYYY-MM-DD"
          autoComplete="off"
          spellCheck={false}
          inputMode="numeric"
          value={value}
          error={error}
          aria-invalid={error !== undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={keys}
          rightSection={
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${label}: open the calendar`}
              aria-expanded={open}
              onClick={() => setOpen((now) => !now)}
            >
              <IconCalendar size={17} stroke={1.6} />
            </ActionIcon>
          }
        />
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker
          value={date?.toString() ?? null}
          defaultDate={date?.toString() ?? latest}
          maxDate={latest}
          firstDayOfWeek={1}
          onChange={(chosen) => {
            if (chosen !== null) onChange(chosen);
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function readDay(text: string): Temporal.PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}
