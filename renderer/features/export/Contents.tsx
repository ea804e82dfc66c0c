// The third step: which animals and places, how exactly they are told, and what the pictures show.
import { MultiSelect, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useEffect } from 'react';
import type { RegisterSpecies } from '../../../shared/domain/words.ts';
import { useCall } from '../../queries.ts';
import { type Choices, useChoices, uses } from './choices.ts';
import classes from './ExportScreen.module.css';
import { Field } from './Field.tsx';

interface Props {
  choices: Choices;
  change(changed: Partial<Choices>): void;
  messages: Record<string, string>;
  settings: { coordinates: 'exact' | 'coarse' | 'withheld'; blurPeople: boolean } | undefined;
}

export function Contents({ choices, change, messages, settings }: Props) {
  const locations = useCall('locations.list', {}).data;
  const { kind } = choices;
  // A place chosen last time may be gone, or belong to another library.
  const { locationIds } = choices;
  useEffect(() => {
    if (locations === undefined) return;
    const there = locationIds.filter((id) => locations.some((location) => location.id === id));
    if (there.length < locationIds.length) useChoices.getState().set({ locationIds: there });
  }, [locations, locationIds]);
  return (
    <div className={classes.contents}>
      <Field label="Animals" error={messages.species}>
        <SegmentedControl
          aria-label="Animals"
          data={animals}
          value={choices.species ?? 'all'}
          onChange={(value) => change({ species: value === 'all' ? null : (value as RegisterSpecies) })}
        />
      </Field>
      <Field label="Coordinates" error={messages.coordinates}>
        <SegmentedControl
          aria-label="Coordinates"
          data={precisions}
          value={choices.coordinates ?? settings?.coordinates ?? 'exact'}
          onChange={(value) => change({ coordinates: value as 'exact' })}
        />
      </Field>
      <MultiSelect
        className={classes.wide}
        label="Places"
        placeholder={locationIds.length === 0 ? 'All places' : undefined}
        clearable
        searchable
        data={(locations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={locationIds}
        error={messages.locationIds}
        onChange={(ids) => change({ locationIds: ids })}
      />
      {uses.photographs(kind) && (
        <Field label="Photographs" error={messages.photographs} wide>
          <SegmentedControl
            aria-label="Photographs"
            data={photographs}
            value={choices.photographs}
            onChange={(value) => change({ photographs: value as 'none' })}
          />
        </Field>
      )}
      {uses.title(kind) && (
        <>
          <TextInput
            className={classes.wide}
            label="Title"
            placeholder="As on the cover"
            maxLength={200}
            value={choices.title}
            error={messages.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
          <Field label="Paper" error={messages.paper}>
            <SegmentedControl
              aria-label="Paper"
              data={papers}
              value={choices.paper}
              onChange={(value) => change({ paper: value as 'a4' })}
            />
          </Field>
        </>
      )}
      {uses.pictures(kind) && (
        <Switch
          className={classes.switch}
          label="Blur people"
          description="On every photograph that goes in"
          checked={choices.blurPeople ?? settings?.blurPeople ?? true}
          onChange={(event) => change({ blurPeople: event.currentTarget.checked })}
        />
      )}
    </div>
  );
}

const animals = [
  { value: 'all', label: 'All' },
  { value: 'deer', label: 'Deer' },
  { value: 'horse', label: 'Horses' },
];
const precisions = [
  { value: 'exact', label: 'Exact' },
  { value: 'coarse', label: 'Coarse' },
  { value: 'withheld', label: 'Withheld' },
];
const photographs = [
  { value: 'none', label: 'None' },
  { value: 'crops', label: 'Cut-outs' },
  { value: 'downsized', label: 'Smaller' },
  { value: 'originals', label: 'Originals' },
];
const papers = [
  { value: 'a4', label: 'A4' },
  { value: 'letter', label: 'Letter' },
];
