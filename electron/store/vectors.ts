// The index in which matching looks for alike animals: sqlite-vec tables behind one interface. The `feature` table is the truth; an
// index holds copies of the vectors of animals that are held to be somebody (proposed or confirmed), by species, and can be thrown
// away and rebuilt at any time. Search is exact: sqlite-vec compares with every vector of the species.
import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { DetectionId } from '../../shared/domain/ids.ts';
import type { RegisterSpecies } from '../../shared/domain/words.ts';
import { REGISTER, STANDING } from './conditions.ts';
import type { Queries } from './open.ts';
import { inPortions } from './portions.ts';
import { takeTurn } from './turn.ts';

export interface VectorSpace {
  /** Kind of feature: `body`. */
  kind: string;
  /** `<name>@<version>` of what made the vectors; those of different models are not comparable. */
  model: string;
  dimensions: number;
}

export interface Near {
  featureId: number;
  /** Cosine, −1 to 1. */
  similarity: number;
}

/** sqlite-vec answers at most this many neighbours. */
export const MOST_NEIGHBOURS = 4096;
/** Vectors written in one transaction, about 10 ms, so that other work of the process gets its turn. */
const PORTION = 250;

export class VectorIndex {
  readonly space: VectorSpace;
  readonly #table: string;

  private constructor(space: VectorSpace) {
    this.space = space;
    const digest = createHash('sha256').update(space.model).digest('hex').slice(0, 12);
    this.#table = `vector_${space.kind.replace(/\W/g, '_')}_${digest}_${space.dimensions}`;
  }

  /** Opens the index of a vector space, making its (empty) table when there is none. */
  static async open(db: Queries, space: VectorSpace): Promise<VectorIndex> {
    const index = new VectorIndex(space);
    const present = await sql`select 1 from sqlite_master where name = ${index.#table}`.execute(db);
    if (present.rows.length === 0) await index.#make(db);
    return index;
  }

  async #make(db: Queries): Promise<void> {
    await sql`create virtual table if not exists ${sql.table(this.#table)} using vec0(
      species text partition key,
      vector float[${sql.lit(this.space.dimensions)}] distance_metric=cosine
    )`.execute(db);
  }

  /** Adds a vector, or replaces the one of the same feature. `vector`: Float32Array of `space.dimensions`, not all zero. */
  async add(db: Queries, featureId: number, species: RegisterSpecies, vector: Float32Array): Promise<void> {
    await this.remove(db, featureId);
    await sql`insert into ${sql.table(this.#table)} (rowid, species, vector)
      values (${BigInt(featureId)}, ${species}, ${bytesOf(vector)})`.execute(db);
  }

  async remove(db: Queries, featureId: number): Promise<void> {
    await sql`delete from ${sql.table(this.#table)} where rowid = ${BigInt(featureId)}`.execute(db);
  }

  /** The `k` (at most 4096) vectors of a species most like `vector`, most alike first. Exact. */
  async search(
    db: Queries,
    vector: Float32Array,
    { species, k }: { species: RegisterSpecies; k: number },
  ): Promise<Near[]> {
    const found = await sql<{ id: number; distance: number }>`
      select rowid as id, distance from ${sql.table(this.#table)}
      where vector match ${bytesOf(vector)} and k = ${BigInt(Math.min(k, MOST_NEIGHBOURS))} and species = ${species}
      order by distance`.execute(db);
    return found.rows.map(({ id, distance }) => ({ featureId: id, similarity: 1 - distance }));
  }

  async size(db: Queries): Promise<number> {
    const counted = await sql<{ n: number }>`select count(*) as n from ${sql.table(this.#table)}`.execute(db);
    return counted.rows[0]!.n;
  }

  /** Brings the index in step with what is true of some detections now: after a decision, an undo, a moved or deleted box. */
  async follow(db: Queries, detections: readonly DetectionId[]): Promise<void> {
    const { kind, model } = this.space;
    const features = await inPortions(detections, (some) =>
      db
        .selectFrom('feature')
        .select('id')
        .where('detection_id', 'in', some)
        .where('kind', '=', kind)
        .where('model', '=', model)
        .execute(),
    );
    const known = await inPortions(
      features.map(({ id }) => id),
      (some) => this.#known(db).select('feature.vector').where('feature.id', 'in', some).execute(),
    );
    const byId = new Map(known.map((row) => [row.id, row]));
    for (const { id } of features) {
      const row = byId.get(id);
      if (row === undefined) await this.remove(db, id);
      else await this.add(db, id, row.species as RegisterSpecies, vectorOf(row.vector));
    }
  }

  /** Adds what is missing, removes what is gone, moves what changed its species. Answers with how many entries it changed. */
  async catchUp(db: Queries): Promise<number> {
    const there = await sql<{ id: number; species: string }>`
      select rowid as id, species from ${sql.table(this.#table)}`.execute(db);
    const wanted = new Map(
      (await this.#known(db).execute()).map(({ id, species }) => [id, species as RegisterSpecies]),
    );
    const gone: number[] = [];
    for (const { id, species } of there.rows) {
      if (wanted.get(id) === species) wanted.delete(id);
      else if (!wanted.has(id)) gone.push(id);
    }
    for (let at = 0; at < gone.length; at += PORTION) {
      const some = gone.slice(at, at + PORTION);
      await db.transaction().execute(async (tx) => {
        for (const id of some) await this.remove(tx, id);
      });
      await turn();
    }
    const missing = [...wanted];
    for (let at = 0; at < missing.length; at += PORTION) {
      const some = new Map(missing.slice(at, at + PORTION));
      await db.transaction().execute(async (tx) => {
        await takeTurn(tx);
        const rows = await tx
          .selectFrom('feature')
          .select(['id', 'vector'])
          .where('id', 'in', [...some.keys()])
          .execute();
        for (const { id, vector } of rows) await this.add(tx, id, some.get(id)!, vectorOf(vector));
      });
      await turn();
    }
    return gone.length + missing.length;
  }

  /** Throws the index away and builds it anew from the feature table. */
  async rebuild(db: Queries): Promise<void> {
    await sql`drop table ${sql.table(this.#table)}`.execute(db);
    await this.#make(db);
    await this.catchUp(db);
  }

  /** Features of this space whose animal is held to be somebody. */
  #known(db: Queries) {
    const { kind, model, dimensions } = this.space;
    return db
      .selectFrom('feature')
      .innerJoin('detection', 'detection.id', 'feature.detection_id')
      .innerJoin('identification', 'identification.detection_id', 'detection.id')
      .select(['feature.id', 'detection.species'])
      .where('feature.kind', '=', kind)
      .where('feature.model', '=', model)
      .where('feature.dimensions', '=', dimensions)
      .where('identification.state', 'in', STANDING)
      .where('detection.species', 'in', REGISTER)
      .where('detection.deleted', '=', 0);
  }
}

/** Little-endian float32, as stored. */
export const bytesOf = (vector: Float32Array): Buffer =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);

/** The vector in stored bytes; copied, because a Buffer need not lie where a Float32Array may begin. */
export const vectorOf = (bytes: Buffer): Float32Array =>
  new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
