// Which address shows which screen. Screens are loaded when they are first opened.
import { type ComponentType, lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Loading } from '../ui/Loading.tsx';

const ImportScreen = lazy(() => import('../features/import/ImportScreen.tsx'));
const GalleryScreen = lazy(() => import('../features/gallery/GalleryScreen.tsx'));
const ViewerScreen = lazy(() => import('../features/viewer/ViewerScreen.tsx'));
const EventsScreen = lazy(() => import('../features/events/EventsScreen.tsx'));
const DeerScreen = lazy(() => import('../features/register/DeerScreen.tsx'));
const HorsesScreen = lazy(() => import('../features/register/HorsesScreen.tsx'));
const ProfileScreen = lazy(() => import('../features/register/ProfileScreen.tsx'));
const ReviewScreen = lazy(() => import('../features/review/ReviewScreen.tsx'));
const ExportScreen = lazy(() => import('../features/export/ExportScreen.tsx'));
const JournalScreen = lazy(() => import('../features/journal/JournalScreen.tsx'));
const JobsScreen = lazy(() => import('../features/jobs/JobsScreen.tsx'));
const LocationsScreen = lazy(() => import('../features/locations/LocationsScreen.tsx'));
const SettingsScreen = lazy(() => import('../features/settings/SettingsScreen.tsx'));

const rooms: [path: string, Screen: ComponentType][] = [
  ['/import', ImportScreen],
  ['/gallery', GalleryScreen],
  ['/media/:id', ViewerScreen],
  ['/events', EventsScreen],
  ['/deer', DeerScreen],
  ['/horses', HorsesScreen],
  ['/individuals/:id', ProfileScreen],
  ['/review', ReviewScreen],
  ['/export', ExportScreen],
  ['/journal', JournalScreen],
  ['/jobs', JobsScreen],
  ['/locations', LocationsScreen],
  ['/settings', SettingsScreen],
  ['/settings/:section', SettingsScreen],
];

export function Rooms() {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        {rooms.map(([path, Screen]) => (
          <Route key={path} path={path}>
            <Screen />
          </Route>
        ))}
        <Route>
          <Redirect to="/gallery" replace />
        </Route>
      </Switch>
    </Suspense>
  );
}
