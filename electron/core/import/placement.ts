// Gives what comes in its place: the location a person named for the folder, or the one that GPS or the folder's name points to, and the
// deployment of the camera there. Decided once per folder and import, and the same again when a killed import goes on.
import type { FolderPlan, ImportRequest } from '../../../shared/contract/import.ts';
import type { ImportId, LocationId } from '../../../shared/domain/ids.ts';
import { type Camera, findDeployment, makeDeployment, setDeploymentSpecies } from '../../store/deployments.ts';
import {
  fillCoordinates,
  insertLocation,
  knownLocations,
  locationOfFolder,
  newLocation,
} from '../../store/locations.ts';
import type { Queries } from '../../store/open.ts';
import type { DeploymentTable } from '../../store/schema.ts';
import { metresBetween } from '../distance.ts';
import { cardName, rememberedFolder } from './card.ts';
import { isInside } from './sources.ts';

export interface Position {
  latitude: number;
  longitude: number;
}
interface Place {
  id: LocationId;
  name: string;
}
/** A camera within this of a known location is taken to stand there. */
export const SAME_PLACE_METRES = 100;
/** Two places of one name farther apart than this are not the same. */
const OTHER_PLACE_METRES = 1_000;

export class Placement {
  readonly #db: Queries;
  readonly #importId: ImportId;
  readonly #request: ImportRequest;
  readonly #timezone: string;
  readonly #staging: string;
  readonly #places = new Map<string, Promise<Place>>();
  readonly #deployments = new Map<string, Promise<DeploymentTable>>();
  /** Locations are looked for and made one after another, so that two cards of one name share one. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param timezone zone of deployments for which nobody named one; @param staging see card.ts */
  constructor(db: Queries, importId: ImportId, request: ImportRequest, timezone: string, staging: string) {
    this.#db = db;
    this.#staging = staging;
    this.#importId = importId;
    this.#request = request;
    this.#timezone = timezone;
  }

  /** @param card folder that stands for the card (see card.ts) */
  async locate(card: string, position: Position | null): Promise<Place> {
    let place = this.#places.get(card);
    if (place === undefined) {
      place = this.#turn.then(() => this.#findOrMakeLocation(card, position));
      this.#turn = place.catch(() => {});
      this.#places.set(card, place);
    }
    return place;
  }

  async deploy(card: string, place: Place, camera: Camera): Promise<DeploymentTable> {
    const key = JSON.stringify([card, camera.make, camera.model, camera.serial]);
    let deployment = this.#deployments.get(key);
    if (deployment === undefined) {
      deployment = this.#findOrMakeDeployment(card, place, camera);
      this.#deployments.set(key, deployment);
    }
    return deployment;
  }

  async #findOrMakeLocation(card: string, position: Position | null): Promise<Place> {
    const plan = planFor(this.#request, card);
    const planned = plan.location !== undefined && plan.location !== '' ? plan.location : null;
    const coordinates = coordinatesOf(plan);
    if (planned !== null) return this.#byName(planned, coordinates ?? position, null);
    const before = await locationOfFolder(this.#db, this.#importId, rememberedFolder(card, this.#staging));
    if (before !== null) return before;
    const here = coordinates ?? position;
    const near = here === null ? null : nearest(await knownLocations(this.#db), here);
    return near ?? this.#byName(cardName(card, this.#staging), here, OTHER_PLACE_METRES);
  }

  /** @param apart metres from which a location of the same name is another one; null when a person named it */
  async #byName(name: string, position: Position | null, apart: number | null): Promise<Place> {
    const known = await knownLocations(this.#db);
    for (let count = 1; ; count++) {
      const wanted = count === 1 ? name : `${name} (${count})`;
      const found = known.find((location) => sameName(location.name, wanted));
      if (found === undefined) {
        const made = newLocation({
          name: wanted,
          latitude: position?.latitude ?? null,
          longitude: position?.longitude ?? null,
        });
        await insertLocation(this.#db, made);
        return made;
      }
      if (apart !== null && position !== null && isElsewhere(found, position, apart)) continue;
      if (position !== null) await fillCoordinates(this.#db, found.id, position);
      return found;
    }
  }

  async #findOrMakeDeployment(card: string, place: Place, camera: Camera): Promise<DeploymentTable> {
    const plan = planFor(this.#request, card);
    const { make, model, serial } = camera;
    const key = { locationId: place.id, folder: rememberedFolder(card, this.#staging), make, model, serial };
    const found = await findDeployment(this.#db, key, plan.timezone ?? null);
    if (found === null)
      return makeDeployment(this.#db, key, {
        timezone: plan.timezone ?? this.#timezone,
        species: plan.species ?? null,
      });
    if (plan.species && found.species === null) await setDeploymentSpecies(this.#db, found.id, plan.species);
    return found;
  }
}

/** What a person said about a folder: the plan of the nearest folder at or above it, over the request's defaults. */
export function planFor(request: ImportRequest, card: string): Omit<FolderPlan, 'folder'> {
  const plans = request.plans
    .filter((plan) => isInside(card, plan.folder) || isInside(plan.folder, card))
    .sort((a, b) => rank(b) - rank(a));
  // A plan above the card: the nearest one counts. A plan below it (`…/DCIM` was dropped, the card is its parent): counts after those.
  function rank(plan: FolderPlan): number {
    return isInside(card, plan.folder) ? plan.folder.length : -plan.folder.length;
  }
  const own = Object.fromEntries(Object.entries(plans[0] ?? {}).filter(([, value]) => value !== undefined));
  return { ...request.defaults, ...own };
}

function coordinatesOf(plan: Omit<FolderPlan, 'folder'>): Position | null {
  return typeof plan.latitude === 'number' && typeof plan.longitude === 'number'
    ? { latitude: plan.latitude, longitude: plan.longitude }
    : null;
}

export const sameName = (a: string, b: string): boolean =>
  a.trim().normalize('NFC').toLowerCase() === b.trim().normalize('NFC').toLowerCase();

type MaybeThere = { latitude: number | null; longitude: number | null };

/** The known location nearest to a position, if it is within SAME_PLACE_METRES. */
export function nearest<T extends MaybeThere>(known: readonly T[], position: Position): T | null {
  let best: T | null = null;
  let least = SAME_PLACE_METRES;
  for (const location of known) {
    const metres = metresTo(location, position);
    if (metres === null || metres > least) continue;
    least = metres;
    best = location;
  }
  return best;
}

const isElsewhere = (location: MaybeThere, position: Position, metres: number): boolean =>
  (metresTo(location, position) ?? 0) > metres;

function metresTo(location: MaybeThere, position: Position): number | null {
  if (location.latitude === null || location.longitude === null) return null;
  return metresBetween([location.latitude, location.longitude], [position.latitude, position.longitude]);
}
