// A location's name, coordinates and notes, checked by the rules that core applies, each message at its field.
import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Location, LocationDraft } from '../../../shared/domain/place.ts';
import { fieldMessages, useAct } from '../../queries.ts';
import { degrees } from '../../ui/degrees.ts';
import { FieldErrors } from '../../ui/FieldErrors.tsx';

interface Props {
  /** Null for a new one. */
  location: Location | null;
  onClose(): void;
}

export function LocationForm({ location, onClose }: Props) {
  const [name, setName] = useState(location?.name ?? '');
  const [latitude, setLatitude] = useState(location?.latitude?.toString() ?? '');
  const [longitude, setLongitude] = useState(location?.longitude?.toString() ?? '');
  const [notes, setNotes] = useState(location?.notes ?? '');
  const [tried, setTried] = useState(false);
  const add = useAct('locations.add', { quiet: true, done: onClose });
  const update = useAct('locations.update', { quiet: true, done: onClose });
  const error = add.error ?? update.error;

  const read = LocationDraft.safeParse({
    name,
    latitude: degrees(latitude),
    longitude: degrees(longitude),
    notes,
  });
  const messages: Record<string, string> = { ...fieldMessages(error) };
  if (!read.success)
    for (const issue of read.error.issues) {
      const field = String(issue.path[0]);
      messages[field] = issue.code === 'invalid_type' ? 'not a number' : issue.message;
    }
  if ((degrees(latitude) === null) !== (degrees(longitude) === null))
    messages[latitude.trim() === '' ? 'latitude' : 'longitude'] ??= 'both coordinates or neither';
  // An empty name is only wrong once somebody tried to go on.
  const shown = (field: string, value: string) => (tried || value !== '' ? messages[field] : undefined);

  const save = () => {
    setTried(true);
    if (!read.success || Object.keys(messages).some((field) => ['latitude', 'longitude'].includes(field))) return;
    if (location === null) add.mutate(read.data);
    else update.mutate({ id: location.id, ...read.data });
  };

  return (
    <Modal opened onClose={onClose} title={location === null ? 'Add a location' : `Change ${location.name}`}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Name"
            data-autofocus
            maxLength={120}
            value={name}
            error={shown('name', name)}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group grow align="flex-start">
            <TextInput
              label="Latitude"
              placeholder="56.3012"
              inputMode="decimal"
              value={latitude}
              error={shown('latitude', latitude + longitude)}
              onChange={(event) => setLatitude(event.currentTarget.value)}
            />
            <TextInput
              label="Longitude"
              placeholder="12.4531"
              inputMode="decimal"
              value={longitude}
              error={shown('longitude', latitude + longitude)}
              onChange={(event) => setLongitude(event.currentTarget.value)}
            />
          </Group>
          <Textarea
            label="Notes"
            autosize
            minRows={2}
            maxRows={8}
            value={notes}
            error={shown('notes', notes)}
            onChange={(event) => setNotes(event.currentTarget.value)}
          />
          {error !== null && Object.keys(fieldMessages(error)).length === 0 && (
            <FieldErrors messages={{ location: error.message }} title="The location was not saved" />
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isPending || update.isPending}>
              {location === null ? 'Add' : 'Save'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
