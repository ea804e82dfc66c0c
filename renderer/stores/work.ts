// Whether background work was paused from this window, shared by the screens that offer it.
import { create } from 'zustand';
import { useAct } from '../queries.ts';

const useWork = create<{ paused: boolean }>(() => ({ paused: false }));

export function usePause(): { paused: boolean; busy: boolean; toggle(): void } {
  const paused = useWork((state) => state.paused);
  const act = useAct('jobs.pause', { done: (answer) => useWork.setState({ paused: answer.paused }) });
  return { paused, busy: act.isPending, toggle: () => act.mutate({ paused: !paused }) };
}
