// The rooms in the order of a photograph's journey, the library that is open, and what is being worked on.
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconBook2,
  IconChecklist,
  IconDeer,
  IconFileExport,
  IconFolderDown,
  IconHistory,
  IconHorse,
  IconKeyboard,
  IconListDetails,
  IconMapPin,
  IconMovie,
  IconPhoto,
  IconSettings,
  IconStack2,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { Link, useLocation } from 'wouter';
import type { LibraryInfo } from '../../shared/contract/library.ts';
import { useCall } from '../queries.ts';
import { useKeys } from '../stores/keys.ts';
import { number } from '../ui/words.ts';
import { JobPill } from './JobPill.tsx';
import classes from './Navigation.module.css';

interface Room {
  path: string;
  name: string;
  key: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  /** Other addresses that belong to the room. */
  also?: string;
}

const groups: Room[][] = [
  [
    { path: '/import', name: 'Import', key: 'i', icon: IconFolderDown },
    { path: '/gallery', name: 'Gallery', key: 'g', icon: IconPhoto, also: '/media/' },
    { path: '/events', name: 'Events', key: 'e', icon: IconStack2 },
  ],
  [
    { path: '/deer', name: 'Deer', key: 'd', icon: IconDeer },
    { path: '/horses', name: 'Horses', key: 'h', icon: IconHorse },
    { path: '/review', name: 'Review', key: 'r', icon: IconChecklist },
    { path: '/streams', name: 'Streams', key: 'v', icon: IconMovie },
  ],
  [
    { path: '/export', name: 'Export', key: 'x', icon: IconFileExport },
    { path: '/jobs', name: 'Jobs', key: 'j', icon: IconListDetails },
    { path: '/locations', name: 'Locations', key: 'l', icon: IconMapPin },
    { path: '/settings', name: 'Settings', key: 's', icon: IconSettings },
  ],
];

export function Navigation({ library }: { library: LibraryInfo }) {
  const [path, go] = useLocation();
  const waiting = useCall('review.queue', { limit: 1 }).data?.total ?? 0;
  const failed = useCall('library.status', {}).data?.jobs.failed ?? 0;
  useKeys(
    'Rooms',
    groups
      .flat()
      .map((room) => ({ keys: `Alt+${room.key}`, does: room.name, inFields: true, run: () => go(room.path) })),
  );
  const badges: Record<string, number> = { '/review': waiting, '/jobs': failed };
  return (
    <nav className={classes.nav} aria-label="Rooms">
      <Link href="/settings" className={classes.library} title={library.folder}>
        <span className={classes.mark} aria-hidden>
          <IconBook2 size={18} stroke={1.75} />
        </span>
        <span className={classes.libraryName}>{library.name}</span>
      </Link>
      <div className={classes.groups}>
        {groups.map((rooms) => (
          <ul key={rooms[0]?.path} className={classes.group}>
            {rooms.map((room) => {
              const here = path.startsWith(room.path) || (room.also !== undefined && path.startsWith(room.also));
              const badge = badges[room.path] ?? 0;
              return (
                <li key={room.path}>
                  <Link
                    href={room.path}
                    className={classes.room}
                    aria-current={here ? 'page' : undefined}
                    title={room.name}
                  >
                    <room.icon size={19} stroke={1.6} />
                    <span className={classes.name}>{room.name}</span>
                    {badge > 0 && (
                      <span className={classes.badge} data-tone={room.path === '/jobs' ? 'red' : undefined}>
                        {number(badge)}
                        <span className="visually-hidden">{room.path === '/jobs' ? ' failed' : ' waiting'}</span>
                      </span>
                    )}
                  </Link>
                </li>
              );
            })}
          </ul>
        ))}
      </div>
      <JobPill />
      <div className={classes.foot}>
        <Tooltip label="Journal: everything people decided, with undo">
          <ActionIcon variant="subtle" color="gray" aria-label="Journal" onClick={() => go('/journal')}>
            <IconHistory size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Keys of this screen (?)">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Keys of this screen"
            onClick={() => window.dispatchEvent(new KeyboardEvent('keydown', { key: '?' }))}
          >
            <IconKeyboard size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
    </nav>
  );
}
