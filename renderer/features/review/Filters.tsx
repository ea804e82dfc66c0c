// Which questions are asked: of one species, one place, one individual.
import { Button, Select } from '@mantine/core';
import { useCall } from '../../queries.ts';
import type { QueueFilter } from './questions.ts';

export function Filters({ filter, set }: { filter: QueueFilter; set(name: string, value: string | null): void }) {
  const locations = useCall('locations.list', {}).data ?? [];
  const individual = useCall('individuals.list', {}, { enabled: filter.individualId !== undefined }).data?.find(
    ({ id }) => id === filter.individualId,
  );
  return (
    <>
      {filter.individualId !== undefined && (
        <Button
          size="xs"
          variant="light"
          onClick={() => set('individual', null)}
          aria-label="Show all individuals again"
        >
          Only {individual?.name ?? 'one individual'} ✕
        </Button>
      )}
      <Select
        size="xs"
        w={160}
        aria-label="Species"
        placeholder="Deer and horses"
        clearable
        data={species}
        value={filter.species ?? null}
        onChange={(value) => set('species', value)}
      />
      <Select
        size="xs"
        w={180}
        aria-label="Place"
        placeholder="All places"
        clearable
        searchable={locations.length > 8}
        data={locations.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.locationId ?? null}
        onChange={(value) => set('location', value)}
      />
    </>
  );
}

const species = [
  { value: 'deer', label: 'Only deer' },
  { value: 'horse', label: 'Only horses' },
];
