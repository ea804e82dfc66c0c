// What the inference tests share: temporary folders, packs installed from the descriptions in models/ and the shared weights.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after } from 'node:test';
import type { AnalysePhotosTask, PackRef, PhotoToAnalyse } from '../../electron/inference/tasks.ts';
import { type Pack, parsePack } from '../../shared/domain/pack.ts';
import { shared } from '../support/shared.ts';

export const repository = resolve(import.meta.dirname, '../..');

/** A folder that is deleted when the test file ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'herdbook-inference-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function describedPack(id: string): Pack {
  return parsePack(readFileSync(join(repository, 'models/packs', id, 'pack.json'), 'utf8'), id);
}

/** Lays a described pack and its shared weights into `folder`. */
export function placePack(id: string, folder: string): PackRef {
  const pack = describedPack(id);
  const target = join(folder, id);
  mkdirSync(target, { recursive: true });
  copyFileSync(join(repository, 'models/packs', id, 'pack.json'), join(target, 'pack.json'));
  copyFileSync(shared('weights', pack.model.file), join(target, pack.model.file));
  return { id: pack.id, version: pack.version, folder: target };
}

/** Photographs of the Bushnell card by number, in bursts of three. */
export function cardPhotos(numbers: readonly number[], thumbnails: string): PhotoToAnalyse[] {
  return numbers.map((number) => {
    const name = `EK${String(number).padStart(6, '0')}.JPG`;
    return photoAt(
      shared('data/cards/bushnell-station-1/DCIM/100EK113', name),
      name,
      thumbnails,
      `burst ${Math.floor((number - 1) / 3)}`,
    );
  });
}

export function photoAt(path: string, id: string, thumbnails: string, event: string | null = null): PhotoToAnalyse {
  return { id, path, thumbnailPath: join(thumbnails, `${id}.jpg`), event, capturedAt: null, infrared: null };
}

export function analysis(photos: PhotoToAnalyse[], detectors: PackRef[] = [], motion = true): AnalysePhotosTask {
  return { photos, detectors, motion, embedder: null, thresholds: { animal: 0.3, person: 0.4, vehicle: 0.4 } };
}
