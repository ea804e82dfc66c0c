// One row per folder of a card: what is in it, and where it was taken. Ten cards are ten rows of one table.
import { ActionIcon, Autocomplete, Select, TextInput, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconArrowBarToDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Location } from '../../../shared/domain/place.ts';
import type { FolderRow, Preview } from '../../stores/importing.ts';
import { useImporting } from '../../stores/importing.ts';
import { shortFolder } from '../../ui/paths.ts';
import { zonesWith } from '../../ui/timeZones.ts';
import { bytes, counted, period } from '../../ui/words.ts';
import classes from './PlanTable.module.css';
import { readRow } from './plan.ts';

const speciesChoices = [
  { value: 'none', label: 'Not sure' },
  { value: 'deer', label: 'Deer' },
  { value: 'horse', label: 'Horses' },
];

interface Props {
  preview: Preview;
  rows: FolderRow[];
  locations: readonly Location[];
  base: string | null;
}

export function PlanTable({ preview, rows, locations, base }: Props) {
  const { changeRow, setRows } = useImporting.getState();
  const first = rows[0];
  const fill = (changed: Partial<FolderRow>) => setRows(rows.map((row) => ({ ...row, ...changed })));

  const setLocation = (row: FolderRow, name: string) => {
    const known = locations.find((location) => location.name === name);
    const place =
      known?.latitude != null && known.longitude != null
        ? { latitude: String(known.latitude), longitude: String(known.longitude) }
        : {};
    changeRow(row.folder, { location: name, ...place });
  };

  const heading = (text: string, all: Partial<FolderRow> | null) => (
    <span className={classes.heading}>
      {text}
      {all !== null && rows.length > 1 && (
        <Tooltip label="Use the first row's answer for all folders">
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={`${text}: use the first row's answer for all folders`}
            onClick={() => fill(all)}
          >
            <IconArrowBarToDown size={15} />
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  );

  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Folder</th>
          <th scope="col">
            {heading(
              'Location',
              first ? { location: first.location, latitude: first.latitude, longitude: first.longitude } : null,
            )}
          </th>
          <th scope="col">Coordinates</th>
          <th scope="col">{heading('Time zone', first ? { timezone: first.timezone } : null)}</th>
          <th scope="col">{heading('Animals', first ? { species: first.species } : null)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const found = preview.folders.find((folder) => folder.folder === row.folder);
          if (found === undefined) return null;
          const { messages } = readRow(row);
          const name = shortFolder(row.folder, base);
          return (
            <tr key={row.folder}>
              <th scope="row" className={classes.folder}>
                <span className={classes.name} title={row.folder}>
                  {name}
                </span>
                <span className={classes.facts}>
                  {[
                    counted(found.images, 'photograph'),
                    found.videos > 0 ? counted(found.videos, 'video') : null,
                    bytes(found.bytes),
                  ]
                    .filter((fact) => fact !== null)
                    .join(' · ')}
                </span>
                <span className={classes.facts}>{period(found.firstCapture, found.lastCapture)}</span>
                <Few
                  lines={found.cameras}
                  what="camera"
                  draw={(camera) => (
                    <span key={camera} className={classes.facts}>
                      {camera}
                    </span>
                  )}
                />
                <Few
                  lines={found.warnings}
                  what="warning"
                  draw={(warning) => (
                    <span key={warning} className={classes.warning}>
                      <IconAlertTriangle size={14} aria-hidden /> {warning}
                    </span>
                  )}
                />
              </th>
              <td>
                <Autocomplete
                  aria-label={`Location of ${name}`}
                  data={locations.map((location) => location.name)}
                  value={row.location}
                  error={messages.location}
                  maxLength={120}
                  onChange={(value) => setLocation(row, value)}
                />
                {row.location === found.suggestedLocation && found.suggestionReason !== '' && (
                  <span className={classes.reason}>Proposed: {found.suggestionReason}</span>
                )}
              </td>
              <td>
                <div className={classes.coordinates}>
                  <TextInput
                    aria-label={`Latitude of ${name}`}
                    placeholder="Latitude"
                    inputMode="decimal"
                    value={row.latitude}
                    error={messages.latitude}
                    onChange={(event) => changeRow(row.folder, { latitude: event.currentTarget.value })}
                  />
                  <TextInput
                    aria-label={`Longitude of ${name}`}
                    placeholder="Longitude"
                    inputMode="decimal"
                    value={row.longitude}
                    error={messages.longitude}
                    onChange={(event) => changeRow(row.folder, { longitude: event.currentTarget.value })}
                  />
                </div>
              </td>
              <td>
                <Select
                  aria-label={`Time zone of ${name}`}
                  data={zonesWith(row.timezone)}
                  searchable
                  allowDeselect={false}
                  limit={60}
                  nothingFoundMessage="No such time zone"
                  value={row.timezone}
                  error={messages.timezone}
                  onChange={(value) => value !== null && changeRow(row.folder, { timezone: value })}
                />
              </td>
              <td>
                <Select
                  aria-label={`Animals in ${name}`}
                  data={speciesChoices}
                  allowDeselect={false}
                  value={row.species ?? 'none'}
                  onChange={(value) =>
                    changeRow(row.folder, { species: value === 'deer' || value === 'horse' ? value : null })
                  }
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The first two lines; the others behind a button, so that one odd folder does not push the next out of sight. */
function Few({ lines, what, draw }: { lines: readonly string[]; what: string; draw(line: string): ReactNode }) {
  const [all, setAll] = useState(false);
  const hidden = lines.length - 2;
  return (
    <>
      {(all ? lines : lines.slice(0, 2)).map(draw)}
      {hidden > 0 && !all && (
        <button type="button" className={classes.others} onClick={() => setAll(true)}>
          {counted(hidden, `more ${what}`)}
        </button>
      )}
    </>
  );
}
