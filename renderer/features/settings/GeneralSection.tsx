// Who works here, when and where, and how the window looks.
import { Button, SegmentedControl, Select } from '@mantine/core';
import { useLocation } from 'wouter';
import { useAct, useCall } from '../../queries.ts';
import { type Scheme, usePreferences } from '../../stores/preferences.ts';
import { zonesWith } from '../../ui/timeZones.ts';
import { day } from '../../ui/words.ts';
import { Field, Section } from './Field.tsx';
import classes from './SettingsScreen.module.css';
import type { SectionProps } from './SettingsScreen.tsx';
import { TypedNumber, TypedText } from './TypedField.tsx';

export function GeneralSection({ settings, messages, change }: SectionProps) {
  const { scheme, set } = usePreferences();
  const [, go] = useLocation();
  const library = useCall('library.current', {}).data?.open;
  const close = useAct('library.close', { done: () => go('/') });
  return (
    <>
      <Section title="You">
        <Field name="Your name" about="Stands in the journal beside every decision.">
          <TypedText
            label="Your name"
            value={settings.person}
            error={messages.person}
            onSave={(person) => change({ person })}
          />
        </Field>
        <Field name="Colours" about="Of this window, on this computer.">
          <SegmentedControl
            aria-label="Colours"
            value={scheme}
            onChange={(value) => set({ scheme: value as Scheme })}
            data={[
              { value: 'auto', label: 'As the computer' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </Field>
      </Section>
      <Section title="Time">
        <Field
          name="Time zone of cameras"
          about="Camera clocks know no zone. Proposed for new imports; each folder can have its own."
        >
          <Select
            aria-label="Time zone of cameras"
            searchable
            allowDeselect={false}
            limit={60}
            data={zonesWith(settings.timezone)}
            value={settings.timezone}
            error={messages.timezone}
            onChange={(timezone) => timezone !== null && change({ timezone })}
          />
        </Field>
        <Field
          name="One event"
          about="Photographs of one camera closer in time than this belong together, where the camera wrote no sequence of its own."
        >
          <TypedNumber
            label="Seconds between photographs of one event"
            value={settings.eventGapSeconds}
            suffix=" s"
            error={messages.eventGapSeconds}
            onSave={(eventGapSeconds) => change({ eventGapSeconds })}
          />
        </Field>
      </Section>
      {library && (
        <Section title="Library">
          <Field
            name={library.name}
            about={
              <>
                <span className={classes.path}>{library.folder}</span>
                <br />
                since {day(library.createdAt)}
              </>
            }
          >
            <Button variant="default" loading={close.isPending} onClick={() => close.mutate({})}>
              Close this library
            </Button>
          </Field>
        </Section>
      )}
    </>
  );
}
