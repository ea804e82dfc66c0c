// What is known of a photograph beside the picture: time, place, side, class, temperature. The side can be said here, since it decides
// which photographs can be compared at all.
import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconArrowsHorizontal,
  IconChevronDown,
  IconClock,
  IconMapPin,
  IconMoon,
  IconTemperature,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Flank } from '../../../shared/domain/words.ts';
import { useAct } from '../../queries.ts';
import { className, flankName, when } from '../../ui/words.ts';
import classes from './Facts.module.css';
import type { Shown } from './pictures.ts';

interface Props {
  shown: Shown;
  /** How it lies to the other photograph in time. */
  apart?: string | null;
  /** The photograph that is asked about: its side can be said here, and its name stands above it. */
  editable?: boolean;
}

export function Facts({ shown: { detection, media }, apart = null, editable = false }: Props) {
  return (
    <dl className={classes.facts}>
      <Fact name="Time" icon={<IconClock size={15} stroke={1.7} />}>
        {when(media.capturedAt)}
        {apart !== null && <span className={classes.quiet}> · {apart}</span>}
      </Fact>
      <Fact name="Place" icon={<IconMapPin size={15} stroke={1.7} />}>
        {media.locationName ?? 'no location'}
      </Fact>
      <Fact name="Side" icon={<IconArrowsHorizontal size={15} stroke={1.7} />}>
        {editable ? (
          <FlankMenu key={detection.id} id={detection.id} flank={detection.flank} />
        ) : (
          flankName[detection.flank]
        )}
      </Fact>
      {detection.class !== null && <Fact name="Class">{className[detection.class] ?? detection.class}</Fact>}
      {media.temperatureC !== null && (
        <Fact name="Temperature" icon={<IconTemperature size={15} stroke={1.7} />}>
          {Math.round(media.temperatureC)} °C
        </Fact>
      )}
      {media.infrared === true && (
        <Fact name="Light" icon={<IconMoon size={15} stroke={1.7} />}>
          Infrared
        </Fact>
      )}
      {!editable && (
        <Fact name="File">
          <Link className={classes.file} href={`/media/${media.id}`}>
            {media.name}
          </Link>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, icon, children }: { name: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt className="visually-hidden">{name}</dt>
      {icon !== undefined && (
        <span className={classes.icon} aria-hidden>
          {icon}
        </span>
      )}
      <dd className={classes.value}>{children}</dd>
    </div>
  );
}

function FlankMenu({ id, flank }: { id: Shown['detection']['id']; flank: Flank }) {
  const say = useAct('detections.flank');
  const now = say.isError ? flank : (say.variables?.flank ?? flank);
  return (
    <Menu position="top-start" shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.choose} aria-label={`Side shown: ${flankName[now]}. Change`}>
          {flankName[now]} <IconChevronDown size={13} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {Flank.options.map((option) => (
          <Menu.Item key={option} onClick={() => say.mutate({ id, flank: option })}>
            {flankName[option]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
