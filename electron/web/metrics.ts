// The state of the library as Prometheus text, for a lab that watches its machines.
import type { Status } from '../../shared/contract/library.ts';
import { VERSION } from '../core/version.ts';

export function prometheusText(status: Status | null, workers: { state: string; restarts: number }[]): string {
  const lines: string[] = [];
  const metric = (
    name: string,
    help: string,
    type: 'gauge' | 'counter',
    samples: [labels: string, value: number][],
  ) => {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
    for (const [labels, value] of samples) lines.push(`${name}${labels === '' ? '' : `{${labels}}`} ${value}`);
  };
  metric('herdbook_info', 'Version of the program.', 'gauge', [[`version="${VERSION}",node="${process.version}"`, 1]]);
  metric('process_resident_memory_bytes', 'Resident memory of core.', 'gauge', [['', process.memoryUsage.rss()]]);
  metric('herdbook_uptime_seconds', 'Seconds since core started.', 'gauge', [['', Math.round(process.uptime())]]);
  metric('herdbook_inference_workers', 'Inference workers.', 'gauge', [['', workers.length]]);
  metric('herdbook_inference_worker_restarts_total', 'Restarts of inference workers.', 'counter', [
    ['', workers.reduce((sum, worker) => sum + worker.restarts, 0)],
  ]);
  metric('herdbook_library_open', 'Whether a library is open.', 'gauge', [['', status === null ? 0 : 1]]);
  if (status === null) return `${lines.join('\n')}\n`;
  metric(
    'herdbook_media',
    'Media by status.',
    'gauge',
    Object.entries(status.media).map(([state, n]) => [`status="${state}"`, n]),
  );
  metric('herdbook_media_kind', 'Media by kind.', 'gauge', [
    ['kind="image"', status.images],
    ['kind="video"', status.videos],
  ]);
  metric('herdbook_events', 'Events.', 'gauge', [['', status.events]]);
  metric('herdbook_detections', 'Detections.', 'gauge', [['', status.detections]]);
  metric('herdbook_individuals', 'Individuals in the register.', 'gauge', [['', status.individuals]]);
  metric(
    'herdbook_identifications',
    'Identifications by state.',
    'gauge',
    Object.entries(status.identifications).map(([state, n]) => [`state="${state}"`, n]),
  );
  metric(
    'herdbook_jobs',
    'Jobs by state.',
    'gauge',
    Object.entries(status.jobs).map(([state, n]) => [`state="${state}"`, n]),
  );
  return `${lines.join('\n')}\n`;
}
