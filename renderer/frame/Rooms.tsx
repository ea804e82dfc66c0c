// Which address shows which screen. Screens are loaded when they are first opened, or when there is a quiet moment before that.
import { type ComponentType, lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Loading } from '../ui/Loading.tsx';
import { Boundary } from './Boundary.tsx';

type Load = () => Promise<{ default: ComponentType }>;

const settings: Load = () => import('../features/settings/SettingsScreen.tsx');
const streams: Load = () => import('../features/streams/StreamsScreen.tsx');
const screens: [path: string, load: Load][] = [
  ['/import', () => import('../features/import/ImportScreen.tsx')],
  ['/gallery', () => import('../features/gallery/GalleryScreen.tsx')],
  ['/media/:id', () => import('../features/viewer/ViewerScreen.tsx')],
  ['/events', () => import('../features/events/EventsScreen.tsx')],
  ['/deer', () => import('../features/register/DeerScreen.tsx')],
  ['/horses', () => import('../features/register/HorsesScreen.tsx')],
  ['/individuals/:id', () => import('../features/register/ProfileScreen.tsx')],
  ['/review', () => import('../features/review/ReviewScreen.tsx')],
  ['/streams', streams],
  ['/streams/:id', streams],
  ['/export', () => import('../features/export/ExportScreen.tsx')],
  ['/journal', () => import('../features/journal/JournalScreen.tsx')],
  ['/jobs', () => import('../features/jobs/JobsScreen.tsx')],
  ['/locations', () => import('../features/locations/LocationsScreen.tsx')],
  ['/settings', settings],
  ['/settings/:section', settings],
];
const rooms = screens.map(([path, load]) => ({ path, load, Screen: lazy(load) }));

export function Rooms() {
  const [place] = useLocation();
  // Once the first screen stands the others are fetched too, so that walking about needs nothing from core but answers.
  useEffect(() => {
    const waiting = requestIdleCallback(() => {
      for (const { load } of rooms) void load().catch(() => {});
    });
    return () => cancelIdleCallback(waiting);
  }, []);
  return (
    <Boundary place={place}>
      <Suspense fallback={<Loading />}>
        <Switch>
          {rooms.map(({ path, Screen }) => (
            <Route key={path} path={path}>
              <Screen />
            </Route>
          ))}
          <Route>
            <Redirect to="/gallery" replace />
          </Route>
        </Switch>
      </Suspense>
    </Boundary>
  );
}
