// Questions and acts of the screens, through react-query. A screen asks with `useCall` and is refreshed by itself when core says that
// something it shows has changed; it acts with `useAct`, which tells failures unless the screen shows them in its own place.
import {
  keepPreviousData,
  QueryClient,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { CallName, Input, Output } from '../shared/contract/contract.ts';
import type { Topic } from '../shared/contract/events.ts';
import type { Job } from '../shared/domain/job.ts';
import { CoreGoneError, HerdbookError } from '../shared/errors.ts';
import { api } from './api.ts';
import { tellError } from './ui/tell.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Core tells when something changed; asking again on every focus would only make the disk work.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (count, error) => error instanceof CoreGoneError && count < 3,
    },
    mutations: { networkMode: 'always' },
  },
});

/** What each kind of question depends on, by the beginning of its name; the first entry that fits counts. */
const dependsOn: [prefix: string, topics: Topic[] | 'everything'][] = [
  ['library.current', ['library']],
  ['library.', 'everything'],
  ['settings.', ['settings']],
  ['doctor.', ['models', 'settings']],
  ['models.', ['models', 'settings']],
  ['import.', ['imports']],
  ['locations.', ['locations', 'media']],
  ['deployments.', ['locations', 'imports', 'media']],
  ['media.', ['media', 'detections', 'individuals', 'review', 'locations']],
  ['events.', ['events', 'detections', 'individuals', 'review', 'locations']],
  ['detections.', ['detections', 'individuals', 'review', 'media', 'locations']],
  ['review.', ['review', 'detections', 'individuals']],
  ['match.', ['review', 'individuals']],
  ['journal.', ['journal', 'individuals', 'review', 'detections']],
  ['individuals.', ['individuals', 'detections', 'review']],
  ['identifications.', ['review']],
  ['analysis.', ['review']],
  ['export.preview', ['media', 'events', 'detections', 'individuals', 'review', 'locations']],
  ['export.', ['exports']],
  ['streams.', ['streams', 'individuals']],
  ['jobs.', ['jobs']],
];

const dependsOnAny = (key: QueryKey, topics: ReadonlySet<Topic>): boolean => {
  const entry = dependsOn.find(([prefix]) => String(key[0]).startsWith(prefix));
  return entry !== undefined && (entry[1] === 'everything' || entry[1].some((topic) => topics.has(topic)));
};

const gatherMs = 300;
let gathered = new Set<Topic>();
let gathering: ReturnType<typeof setTimeout> | undefined;

/** Marks what depends on the topics as outdated; several bells within 300 ms ring once. */
export function outdate(topics: readonly Topic[]): void {
  for (const topic of topics) gathered.add(topic);
  if (gathering !== undefined) return;
  gathering = setTimeout(() => {
    const now = gathered;
    gathered = new Set();
    gathering = undefined;
    void queryClient.invalidateQueries({ predicate: (query) => dependsOnAny(query.queryKey, now) });
  }, gatherMs);
}

function showJob(job: Job): void {
  queryClient.setQueryData(['jobs.show', { id: job.id }], job);
  queryClient.setQueriesData<Output<'jobs.list'>>({ queryKey: ['jobs.list'] }, (jobs) => {
    if (jobs === undefined) return undefined;
    const known = jobs.some((one) => one.id === job.id);
    return known ? jobs.map((one) => (one.id === job.id ? job : one)) : [job, ...jobs];
  });
  if (job.kind === 'report') outdate(['exports']);
}

/** Ties the cache to core's events. Called once, when the window starts. */
export function listenToCore(): void {
  api.on('catalogue.changed', ({ topics }) => outdate(topics));
  api.on('job.changed', ({ job }) => showJob(job));
  api.on('library.changed', () => void queryClient.resetQueries());
  let wasLost = false;
  api.watch(() => {
    const { state } = api.connection();
    if (state === 'open' && wasLost) void queryClient.invalidateQueries();
    wasLost = state === 'lost';
  });
}

export interface CallOptions {
  enabled?: boolean;
  /** Keep showing the last answer while the next is fetched (paging, filters). */
  keep?: boolean;
  refetchIntervalMs?: number;
}

/** The answer to a call, cached, and asked again when core says that it may have changed. */
export function useCall<K extends CallName>(
  name: K,
  input: Input<K>,
  options: CallOptions = {},
): UseQueryResult<Output<K>, HerdbookError> {
  return useQuery<Output<K>, HerdbookError>({
    ...asQuery(name, input),
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchIntervalMs ?? false,
    ...(options.keep ? { placeholderData: keepPreviousData as never } : {}),
  });
}

/** The same question for `queryClient.prefetchQuery`, `useQueries` and the like. */
export const asQuery = <K extends CallName>(name: K, input: Input<K>) => ({
  queryKey: [name, input] as const,
  queryFn: () => api.call(name, input),
});

export interface ActOptions<K extends CallName> {
  /** The screen shows failures itself (beside a field); no notification. */
  quiet?: boolean;
  done?: (output: Output<K>, input: Input<K>) => void;
}

/** Something to do: `act.mutate(input)` or `await act.mutateAsync(input)`. */
export function useAct<K extends CallName>(
  name: K,
  options: ActOptions<K> = {},
): UseMutationResult<Output<K>, HerdbookError, Input<K>> {
  return useMutation<Output<K>, HerdbookError, Input<K>>({
    mutationKey: [name],
    mutationFn: (input) => api.call(name, input),
    onSuccess: (output, input) => options.done?.(output, input),
    onError: (error) => {
      if (!options.quiet) tellError(error);
    },
  });
}

/** Messages by field name of an error that names its fields (invalid input, export rules). */
export function fieldMessages(error: unknown): Record<string, string> {
  if (!(error instanceof HerdbookError)) return {};
  const messages: Record<string, string> = {};
  if (Array.isArray(error.details)) {
    for (const detail of error.details as { path?: string; field?: string; message?: string }[]) {
      const field = detail.field ?? detail.path;
      if (field !== undefined && detail.message !== undefined) messages[field] ??= detail.message;
    }
  }
  if (error.field !== undefined) messages[error.field] ??= error.message;
  return messages;
}
