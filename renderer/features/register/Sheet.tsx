// All photographs of one individual as a contact sheet of cut-outs in their own shapes, in groups, for comparing and for picking out.
import { Checkbox, SegmentedControl } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconMoon } from '@tabler/icons-react';
import { useRef } from 'react';
import { Link } from 'wouter';
import { cropUrl } from '../../../shared/contract/urls.ts';
import type { Sighting } from '../../../shared/domain/individual.ts';
import type { RegisterSpecies } from '../../../shared/domain/words.ts';
import { flankName, number, stateName, when } from '../../ui/words.ts';
import classes from './Sheet.module.css';
import { boxPosition, type Grouping, groupSightings, tileRatio } from './sheet.ts';

interface Props {
  name: string;
  species: RegisterSpecies;
  sightings: readonly Sighting[];
  grouping: Grouping;
  onGrouping(grouping: Grouping): void;
  selected: ReadonlySet<string>;
  onSelected(selected: ReadonlySet<string>): void;
}

const ROW = 148;

export function Sheet({ name, species, sightings, grouping, onGrouping, selected, onSelected }: Props) {
  const last = useRef<string | null>(null);
  const groups = groupSightings(sightings, grouping, species);
  const order = groups.flatMap((group) => group.sightings.map(({ detectionId }) => detectionId as string));
  const toggle = (id: string, range: boolean) => {
    const next = new Set(selected);
    const [from, to] = [order.indexOf(last.current ?? ''), order.indexOf(id)];
    if (range && from >= 0)
      for (const between of order.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(between);
    else if (!next.delete(id)) next.add(id);
    last.current = id;
    onSelected(next);
  };
  return (
    <section>
      <header className={classes.head}>
        <h2 className={classes.title}>Photographs</h2>
        <SegmentedControl
          size="xs"
          aria-label="Photographs in groups"
          data={[
            { value: 'flank', label: 'By flank' },
            { value: 'season', label: 'By season' },
            { value: 'time', label: 'By month' },
          ]}
          value={grouping}
          onChange={(value) => onGrouping(value as Grouping)}
        />
      </header>
      {groups.map((group) => (
        <div key={group.title} className={classes.group}>
          <h3 className={classes.groupTitle}>
            {group.title} <span className={classes.count}>{number(group.sightings.length)}</span>
          </h3>
          <ul className={classes.tiles} data-selecting={selected.size > 0 || undefined}>
            {group.sightings.map((sighting) => (
              <Tile
                key={sighting.detectionId}
                {...{ name, sighting }}
                withFlank={grouping !== 'flank'}
                selected={selected.has(sighting.detectionId)}
                selecting={selected.size > 0}
                toggle={(range) => toggle(sighting.detectionId, range)}
              />
            ))}
            <li className={classes.rest} aria-hidden />
          </ul>
        </div>
      ))}
    </section>
  );
}

interface TileProps {
  name: string;
  sighting: Sighting;
  withFlank: boolean;
  selected: boolean;
  selecting: boolean;
  toggle(range: boolean): void;
}

function Tile({ name, sighting, withFlank, selected, selecting, toggle }: TileProps) {
  const ratio = tileRatio(sighting);
  const [x, y] = boxPosition(sighting, ratio);
  const { state, capturedAt, locationName, flank, infrared, detectionId, mediaId } = sighting;
  const words = [when(capturedAt), locationName, withFlank ? flankName[flank] : null]
    .filter((word) => word !== null)
    .join(' · ');
  const decided = state === 'confirmed' && sighting.decidedBy !== null ? ` by ${sighting.decidedBy}` : '';
  const StateIcon = state === 'confirmed' ? IconCircleCheck : IconCircleDashed;
  return (
    <li
      className={classes.tile}
      data-selected={selected || undefined}
      style={{ flexGrow: ratio, flexBasis: ratio * ROW }}
    >
      <Link
        href={`/media/${mediaId}`}
        className={classes.link}
        style={{ aspectRatio: ratio }}
        title={`${words}\n${stateName[state]}${decided}`}
        onClick={(event) => {
          if (!selecting && !event.shiftKey && !event.ctrlKey && !event.metaKey) return;
          event.preventDefault();
          toggle(event.shiftKey);
        }}
      >
        <img
          src={cropUrl(detectionId, 400)}
          alt={`${name}, ${words}, ${stateName[state].toLowerCase()}`}
          loading="lazy"
          decoding="async"
          draggable={false}
          style={{ objectPosition: `${x}% ${y}%` }}
        />
        <span className={classes.foot} aria-hidden>
          <span className={classes.state} data-state={state}>
            <StateIcon size={14} stroke={2.2} />
            {state === 'proposed' ? (sighting.score === null ? 'proposed' : sighting.score.toFixed(2)) : ''}
          </span>
          {infrared === true && <IconMoon size={13} stroke={2} />}
          <span className={classes.when}>
            {capturedAt === null ? 'no time' : capturedAt.slice(5, 16).replace('T', ' ')}
          </span>
        </span>
      </Link>
      <Checkbox
        className={classes.check}
        size="sm"
        checked={selected}
        aria-label={`Select the photograph of ${when(capturedAt)}`}
        onChange={(event) => toggle((event.nativeEvent as MouseEvent).shiftKey === true)}
      />
    </li>
  );
}
