// A small season for the tests of reports: two places, three weeks, deer and a horse, a person on one photograph, photographs made on
// the spot. What is in it is stated here once, and the tests count it again in their own way.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { reportHandlers } from '../../../electron/core/report/handlers.ts';
import { reportRunner } from '../../../electron/core/report/run.ts';
import { cropPicture, renderPicture } from '../../../electron/inference/pictures.ts';
import type { Inference } from '../../../electron/inference/supervisor.ts';
import type { ExportJob, ExportRequestInput } from '../../../shared/contract/report.ts';
import { ExportRequest } from '../../../shared/contract/report.ts';
import type { DeploymentId, DetectionId, EventId, IndividualId, MediaId } from '../../../shared/domain/ids.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import * as rows from '../../support/rows.ts';

export interface SeasonHouse extends TestHouse {
  deployments: { meadow: DeploymentId; ride: DeploymentId };
  individuals: { hazel: IndividualId; krumm: IndividualId; isolde: IndividualId };
  /** The photograph with a person and a position in its EXIF. */
  withPerson: MediaId;
  handlers: ReturnType<typeof reportHandlers>;
  /** A request with its defaults. */
  request(given: Partial<ExportRequestInput>): ExportRequest;
  /** Starts an export and waits for its end. */
  export(given: Partial<ExportRequestInput>): Promise<ExportJob>;
}

/** Fraction of the photograph that the person covers; a fine chequered pattern that no blur leaves standing. */
export const personBox = [0.7, 0.2, 0.2, 0.6] as const;
export const position = { latitude: 48.137154, longitude: 11.575382 };
const [WIDTH, HEIGHT] = [640, 480];
const context = { signal: new AbortController().signal };

export async function openSeasonHouse(inference: Partial<Inference> = {}): Promise<SeasonHouse> {
  const t = await openTestHouse({ inference: { crop: cropPicture, render: renderPicture, ...inference } });
  const { db } = t.library.store;
  await t.library.changeSettings({ person: 'Anna', timezone: 'Europe/Berlin' });
  await mkdir(join(t.library.folder, 'originals'), { recursive: true });

  const meadow = await rows.addDeployment(db, {
    location_id: await rows.addLocation(db, { name: 'Upper meadow', ...position }),
    make: 'RECONYX',
    model: 'HF2X',
    serial: 'H1',
  });
  const ride = await rows.addDeployment(db, {
    location_id: await rows.addLocation(db, { name: 'Weiher / Süd', latitude: 48.14, longitude: 11.58 }),
  });
  const hazel = await rows.addIndividual(db, { name: 'Old Hazel', sex: 'female', class: 'doe' });
  const krumm = await rows.addIndividual(db, { name: '=1+1|Krummhorn', sex: 'male', class: 'buck', provisional: 1 });
  const isolde = await rows.addIndividual(db, { name: 'Isolde', species: 'horse' });

  const event = (deployment_id: DeploymentId) => rows.addEvent(db, { deployment_id });
  let made = 0;
  async function photograph(at: string, deployment_id: DeploymentId, event_id: EventId | null, withPerson = false) {
    const path = `originals/photo-${++made}.jpg`;
    await draw(join(t.library.folder, path), made, withPerson);
    return rows.addMedia(db, {
      path,
      name: `IMG_000${(made % 4) + 1}.JPG`,
      captured_at: at,
      instant: Temporal.PlainDateTime.from(at).toZonedDateTime('Europe/Berlin').toInstant().toString(),
      deployment_id,
      event_id,
      width: WIDTH,
      height: HEIGHT,
      size_bytes: 20_000,
      status: 'completed',
      ...(withPerson ? position : {}),
    });
  }
  const animal = (media: MediaId, more: Parameters<typeof rows.addDetection>[2] = {}): Promise<DetectionId> =>
    rows.addDetection(db, media, { source: 'yolox-nano@0.1.1', x: 0.1, y: 0.2, width: 0.4, height: 0.5, ...more });

  // Week 18: a burst of three with Hazel, twice confirmed and once proposed; one empty photograph.
  const first = await event(meadow);
  for (const [i, second] of ['07', '08', '09'].entries()) {
    const detection = await animal(await photograph(`2026-05-01T05:12:${second}`, meadow, first), {
      flank: i === 0 ? 'left' : 'right',
    });
    await rows.addIdentification(db, detection, hazel, {
      state: i < 2 ? 'confirmed' : 'proposed',
      decided_by: i < 2 ? 'Anna' : null,
    });
  }
  await photograph('2026-05-02T12:00:00', meadow, await event(meadow));
  // Week 19: Hazel and Krummhorn in one event; a deer nobody knows; a rejected proposal.
  const both = await event(ride);
  const together = await photograph('2026-05-05T20:30:00', ride, both);
  await rows.addIdentification(db, await animal(together), hazel, { state: 'confirmed', decided_by: 'Anna' });
  await rows.addIdentification(db, await animal(together, { x: 0.55 }), krumm);
  const unknown = await animal(await photograph('2026-05-06T21:00:00', ride, await event(ride)));
  await rows.addIdentification(db, unknown, krumm, { state: 'rejected', decided_by: 'Bo' });
  // Week 20: the horse, with a person beside it, on a photograph that belongs to no event.
  const withPerson = await photograph('2026-05-12T09:45:00', meadow, null, true);
  await rows.addIdentification(
    db,
    await animal(withPerson, { species: 'horse', source: 'person', by_person: 1 }),
    isolde,
    {
      state: 'confirmed',
      decided_by: 'Bo',
    },
  );
  const [x, y, width, height] = personBox;
  await rows.addDetection(db, withPerson, { category: 'person', species: null, x, y, width, height });
  // Outside the period, without a time, and a box that a person deleted.
  await rows.addIdentification(
    db,
    await animal(await photograph('2026-07-01T05:00:00', meadow, await event(meadow))),
    hazel,
  );
  await rows.addMedia(db, { deployment_id: meadow, name: 'NOTIME.JPG' });
  await animal(together, { deleted: 1 });

  await t.startJobs(reportRunner);
  const handlers = reportHandlers(t.house);
  const request = (given: Partial<ExportRequestInput>) =>
    ExportRequest.parse({ kind: 'pdf', startDate: '2026-05-01', endDate: '2026-05-31', ...given });
  return {
    ...t,
    deployments: { meadow, ride },
    individuals: { hazel, krumm, isolde },
    withPerson,
    handlers,
    request,
    async export(given) {
      const { id } = await handlers['export.start'](request(given), context);
      await t.library.jobs.finished(id);
      return handlers['export.show']({ id }, context);
    },
  };
}

async function draw(path: string, seed: number, withPerson: boolean): Promise<void> {
  const background = { r: (seed * 37) % 200, g: 120, b: (seed * 91) % 200 };
  const layers = [
    { input: { create: { width: 256, height: 240, channels: 3 as const, background: '#7a5230' } }, left: 64, top: 96 },
  ];
  const picture = sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background } }).composite(
    withPerson ? [...layers, await chequered()] : layers,
  );
  const exif = {
    IFD0: { Make: 'Testcam' },
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: '48/1 8/1 1376/100',
      GPSLongitudeRef: 'E',
      GPSLongitude: '11/1 34/1 3138/100',
    },
  };
  await (withPerson ? picture.withExif(exif) : picture).jpeg({ quality: 92 }).toFile(path);
}

async function chequered() {
  const [x, y, w, h] = personBox;
  const [width, height] = [Math.round(w * WIDTH), Math.round(h * HEIGHT)];
  const data = Buffer.alloc(width * height * 3);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      data.fill(
        (Math.floor(row / 4) + Math.floor(column / 4)) % 2 === 0 ? 255 : 0,
        (row * width + column) * 3,
        (row * width + column + 1) * 3,
      );
  const input = await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return { input, left: Math.round(x * WIDTH), top: Math.round(y * HEIGHT) } as never;
}
