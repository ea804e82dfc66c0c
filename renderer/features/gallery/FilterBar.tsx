// What the gallery is narrowed down to. The filters used daily stand open; the others are behind one button that counts them.
import { ActionIcon, Button, Indicator, Popover, Select, Stack, Switch, TextInput, Tooltip } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { DeerClass, MediaStatus, Species } from '../../../shared/domain/words.ts';
import { useCall } from '../../queries.ts';
import type { GalleryFilter } from '../../stores/gallery.ts';
import { className, speciesName, statusName } from '../../ui/words.ts';
import classes from './FilterBar.module.css';
import { asked } from './query.ts';

interface Props {
  filter: GalleryFilter;
  onChange(filter: GalleryFilter): void;
}

export function FilterBar({ filter, onChange }: Props) {
  const locations = useCall('locations.list', {}).data ?? [];
  const individuals = useCall('individuals.list', {}).data ?? [];
  const [text, setText] = useState(filter.text ?? '');
  useEffect(() => setText(filter.text ?? ''), [filter.text]);
  const change = (changed: Partial<GalleryFilter>) => onChange({ ...filter, ...changed });
  const search = useDebouncedCallback((wanted: string) => change({ text: wanted === '' ? undefined : wanted }), 250);
  const { status, class: deerClass, hasDetections, unassigned, noTime, category, eventId } = filter;
  const more = asked({ status, class: deerClass, hasDetections, unassigned, noTime, category, eventId });

  return (
    <search className={classes.bar}>
      <TextInput
        className={classes.search}
        aria-label="Search in file names"
        placeholder="File name"
        leftSection={<IconSearch size={16} />}
        value={text}
        data-search
        onChange={(event) => {
          setText(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <Select
        className={classes.select}
        aria-label="Location"
        placeholder="All locations"
        clearable
        searchable
        data={locations.map((location) => ({ value: location.id, label: location.name }))}
        value={filter.locationId ?? null}
        onChange={(value) => change({ locationId: value ?? undefined })}
      />
      <DatePickerInput
        className={classes.dates}
        type="range"
        aria-label="Dates"
        placeholder="All dates"
        valueFormat="D MMM YYYY"
        clearable
        allowSingleDateInRange
        value={[filter.from ?? null, filter.to ?? null]}
        onChange={([from, to]) => change({ from: from ?? undefined, to: to ?? undefined })}
      />
      <Select
        className={classes.small}
        aria-label="Animals"
        placeholder="All animals"
        clearable
        data={Species.options.map((value) => ({ value, label: speciesName[value] }))}
        value={filter.species ?? null}
        onChange={(value) => change({ species: (value as Species | null) ?? undefined })}
      />
      <Select
        className={classes.select}
        aria-label="Individual"
        placeholder="All individuals"
        clearable
        searchable
        limit={80}
        data={individuals.map((one) => ({ value: one.id, label: one.name }))}
        value={filter.individualId ?? null}
        onChange={(value) => change({ individualId: value ?? undefined })}
      />
      <Popover position="bottom-end" shadow="md" width={280} trapFocus>
        <Popover.Target>
          <Indicator disabled={more === 0} label={more} size={17} color="amber.7" offset={3}>
            <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={17} />}>
              More
            </Button>
          </Indicator>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="sm">
            <Select
              label="State of analysis"
              placeholder="Any"
              clearable
              comboboxProps={{ withinPortal: false }}
              data={MediaStatus.options.map((value) => ({ value, label: statusName[value] }))}
              value={status ?? null}
              onChange={(value) => change({ status: (value as MediaStatus | null) ?? undefined })}
            />
            <Select
              label="Class of deer"
              placeholder="Any"
              clearable
              comboboxProps={{ withinPortal: false }}
              data={DeerClass.options.map((value) => ({ value, label: className[value] ?? value }))}
              value={deerClass ?? null}
              onChange={(value) => change({ class: value ?? undefined })}
            />
            <Select
              label="Boxes"
              placeholder="With or without"
              clearable
              comboboxProps={{ withinPortal: false }}
              data={[
                { value: 'yes', label: 'Something was found' },
                { value: 'no', label: 'Nothing was found' },
              ]}
              value={hasDetections === undefined ? null : hasDetections ? 'yes' : 'no'}
              onChange={(value) => change({ hasDetections: value === null ? undefined : value === 'yes' })}
            />
            <Switch
              label="An animal nobody has named"
              checked={unassigned === true}
              onChange={(event) => change({ unassigned: event.currentTarget.checked || undefined })}
            />
            <Switch
              label="No capture time"
              checked={noTime === true}
              onChange={(event) => change({ noTime: event.currentTarget.checked || undefined })}
            />
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {asked(filter) > 0 && (
        <Tooltip label="Clear all filters">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label="Clear all filters"
            onClick={() => onChange({})}
          >
            <IconX size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </search>
  );
}
