// The window: which library is open decides between the welcome screen and the rooms.
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { ConnectionBanner } from './frame/ConnectionBanner.tsx';
import { Frame } from './frame/Frame.tsx';
import { Rooms } from './frame/Rooms.tsx';
import { queryClient, useCall } from './queries.ts';
import { usePreferences } from './stores/preferences.ts';
import { theme, variables } from './theme.ts';
import { KeyHelp } from './ui/KeyHelp.tsx';
import { Failure, Loading } from './ui/Loading.tsx';

const WelcomeScreen = lazy(() => import('./features/welcome/WelcomeScreen.tsx'));

export function App() {
  const scheme = usePreferences((preferences) => preferences.scheme);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      {...(scheme === 'auto' ? {} : { forceColorScheme: scheme })}
    >
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" />
        <ConnectionBanner />
        <KeyHelp />
        <div className="window-body">
          <Suspense fallback={<Loading />}>
            <Inside />
          </Suspense>
        </div>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Inside() {
  const { data, error, refetch } = useCall('library.current', {});
  if (data === undefined) return error === null ? <Loading /> : <Failure error={error} again={refetch} />;
  if (data.open === null) return <WelcomeScreen />;
  return (
    <Frame library={data.open}>
      <Rooms />
    </Frame>
  );
}
