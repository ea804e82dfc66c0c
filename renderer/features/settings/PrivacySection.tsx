// What leaves the library in exports: people and places.
import { Radio, Stack, Switch } from '@mantine/core';
import type { Settings } from '../../../shared/domain/settings.ts';
import { Field, Section } from './Field.tsx';
import type { SectionProps } from './SettingsScreen.tsx';

const choices: [value: Settings['coordinates'], label: string, about: string][] = [
  ['exact', 'Exact', 'As they were entered.'],
  ['coarse', 'Coarse', 'Rounded, so that a rare animal cannot be found by them.'],
  ['withheld', 'Withheld', 'Names of places only.'],
];

export function PrivacySection({ settings, change }: SectionProps) {
  return (
    <Section
      title="In everything exported"
      about="The library itself keeps everything; nothing is ever sent anywhere. Each export can be told otherwise."
    >
      <Field name="People" about="Found people are made unrecognisable in every picture that is exported.">
        <Switch
          label="Blur people"
          checked={settings.blurPeople}
          onChange={(event) => change({ blurPeople: event.currentTarget.checked })}
        />
      </Field>
      <Field name="Coordinates" about="Of cameras, in tables, reports and the metadata of pictures.">
        <Radio.Group
          aria-label="Coordinates"
          value={settings.coordinates}
          onChange={(value) => change({ coordinates: value as Settings['coordinates'] })}
        >
          <Stack gap="sm">
            {choices.map(([value, label, about]) => (
              <Radio key={value} value={value} label={label} description={about} />
            ))}
          </Stack>
        </Radio.Group>
      </Field>
    </Section>
  );
}
