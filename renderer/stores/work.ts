// Whether background work is paused, for the screens that show and change it.
import { useAct, useCall } from '../queries.ts';

export function usePause(): { paused: boolean; busy: boolean; toggle(): void } {
  const paused = useCall('jobs.state', {}).data?.paused ?? false;
  const act = useAct('jobs.pause');
  return { paused, busy: act.isPending, toggle: () => act.mutate({ paused: !paused }) };
}
